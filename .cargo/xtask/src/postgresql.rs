//! The PostgreSQL of the storage tests, which start a cluster of their own with its programs.

use std::{env, fs};

use anyhow::Result;

use crate::debian_packages;

/// Where Debian puts the programs, by version.
const DEBIAN_PROGRAMS: &str = "/usr/lib/postgresql";

/// Installs PostgreSQL where it is missing and that is possible; elsewhere the tests say what to do.
pub fn ensure() -> Result<()> {
    if is_installed() || !debian_packages::can_be_installed() {
        return Ok(());
    }
    debian_packages::install("postgresql")
}

fn is_installed() -> bool {
    let debian = fs::read_dir(DEBIAN_PROGRAMS).into_iter().flatten().flatten();
    let path = env::var_os("PATH").unwrap_or_default();
    debian
        .map(|version| version.path().join("bin"))
        .chain(env::split_paths(&path))
        .any(|folder| folder.join("initdb").exists())
}
