//! `cargo xtask start`: from a clone to a running demonstration in one command.

use std::env;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::server_process::{Installation, ask_to_finish};
use crate::workspace::Workspace;

const DEFAULT_ADDR: &str = "127.0.0.1:3000";

/// The meeting place of the demonstration that a tablet is paired to.
const DEMO_PLACE: &str = "solglantan";

/// Builds, fills an empty data folder, serves until Ctrl-C.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace, &build::Arguments::default())?;
    let installation = installation(workspace)?;
    if installation.is_empty() {
        println!("Filling an empty data folder with the demonstration …");
        print!("{}", installation.command(&["demo"])?);
    }
    let mut server = installation.launch()?;
    stop_on_ctrl_c(server.id())?;
    let ready = server.wait_until_ready(installation.addr).and_then(|()| print_links(&installation));
    if let Err(error) = ready {
        server.stop()?;
        return Err(error);
    }
    let status = server.wait()?;
    if !status.success() {
        bail!("the server ended with {status}");
    }
    println!("Stopped.");
    Ok(())
}

/// SIGTERM to this process does the same.
fn stop_on_ctrl_c(server: u32) -> Result<()> {
    ctrlc::set_handler(move || {
        if let Err(error) = ask_to_finish(server) {
            eprintln!("{error:#}");
        }
    })?;
    Ok(())
}

fn installation(workspace: &Workspace) -> Result<Installation> {
    let addr = env::var("SAMVARO_ADDR").unwrap_or_else(|_| DEFAULT_ADDR.to_owned());
    let addr: SocketAddr =
        addr.parse().with_context(|| format!("SAMVARO_ADDR is not an address with a port: {addr}"))?;
    let data = env::var_os("SAMVARO_DATA").map_or_else(|| workspace.root().join("data"), PathBuf::from);
    Ok(Installation::new(workspace, data, addr))
}

fn print_links(installation: &Installation) -> Result<()> {
    let pairing = installation.command(&["pair", "--place", DEMO_PLACE])?;
    let account = installation.command(&["account", "add"])?;
    println!();
    println!("The programme of {DEMO_PLACE}, for everyone:");
    println!("    http://{}/plats/{DEMO_PLACE}", installation.addr);
    println!("The tablet of {DEMO_PLACE}, once:");
    print_indented(&pairing);
    println!("The coordinator, once:");
    print_indented(&account);
    println!("Ctrl-C stops.");
    Ok(())
}

fn print_indented(text: &str) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        println!("    {line}");
    }
}
