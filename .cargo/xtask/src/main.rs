//! `cargo xtask`: builds, starts, tests and measures Samvaro.
//!
//! Everything a person or a machine needs to do with this repository stands behind these
//! commands. What a command needs and does not find, it installs or names.

mod awaits;
mod bench;
mod browser_bundle;
mod build;
mod chromium;
mod command;
mod debian_packages;
mod fault_tools;
mod fingerprint;
mod manifest;
mod node_packages;
mod playwright;
mod postgresql;
mod precompress;
mod proof;
mod public_files;
mod readability;
mod server_process;
mod site_writer;
mod start;
mod steps;
mod style_check;
mod style_sheet;
mod test;
mod wasm_target;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the browser's files into target/site and the server, both for release.
    Build(build::Arguments),
    /// Builds, fills an empty data folder with the demonstration, serves, prints where to go.
    Start,
    /// Runs every check, or only the stages named, and prints what each took.
    Test(test::Arguments),
    /// Measures, and prints the machine beside the numbers.
    Bench,
    /// Prints each danger and each promise with the tests that stand against it.
    Proof,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let workspace = Workspace::locate()?;
    match &arguments.task {
        Task::Build(arguments) => build::run(&workspace, arguments),
        Task::Start => start::run(&workspace),
        Task::Test(arguments) => test::run(&workspace, arguments),
        Task::Bench => bench::run(&workspace),
        Task::Proof => proof::run(&workspace),
    }
}
