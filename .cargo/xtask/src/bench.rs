//! `cargo xtask bench`: one file per measurement, the machine printed above the numbers.
//!
//! Times are printed, never asserted: they belong to the machine.

mod bundle_size;
mod machine;

use anyhow::Result;

use crate::build;
use crate::workspace::Workspace;

/// What is measured, in order. Each prints its own lines.
const MEASUREMENTS: [fn(&Workspace) -> Result<()>; 1] = [bundle_size::run];

/// Builds for release and measures that build.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    println!();
    machine::print();
    for measure in MEASUREMENTS {
        println!();
        measure(workspace)?;
    }
    Ok(())
}
