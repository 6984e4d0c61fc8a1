//! Playwright: a real browser against the released server.

use anyhow::Result;

use super::Arguments;
use crate::workspace::Workspace;
use crate::{chromium, command, node_packages};

/// Installs what is missing, then runs every browser test.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    node_packages::ensure(workspace)?;
    chromium::ensure(workspace)?;
    let mut tests = command::node_tool(workspace, "playwright");
    tests.arg("test").env("SAMVARO_BINARY", workspace.server_binary()).env("SAMVARO_SITE", workspace.site());
    if arguments.long {
        tests.env("SAMVARO_LONG", "1");
    }
    command::run(&mut tests)
}
