//! Formatting and Clippy. Warnings are denied by argument, never by RUSTFLAGS, which would
//! rebuild every dependency.

use std::process::Command;

use anyhow::Result;

use crate::browser_bundle::AUDIENCES;
use crate::workspace::Workspace;
use crate::{command, wasm_target};

const DENY_WARNINGS: [&str; 3] = ["--", "--deny", "warnings"];

/// Is every file as rustfmt would write it?
pub fn formatted(workspace: &Workspace) -> Result<()> {
    ensure_component(workspace, "rustfmt", "fmt")?;
    command::run(command::cargo(workspace).args(["fmt", "--all", "--check"]))
}

/// The whole workspace as the server's machine compiles it.
pub fn native(workspace: &Workspace) -> Result<()> {
    ensure_component(workspace, "clippy", "clippy")?;
    command::run(
        command::cargo(workspace).args(["clippy", "--workspace", "--all-targets"]).args(DENY_WARNINGS),
    )
}

/// App and core as the browser runs them.
pub fn browser(workspace: &Workspace) -> Result<()> {
    ensure_component(workspace, "clippy", "clippy")?;
    wasm_target::ensure(workspace)?;
    for audience in AUDIENCES {
        command::run(
            command::cargo(workspace)
                .args(["clippy", "--package", "app", "--package", "samvaro-core", "--lib"])
                .args(["--no-default-features", "--features", &format!("app/{audience}")])
                .args(["--target", wasm_target::TRIPLE])
                .args(DENY_WARNINGS),
        )?;
    }
    Ok(())
}

/// rust-toolchain.toml names both, but a machine may forbid rustup to install by itself.
fn ensure_component(workspace: &Workspace, component: &str, subcommand: &str) -> Result<()> {
    let present = command::cargo(workspace).args([subcommand, "--version"]).output()?.status.success();
    if present {
        return Ok(());
    }
    command::run(Command::new("rustup").current_dir(workspace.root()).args(["component", "add", component]))
}
