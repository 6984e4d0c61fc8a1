//! The engines that the checks run against.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use async_trait::async_trait;
use server::store::erasure_list::ErasureList;
use server::store::postgres::PostgresStore;
use server::store::postgres::address::Address;
use server::store::sqlite::SqliteStore;
use server::store::{Store, Stored};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection};
use tempfile::TempDir;

use crate::cluster::cluster;

/// A database of some kind, empty at first.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Opens it; may be called again after the store was closed or dropped.
    async fn open(&self) -> Arc<dyn Store>;

    /// Opens it with a list of erasures beside it.
    async fn open_with(&self, list: ErasureList) -> Stored<Arc<dyn Store>>;

    /// A copy of it as it stands, by the engine's own means.
    async fn copy(&self) -> Box<dyn Engine>;

    /// Runs a statement past the store, and gives the number of rows that it changed.
    async fn behind_its_back(&self, statement: &'static str) -> u64;
}

/// A SQLite file in a folder of its own.
pub struct Sqlite {
    folder: TempDir,
}

pub fn sqlite() -> Sqlite {
    Sqlite { folder: tempfile::tempdir().unwrap() }
}

impl Sqlite {
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("samvaro.db")
    }

    async fn store(&self) -> SqliteStore {
        SqliteStore::open(&self.file()).await.unwrap()
    }
}

#[async_trait]
impl Engine for Sqlite {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.store().await)
    }

    async fn open_with(&self, list: ErasureList) -> Stored<Arc<dyn Store>> {
        Ok(Arc::new(self.store().await.with_erasure_list(list).await?))
    }

    async fn copy(&self) -> Box<dyn Engine> {
        let copy = sqlite();
        let mut connection = SqliteConnectOptions::new().filename(self.file()).connect().await.unwrap();
        let target = copy.file();
        sqlx::query("vacuum into $1").bind(target.to_str().unwrap()).execute(&mut connection).await.unwrap();
        Box::new(copy)
    }

    async fn behind_its_back(&self, statement: &'static str) -> u64 {
        let mut connection = SqliteConnectOptions::new().filename(self.file()).connect().await.unwrap();
        sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected()
    }
}

/// A database in the cluster of this binary.
pub struct Postgres {
    database: String,
}

impl Postgres {
    /// Where it is reached.
    pub fn url(&self) -> String {
        cluster().url(&self.database)
    }

    async fn store(&self) -> PostgresStore {
        PostgresStore::open(&Address::parse(&self.url()).unwrap()).await.unwrap()
    }

    /// Runs a script past the store.
    pub fn fill(&self, script: &[u8]) {
        let mut psql = cluster().client("psql");
        psql.args(["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--dbname", &self.database]);
        let mut filling = psql.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        filling.stdin.take().unwrap().write_all(script).unwrap();
        assert!(filling.wait().unwrap().success());
    }

    /// All of it, as a script that any version of psql reads.
    pub fn dump(&self) -> Vec<u8> {
        let mut dump = cluster().client("pg_dump");
        let dumped = dump.args(["--no-owner", "--dbname", &self.database]).output().unwrap();
        assert!(dumped.status.success());
        let lines = dumped.stdout.split_inclusive(|byte| *byte == b'\n');
        let guards = |line: &&[u8]| line.starts_with(b"\\restrict") || line.starts_with(b"\\unrestrict");
        lines.filter(|line| !guards(line)).flatten().copied().collect()
    }

    /// A connection past the store.
    pub async fn connection(&self) -> PgConnection {
        PgConnection::connect(&self.url()).await.unwrap()
    }
}

pub fn postgres() -> Postgres {
    Postgres { database: cluster().create() }
}

#[async_trait]
impl Engine for Postgres {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.store().await)
    }

    async fn open_with(&self, list: ErasureList) -> Stored<Arc<dyn Store>> {
        Ok(Arc::new(self.store().await.with_erasure_list(list).await?))
    }

    async fn copy(&self) -> Box<dyn Engine> {
        let copy = postgres();
        let mut dump =
            cluster().client("pg_dump").arg(&self.database).stdout(Stdio::piped()).spawn().unwrap();
        let restored = cluster()
            .client("psql")
            .args(["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--dbname", &copy.database])
            .stdin(dump.stdout.take().unwrap())
            .output()
            .unwrap();
        assert!(dump.wait().unwrap().success());
        assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
        Box::new(copy)
    }

    async fn behind_its_back(&self, statement: &'static str) -> u64 {
        let mut connection = self.connection().await;
        sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected()
    }
}
