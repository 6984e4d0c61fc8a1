//! The browser of the end-to-end tests.

use std::path::PathBuf;

use anyhow::Result;

use crate::steps::Outcome;
use crate::workspace::Workspace;
use crate::{command, debian_packages};

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
    // Ubuntu's package of this name is only a pointer to a snap.
    if debian_packages::can_be_installed() && debian_packages::are_debians_own() {
        debian_packages::install("chromium")?;
    } else {
        command::run(command::node_tool(workspace, "playwright").args(["install", "chromium"]))?;
    }
    Ok(Outcome::Done)
}
