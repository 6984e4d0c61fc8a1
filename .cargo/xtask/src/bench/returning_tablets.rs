//! 2,000 tablets that come back after an outage of ten minutes, in real time, and the memory of a
//! server that 500 are connected to. Both are tests at full size, so that what is measured is also
//! found to be right.

use anyhow::Result;

use crate::command;
use crate::workspace::Workspace;

pub fn run(workspace: &Workspace) -> Result<()> {
    command::run(
        command::cargo(workspace)
            .args(["test", "--quiet", "--package", "server", "--test", "api"])
            .args(["returning::", "--", "--nocapture", "--test-threads=1"])
            .env("SAMVARO_LONG", "1")
            .env("SAMVARO_BINARY", workspace.server_binary()),
    )
}
