//! The standard library for WebAssembly, which a stock Rust may lack.

use std::fs;
use std::path::{Path, PathBuf};
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
    let libraries = rustlib(workspace)?.join(TRIPLE).join("lib");
    if holds_std(&libraries) {
        return Ok(Outcome::Unchanged);
    }
    rustup(workspace, &["target", "add", TRIPLE]).with_context(|| {
        format!("Rust's {TRIPLE} target is missing; add it with: rustup target add {TRIPLE}")
    })?;
    Ok(Outcome::Done)
}

/// Adds the source of the standard library, which the bundles compile for size.
pub fn ensure_source(workspace: &Workspace) -> Result<Outcome> {
    if rustlib(workspace)?.join("src/rust/library/Cargo.lock").exists() {
        return Ok(Outcome::Unchanged);
    }
    rustup(workspace, &["component", "add", "rust-src"])
        .context("Rust's source is missing; add it with: rustup component add rust-src")?;
    Ok(Outcome::Done)
}

fn rustlib(workspace: &Workspace) -> Result<PathBuf> {
    let sysroot =
        command::output(Command::new("rustc").current_dir(workspace.root()).args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib"))
}

fn rustup(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    command::run(Command::new("rustup").current_dir(workspace.root()).args(arguments))
}

fn holds_std(libraries: &Path) -> bool {
    fs::read_dir(libraries).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}
