//! A running `samvaro serve`, started and stopped as an operator would.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::workspace::Workspace;

/// Migrations of an old database may run before the first answer.
const READY_WITHIN: Duration = Duration::from_secs(60);
const POLL_EVERY: Duration = Duration::from_millis(50);
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// One binary, one data folder, one address.
pub struct Installation {
    binary: PathBuf,
    site: PathBuf,
    data: PathBuf,
    pub addr: SocketAddr,
}

impl Installation {
    pub fn new(workspace: &Workspace, data: PathBuf, addr: SocketAddr) -> Self {
        Self { binary: workspace.server_binary(), site: workspace.site(), data, addr }
    }

    /// Whether nothing has been stored yet.
    pub fn is_empty(&self) -> bool {
        !self.data.exists() || is_empty_folder(&self.data)
    }

    /// Runs one command on this data folder, and gives what it printed.
    pub fn command(&self, arguments: &[&str]) -> Result<String> {
        command::output(self.samvaro().args(arguments))
    }

    /// Starts the process; it answers once `Server::wait_until_ready` has returned.
    pub fn launch(&self) -> Result<Server> {
        TcpListener::bind(self.addr)
            .with_context(|| format!("{} is taken; choose another with SAMVARO_ADDR", self.addr))?;
        let child = self
            .samvaro()
            .arg("serve")
            // Ctrl-C reaches this process only, which then stops the server once.
            .process_group(0)
            .spawn()
            .with_context(|| format!("could not start {}", self.binary.display()))?;
        Ok(Server { child })
    }

    fn samvaro(&self) -> Command {
        let mut samvaro = Command::new(&self.binary);
        samvaro
            .env("SAMVARO_DATA", &self.data)
            .env("SAMVARO_SITE", &self.site)
            .env("SAMVARO_ADDR", self.addr.to_string());
        samvaro
    }
}

/// The process; it must be stopped by its owner.
pub struct Server {
    child: Child,
}

impl Server {
    /// The process id, for a signal.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended by itself or by a signal.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    /// Asks it to finish, and waits until it has.
    pub fn stop(&mut self) -> Result<ExitStatus> {
        if let Some(status) = self.child.try_wait()? {
            return Ok(status);
        }
        ask_to_finish(self.id())?;
        self.wait()
    }

    /// Returns when `/healthz` answers.
    pub fn wait_until_ready(&mut self, addr: SocketAddr) -> Result<()> {
        let deadline = Instant::now() + READY_WITHIN;
        while !is_healthy(addr) {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status} before it answered");
            }
            if Instant::now() > deadline {
                bail!("the server did not answer within {} s", READY_WITHIN.as_secs());
            }
            thread::sleep(POLL_EVERY);
        }
        Ok(())
    }
}

/// SIGTERM, through the program `kill`: the standard library cannot send it.
pub fn ask_to_finish(process: u32) -> Result<()> {
    command::run(Command::new("kill").args(["-TERM", &process.to_string()]))
}

fn is_healthy(addr: SocketAddr) -> bool {
    answer(addr, "/healthz").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

fn answer(addr: SocketAddr, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect_timeout(&addr, ANSWER_WITHIN)?;
    stream.set_read_timeout(Some(ANSWER_WITHIN))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

fn is_empty_folder(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_none())
}
