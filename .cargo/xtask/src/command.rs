//! Runs other programs, and says which one failed.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// A `cargo` for the repository.
///
/// `cargo run` describes this very package to us in the environment. Build scripts that watch
/// such variables would see them change between our runs and a person's own, and rebuild.
pub fn cargo(workspace: &Workspace) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace.root());
    command.env("CARGO_TARGET_DIR", workspace.target());
    for (name, _) in env::vars_os() {
        let describes_us = name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if describes_us {
            command.env_remove(name);
        }
    }
    command
}

/// A program from npm, of the version the lock file names.
pub fn node_tool(workspace: &Workspace, name: &str) -> Command {
    let programs = workspace.end2end().join("node_modules").join(".bin");
    let mut command = Command::new(programs.join(name));
    command.current_dir(workspace.end2end());
    command
}

/// Runs to the end; anything but success is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// What it printed on standard output; standard error goes to the person.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
