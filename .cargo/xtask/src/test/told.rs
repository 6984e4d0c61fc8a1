//! What tests tell beyond whether they passed: how often each fault occurred, what was found, what
//! could not be tried. They write it to a file, because `cargo test` shows nothing of tests that pass.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// By which tests know the file.
pub const VARIABLE: &str = "SAMVARO_TOLD";

/// How a line begins that names a test that showed nothing.
const NOT_TRIED: &str = "not tried: ";

/// The rights that fault tests need, as bits of Linux's capabilities: to trace processes and to mount.
const RIGHTS: [u32; 2] = [19, 21];

/// What they need beside those.
const LOOP_DEVICES: [&str; 2] = ["/dev/loop-control", "/dev/loop0"];

/// Where the tests of a run write it.
pub fn file(workspace: &Workspace) -> PathBuf {
    workspace.target().join("told.txt")
}

/// Forgets what an earlier run told.
pub fn begin(workspace: &Workspace) -> Result<()> {
    let file = file(workspace);
    fs::create_dir_all(workspace.target())?;
    fs::write(&file, "").with_context(|| format!("could not write {}", file.display()))
}

/// Prints what was told, last what was not tried. A machine that forbids something excuses a test;
/// one that allows everything does not.
pub fn print(workspace: &Workspace) -> Result<()> {
    let told = fs::read_to_string(file(workspace)).unwrap_or_default();
    let (not_tried, found): (Vec<&str>, Vec<&str>) =
        told.lines().partition(|line| line.starts_with(NOT_TRIED));
    if !told.is_empty() {
        println!();
    }
    found.iter().chain(&not_tried).for_each(|line| println!("{line}"));
    if !not_tried.is_empty() && machine_allows_everything() {
        bail!("this machine allows everything that was not tried");
    }
    Ok(())
}

fn machine_allows_everything() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    env::consts::OS == "linux"
        && has_rights(&status)
        && LOOP_DEVICES.iter().all(|device| Path::new(device).exists())
}

fn has_rights(status: &str) -> bool {
    let effective = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
    let bits = effective.and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok()).unwrap_or(0);
    RIGHTS.iter().all(|right| bits & (1 << right) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_excuses_what_root_does_not() {
        assert!(has_rights("Name:\txtask\nCapEff:\t000001ffffffffff\n"));
        assert!(!has_rights("Name:\txtask\nCapEff:\t00000000a80425fb\n"));
        assert!(!has_rights("Name:\txtask\nCapEff:\t0000000000000000\n"));
        assert!(!has_rights(""));
    }
}
