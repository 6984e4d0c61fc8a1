//! A throw-away PostgreSQL: one cluster in a folder of its own for as long as the test binary runs,
//! reached through a socket in that folder, and one database per check.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where Debian's packages put the programs, by version.
const DEBIAN_PROGRAMS: &str = "/usr/lib/postgresql";

/// PostgreSQL refuses to be run by root; the first of these that exists runs it then.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// More than all checks that run at once have open.
const CONNECTIONS_MAX: u32 = 300;

/// What an administrator may have set, none of which may count.
const ODD_SETTINGS: &str = "-c synchronous_commit=off -c default_transaction_isolation=serializable";

/// A start fails as long as processes of the former life hold its memory.
const STARTS_MAX: usize = 100;

/// What to do where there is no PostgreSQL.
const INSTALL: &str = "these tests need the programs of PostgreSQL 15 or later: install Debian's package \
    `postgresql` (cargo xtask test does it by itself where it may)";

/// Starts the cluster, waits until whoever started it is gone, whatever way it went, and leaves
/// nothing behind.
const KEEPER: &str = r#"
"$1/pg_ctl" start --wait --silent --pgdata "$2/data" --log "$2/log" --options "$3" && echo ready
cat > /dev/null
"$1/pg_ctl" stop --silent --mode immediate --pgdata "$2/data"
rm -rf "$2"
"#;

/// A running cluster.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    user: Option<(u32, u32)>,
    options: String,
    databases: AtomicU32,
    /// Its standard input is closed by the end of this process, whatever way it ends.
    _keeper: Child,
}

/// The cluster of this test binary.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| Cluster::start(ODD_SETTINGS));
    &CLUSTER
}

impl Cluster {
    /// Starts one with settings of its own.
    pub fn start(settings: &str) -> Self {
        let programs = programs().expect(INSTALL);
        let folder = tempfile::Builder::new().prefix("samvaro-postgres-").tempdir().unwrap().keep();
        let user =
            is_root().then(|| unprivileged().expect("root may not run PostgreSQL, and nobody else is there"));
        if let Some((uid, gid)) = user {
            chown(&folder, Some(uid), Some(gid)).unwrap();
        }
        let unprivileged = |program: &Path| unprivileged_command(program, &folder, user);
        // Swedish order, so that whatever relies on the order of bytes has to say so.
        let output = unprivileged(&programs.join("initdb"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(["--locale-provider=icu", "--icu-locale=sv", "--no-sync", "--pgdata=data"])
            .output()
            .expect(INSTALL);
        assert!(output.status.success(), "initdb: {}", String::from_utf8_lossy(&output.stderr));
        let options = format!(
            "-c listen_addresses= -c max_connections={CONNECTIONS_MAX} -k {} {settings}",
            folder.display()
        );
        let mut keeper = unprivileged(Path::new("/bin/sh"))
            .args(["-c", KEEPER, "keeper"])
            .args([programs.as_os_str(), folder.as_os_str()])
            .arg(&options)
            // Whoever interrupts the tests does not interrupt the tidying up.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        assert_eq!(line.trim(), "ready", "PostgreSQL did not start: {log}");
        Self { programs, folder, user, options, databases: AtomicU32::new(0), _keeper: keeper }
    }

    /// Takes its first process away at once, as nobody should; the others follow.
    #[allow(dead_code)]
    pub fn kill(&mut self) {
        let file = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let killed = Command::new("kill").args(["-KILL", file.lines().next().unwrap()]).status().unwrap();
        assert!(killed.success());
    }

    /// Starts it again, once the last of its processes has gone.
    #[allow(dead_code)]
    pub fn start_again(&mut self) {
        for _ in 0..STARTS_MAX {
            let mut start = unprivileged_command(&self.programs.join("pg_ctl"), &self.folder, self.user);
            let started = start
                .args(["start", "--wait", "--silent", "--pgdata", "data", "--log", "log", "--options"])
                .arg(&self.options)
                .output()
                .unwrap();
            if started.status.success() {
                return;
            }
        }
        panic!(
            "PostgreSQL did not start again: {}",
            std::fs::read_to_string(self.folder.join("log")).unwrap()
        );
    }

    /// Makes an empty database, and gives its name.
    pub fn create(&self) -> String {
        let name = format!("check_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let created = self.client("createdb").arg(&name).output().unwrap();
        assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stderr));
        name
    }

    /// Where a database is reached.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.display())
    }

    /// Where it listens.
    #[allow(dead_code)] // not everybody who includes this file asks
    pub fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }

    /// One of PostgreSQL's programs, told where the cluster is.
    pub fn client(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.args(["--username=postgres", "--host"]).arg(&self.folder);
        command
    }
}

fn unprivileged_command(program: &Path, folder: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C");
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// The newest of Debian's, else whatever the path has.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN_PROGRAMS).into_iter().flatten().flatten();
    let numbered = versions.filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((version, entry.path().join("bin")))
    });
    let debian = numbered.filter(|(_, bin)| bin.join("initdb").exists()).max().map(|(_, bin)| bin);
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian.or_else(|| std::env::split_paths(&path).find(|folder| folder.join("initdb").exists()))
}

fn is_root() -> bool {
    number_of("-u", None) == Some(0)
}

fn unprivileged() -> Option<(u32, u32)> {
    UNPRIVILEGED
        .into_iter()
        .find_map(|user| Some((number_of("-u", Some(user))?, number_of("-g", Some(user))?)))
}

fn number_of(what: &str, user: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(what).args(user).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
