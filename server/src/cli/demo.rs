//! `samvaro demo`: fills an empty database with a made-up municipality.

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::installation::Installation;
use super::say;
use crate::{clock, demo};

/// Fills the database and prints the places' addresses.
///
/// # Errors
/// When the installation can be reached from outside, or is not empty.
pub async fn run(installation: &Installation) -> Result<ExitCode> {
    if !installation.addr.ip().is_loopback() || !installation.reached_by().is_local() {
        bail!(
            "the demonstration is for this machine only, and {} is not",
            installation.reached_by().as_str()
        );
    }
    let store = installation.open().await?;
    let filled = demo::fill(store.as_ref(), clock::today()).await;
    store.close().await;
    let lines: String = filled?.iter().map(|slug| format!("{slug}\n")).collect();
    say(&lines)?;
    Ok(ExitCode::SUCCESS)
}
