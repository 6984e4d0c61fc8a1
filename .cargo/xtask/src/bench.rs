//! `cargo xtask bench`: one file per measurement, the machine printed above the numbers.
//!
//! Times are printed, never asserted: they belong to the machine.

mod bundle_size;
mod durable_changes;
mod in_browser;
mod machine;
mod returning_tablets;

use anyhow::{Result, bail};

use crate::build;
use crate::workspace::Workspace;

/// What is measured, in order. Each prints its own lines.
const MEASUREMENTS: [fn(&Workspace) -> Result<()>; 4] =
    [bundle_size::run, in_browser::run, durable_changes::run, returning_tablets::run];

/// Builds for release and measures that build.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace, &build::Arguments::default())?;
    println!();
    machine::print();
    let mut failed = 0;
    for measure in MEASUREMENTS {
        println!();
        if let Err(error) = measure(workspace) {
            eprintln!("{error:#}");
            failed += 1;
        }
    }
    if failed > 0 {
        bail!("{failed} measurements failed");
    }
    Ok(())
}
