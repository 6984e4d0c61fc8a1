//! A running server with a data folder of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use server::cli::database::Database;
use server::store::Store;
use server::store::erasure_list::{self, ErasureList};
use tempfile::TempDir;

use super::browser::Browser;
pub use super::build::write_build;

/// A server that is to end is looked at so often, and not for ever.
const LOOKS_MAX: u32 = 3_000;
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// The binary that is tested: the released one if the caller says so.
fn binary() -> PathBuf {
    env::var_os("SAMVARO_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_samvaro").into(), PathBuf::from)
}

pub struct Server {
    folder: TempDir,
    child: Option<Child>,
    url: String,
    environment: Vec<(String, String)>,
}

impl Server {
    /// An installation that nothing has been done to, not yet started.
    pub fn installed() -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_build(&folder.path().join("site"), "one");
        Self { folder, child: None, url: String::new(), environment: Vec::new() }
    }

    /// A running server with two places; see [`super::house`].
    pub fn with_two_places() -> Self {
        let mut server = Self::installed();
        server.import_two_places();
        server.start();
        server
    }

    pub fn import_two_places(&self) {
        self.import(&super::house::table());
    }

    /// Imports a programme.
    pub fn import(&self, table: &str) {
        let file = self.folder().join("programme.csv");
        fs::write(&file, table).unwrap();
        let output = self.command(&["import", "programme", file.to_str().unwrap()]);
        assert!(output.status.success(), "{output:?}");
    }

    /// Sets a variable for the server and all commands.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    fn prepared(&self, words: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(words).env_clear().env("SAMVARO_ADDR", "127.0.0.1:0");
        command.env("SAMVARO_DATA", self.data());
        command.env("SAMVARO_SITE", self.folder().join("site"));
        command.envs(self.environment.iter().cloned());
        command
    }

    /// Runs a command on the same data folder.
    pub fn command(&self, words: &[&str]) -> Output {
        self.prepared(words).output().unwrap()
    }

    /// The first line that a command printed.
    pub fn first_line(&self, words: &[&str]) -> String {
        let output = self.command(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap().to_owned()
    }

    /// Starts, and returns once it listens.
    pub fn start(&mut self) {
        let log = fs::File::options().create(true).append(true).open(self.folder().join("log")).unwrap();
        let mut child =
            self.prepared(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::from(log)).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.url = match line.trim().strip_prefix("listening on ") {
            Some(url) => url.to_owned(),
            None => panic!("the server did not start: {}", self.log()),
        };
        self.child = Some(child);
    }

    /// Everything the server has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder().join("log")).unwrap_or_default()
    }

    /// Does something straight to the database, while the server is stopped.
    pub fn behind_its_back<T>(&mut self, work: impl AsyncFnOnce(&dyn Store) -> T) -> T {
        self.stop();
        let result = self.beside_it(work);
        self.start();
        result
    }

    /// Does something straight to the database, as another process on the same data folder.
    pub fn beside_it<T>(&self, work: impl AsyncFnOnce(&dyn Store) -> T) -> T {
        let (data, url) = (self.data(), self.variable("SAMVARO_DATABASE_URL"));
        let erasures = ErasureList::at(&data.join(erasure_list::FILE));
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let store = Database::named(url.as_deref(), &data).unwrap().open(erasures).await.unwrap();
            let result = work(&*store).await;
            store.close().await;
            result
        })
    }

    fn variable(&self, name: &str) -> Option<String> {
        let set = self.environment.iter().rev().find(|(set, _)| set == name);
        set.map(|(_, value)| value.clone())
    }

    /// The folder for everything that is kept.
    pub fn data(&self) -> PathBuf {
        self.variable("SAMVARO_DATA").map_or_else(|| self.folder().join("data"), PathBuf::from)
    }

    /// From now on it is found at the same address after each start.
    pub fn stay(&mut self) {
        let address = self.address().to_owned();
        self.set("SAMVARO_ADDR", &address);
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// Takes the process away at once: nothing it held in memory is written.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Asks it to finish, as an operator would.
    pub fn stop(&mut self) -> ExitStatus {
        signal("TERM", self.process());
        self.wait()
    }

    /// Waits until it has ended by itself.
    pub fn wait(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        for _ in 0..LOOKS_MAX {
            if let Some(status) = child.try_wait().unwrap() {
                return status;
            }
            thread::park_timeout(BETWEEN_LOOKS);
        }
        self.child = Some(child);
        panic!("the server does not end: {}", self.log());
    }

    /// Memory that it has in use, in KiB.
    pub fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Sends a signal to a process.
pub fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap();
    assert!(sent.success());
}
