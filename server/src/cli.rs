//! The commands of the binary `samvaro`.
//!
//! What a command prints on standard output is its result; everything else goes to standard
//! error. Flags and environment variables mean the same.

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

pub mod account;
pub mod backup;
pub mod database;
pub mod demo;
pub mod devices;
pub mod import;
pub mod installation;
pub mod log;
pub mod pair;
pub mod rescue;
pub mod restore;
pub mod serve;

use installation::Installation;

/// Programme and attendance of meeting places.
#[derive(Debug, Parser)]
#[command(name = "samvaro", version, about)]
struct Arguments {
    #[command(flatten)]
    installation: Installation,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answers requests until SIGTERM.
    Serve(serve::Serve),
    /// Reads other people's files.
    #[command(subcommand)]
    Import(Import),
    /// Prints a code that pairs a tablet with a place.
    Pair(pair::Pair),
    /// Lists the tablets.
    Devices(devices::Devices),
    /// Takes a tablet away: it hands in what it has, and forgets everything.
    Revoke(devices::Revoke),
    /// Lets coordinators in.
    #[command(subcommand)]
    Account(Account),
    /// Writes everything into one file, while the server goes on serving.
    Backup(backup::Backup),
    /// Fills an empty database from a backup.
    Restore(restore::Restore),
    /// Fills an empty database with a made-up municipality.
    Demo,
}

#[derive(Debug, Subcommand)]
enum Import {
    /// A programme: a table (.csv) or a calendar (.ics).
    Programme(import::Programme),
    /// What a tablet had not sent and somebody saved to a file.
    Unsent(rescue::Unsent),
}

#[derive(Debug, Subcommand)]
enum Account {
    /// Prints a one-time link for a coordinator.
    Add(account::Add),
}

/// Which organisation, where there are several.
#[derive(Clone, Debug, Args)]
pub struct WhichOrganisation {
    /// The organisation's name; needed only where there are several.
    #[arg(long, value_name = "NAME")]
    pub org: Option<String>,
}

/// The exit status of a process whose store can no longer be trusted; start it anew.
pub const EXIT_STORE_FAILED: u8 = 70;

/// View trees are deep, and builds for debugging keep every level of them on the stack.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let Arguments { installation, command } = Arguments::parse();
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = match builder.enable_all().thread_stack_size(STACK_BYTES).build() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&anyhow::Error::from(error)),
    };
    let result = runtime.block_on(async {
        match command {
            Command::Serve(serve) => serve.run(&installation).await,
            Command::Import(Import::Programme(programme)) => programme.run(&installation).await,
            Command::Import(Import::Unsent(unsent)) => unsent.run(&installation).await,
            Command::Devices(devices) => devices.run(&installation).await,
            Command::Revoke(revoke) => revoke.run(&installation).await,
            Command::Pair(pair) => pair.run(&installation).await,
            Command::Account(Account::Add(add)) => add.run(&installation).await,
            Command::Backup(backup) => backup.run(&installation).await,
            Command::Restore(restore) => restore.run(&installation).await,
            Command::Demo => demo::run(&installation).await,
        }
    });
    // Whatever still waits (an open event stream, a slow reader) is not waited for.
    runtime.shutdown_background();
    result.unwrap_or_else(|error| complain(&error))
}

/// Prints a result, in one go. Whoever reads no further (`| head -1`) has had enough.
fn say(text: &str) -> anyhow::Result<()> {
    match stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn complain(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    ExitCode::FAILURE
}
