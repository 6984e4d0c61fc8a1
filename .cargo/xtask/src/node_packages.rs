//! The packages from npm: exactly what the lock file names, installed when it changed.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::steps::Outcome;
use crate::workspace::Workspace;
use crate::{command, fingerprint};

/// Installs unless the installed packages are those of the lock file.
pub fn ensure(workspace: &Workspace) -> Result<Outcome> {
    let lock = workspace.end2end().join("package-lock.json");
    let fingerprint =
        fingerprint::of(&fs::read(&lock).with_context(|| format!("could not read {}", lock.display()))?);
    let packages = workspace.end2end().join("node_modules");
    let stamp = packages.join(".installed-from");
    if fingerprint::holds(&stamp, &fingerprint, &[]) {
        return Ok(Outcome::Unchanged);
    }
    command::run(Command::new("npm").current_dir(workspace.end2end()).args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
    .context("Node.js 20 or newer with npm is needed")?;
    fingerprint::remember(&stamp, &fingerprint)?;
    Ok(Outcome::Done)
}
