//! The browser of the end-to-end tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::command;
use crate::steps::Outcome;
use crate::workspace::Workspace;

const DEBIAN_CHROMIUM: &str = "/usr/bin/chromium";

/// Debian's Chromium, where it is installed.
pub fn debian() -> Option<PathBuf> {
    let path = PathBuf::from(DEBIAN_CHROMIUM);
    path.exists().then_some(path)
}

/// Uses Debian's Chromium, installs it where that is possible, else takes Playwright's own.
pub fn ensure(workspace: &Workspace) -> Result<Outcome> {
    if debian().is_some() {
        return Ok(Outcome::Unchanged);
    }
    if may_install_debian_packages() {
        command::run(Command::new("apt-get").args(["update", "--quiet"]))?;
        command::run(
            Command::new("apt-get")
                .args(["install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )?;
    } else {
        command::run(command::node_tool(workspace, "playwright").args(["install", "chromium"]))?;
    }
    Ok(Outcome::Done)
}

fn may_install_debian_packages() -> bool {
    // Ubuntu's package of this name is only a pointer to a snap.
    let is_debian = std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|release| release.lines().any(|line| line == "ID=debian"));
    is_debian && is_root() && Path::new("/usr/bin/apt-get").exists()
}

fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
