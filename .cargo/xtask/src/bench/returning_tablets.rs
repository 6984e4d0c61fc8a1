//! Durable changes per second over HTTP, the memory of a server that 500 tablets are connected to,
//! and 2,000 that come back after an outage of ten minutes, in real time: each on SQLite and on
//! PostgreSQL. They are tests at full size, so that what is measured is also found to be right.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{command, postgresql};

pub fn run(workspace: &Workspace) -> Result<()> {
    postgresql::ensure()?;
    command::run(
        command::cargo(workspace)
            .args(["test", "--quiet", "--package", "server", "--test", "api"])
            .args(["--", "over_http::", "returning::", "--nocapture", "--test-threads=1"])
            .env("SAMVARO_LONG", "1")
            .env("SAMVARO_BINARY", workspace.server_binary()),
    )
}
