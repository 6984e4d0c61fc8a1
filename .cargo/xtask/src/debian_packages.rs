//! Installs Debian's packages, where that is possible without asking.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::command;

/// Whether packages can be installed here: there is apt, and we are root.
pub fn can_be_installed() -> bool {
    is_root() && Path::new("/usr/bin/apt-get").exists()
}

/// Whether this is Debian itself and not one of its relatives.
pub fn are_debians_own() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

/// Installs a package with what it needs and no more.
pub fn install(package: &str) -> Result<()> {
    command::run(Command::new("apt-get").args(["update", "--quiet"]))?;
    command::run(
        Command::new("apt-get")
            .args(["install", "--yes", "--quiet", "--no-install-recommends", package])
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
