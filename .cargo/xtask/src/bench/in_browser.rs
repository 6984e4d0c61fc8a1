//! What only a browser can measure: taps, cold starts, bytes on the wire, first paint. Each
//! measurement is a file in end2end/bench and prints its own lines.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{command, playwright};

pub fn run(workspace: &Workspace) -> Result<()> {
    command::run(&mut playwright::test(workspace, Some("bench.config.ts"))?)
}
