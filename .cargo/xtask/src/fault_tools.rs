//! What the fault tests tamper with a server by: strace for its flushes, libfaketime for its clock.

use std::path::Path;
use std::{env, fs};

use anyhow::Result;

use crate::debian_packages;

/// Where Debian puts libraries, by kind of machine.
const DEBIAN_LIBRARIES: &str = "/usr/lib";

/// Installs what is missing, where that is possible; elsewhere those tests tell that they were
/// not tried.
pub fn ensure() -> Result<()> {
    if !debian_packages::can_be_installed() {
        return Ok(());
    }
    if !is_on_path("strace") {
        debian_packages::install("strace")?;
    }
    if !has_library("faketime/libfaketimeMT.so.1") {
        debian_packages::install("libfaketime")?;
    }
    Ok(())
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).exists())
}

fn has_library(file: &str) -> bool {
    let folders = fs::read_dir(Path::new(DEBIAN_LIBRARIES)).into_iter().flatten().flatten();
    folders.map(|folder| folder.path().join(file)).any(|file| file.exists())
}
