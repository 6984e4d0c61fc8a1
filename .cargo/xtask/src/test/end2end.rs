//! Playwright: a real browser against the released server.

use anyhow::Result;

use super::Arguments;
use crate::workspace::Workspace;
use crate::{command, playwright};

/// Runs every browser test; in a long run also on a second storage engine, and cuts the power.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut tests = playwright::test(workspace, None)?;
    if !arguments.long {
        return command::run(&mut tests);
    }
    let tested = command::run(tests.env("SAMVARO_LONG", "1"));
    let faults =
        command::run(playwright::test(workspace, Some("faults.config.ts"))?.env("SAMVARO_LONG", "1"));
    tested.and(faults)
}
