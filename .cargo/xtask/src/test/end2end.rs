//! Playwright: a real browser against the released server.

use anyhow::Result;

use super::{Arguments, told};
use crate::workspace::Workspace;
use crate::{command, playwright};

/// Runs every browser test and a few of the costly faults; in a long run also on a second storage
/// engine, and as many faults as a release is worth.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let tested = playwright(workspace, None, arguments);
    let faults = playwright(workspace, Some("faults.config.ts"), arguments);
    tested.and(faults)
}

fn playwright(workspace: &Workspace, configuration: Option<&str>, arguments: &Arguments) -> Result<()> {
    let mut tests = playwright::test(workspace, configuration)?;
    tests.env(told::VARIABLE, told::file(workspace));
    if arguments.long {
        tests.env("SAMVARO_LONG", "1");
    }
    command::run(&mut tests)
}
