//! Starts Playwright on the released server and the built site.

use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{chromium, command, node_packages};

/// `playwright test` with a configuration of its own (`playwright.config.ts` if none is named),
/// after installing what is missing.
pub fn test(workspace: &Workspace, configuration: Option<&str>) -> Result<Command> {
    node_packages::ensure(workspace)?;
    chromium::ensure(workspace)?;
    let mut playwright = command::node_tool(workspace, "playwright");
    playwright
        .arg("test")
        .env("SAMVARO_BINARY", workspace.server_binary())
        .env("SAMVARO_SITE", workspace.site());
    if let Some(configuration) = configuration {
        playwright.args(["--config", configuration]);
    }
    Ok(playwright)
}
