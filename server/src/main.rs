//! The binary `samvaro`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run()
}
