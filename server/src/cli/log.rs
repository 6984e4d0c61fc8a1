//! The server's log: lines for people on a terminal, JSON for machines.
//!
//! Never a name, a token, a code, a body or a query string.

use std::io::{IsTerminal, stderr};

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

/// Begins to log to standard error at the given level, or by a filter such as `server=debug`.
///
/// # Errors
/// When the filter cannot be read.
pub fn begin(filter: &str) -> Result<()> {
    let filter = EnvFilter::try_new(filter).context("SAMVARO_LOG is not a log filter")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_target(false);
    if stderr().is_terminal() {
        log.compact().init();
    } else {
        log.json().flatten_event(true).with_current_span(false).init();
    }
    Ok(())
}
