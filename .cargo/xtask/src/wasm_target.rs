//! The standard library for WebAssembly, which a stock Rust may lack.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;
use crate::steps::Outcome;
use crate::workspace::Workspace;

/// The target the browser side is compiled for.
pub const TRIPLE: &str = "wasm32-unknown-unknown";

/// Adds the target through rustup unless it is there.
///
/// A `targets` line in rust-toolchain.toml would not do: with `RUSTUP_AUTO_INSTALL=0`, which some
/// machines set, it installs nothing.
pub fn ensure(workspace: &Workspace) -> Result<Outcome> {
    let sysroot =
        command::output(Command::new("rustc").current_dir(workspace.root()).args(["--print", "sysroot"]))?;
    let libraries = Path::new(sysroot.trim()).join("lib/rustlib").join(TRIPLE).join("lib");
    if holds_std(&libraries) {
        return Ok(Outcome::Unchanged);
    }
    command::run(Command::new("rustup").current_dir(workspace.root()).args(["target", "add", TRIPLE]))
        .with_context(|| {
            format!("Rust's {TRIPLE} target is missing; add it with: rustup target add {TRIPLE}")
        })?;
    Ok(Outcome::Done)
}

fn holds_std(libraries: &Path) -> bool {
    fs::read_dir(libraries).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}
