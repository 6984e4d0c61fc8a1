//! How many changes per second the store takes durably, beside what the disk allows raw.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{command, postgresql};

pub fn run(workspace: &Workspace) -> Result<()> {
    postgresql::ensure()?;
    command::run(
        command::cargo(workspace)
            .args(["run", "--quiet", "--release", "--package", "server"])
            .args(["--example", "durable_changes"]),
    )
}
