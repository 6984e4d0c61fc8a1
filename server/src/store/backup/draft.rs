//! A backup while it is being written: under a name of its own, until it is whole and on the disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use samvaro_core::id::Millis;
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};
use tempfile::NamedTempFile;

use super::{APPLICATION_ID, BackupError, Cell, FORMAT, TABLES, Table};

/// What the unfinished file is called, before some letters of chance.
const PREFIX: &str = ".samvaro-backup-";

/// A backup that is being written. Dropped before its end, it leaves nothing behind.
pub struct Draft {
    target: PathBuf,
    file: NamedTempFile,
    connection: SqliteConnection,
    sums: BTreeMap<&'static str, (u64, Sha256)>,
}

/// What a finished backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Meeting places.
    pub places: u64,
    /// Changes in all logs.
    pub changes: u64,
}

impl Draft {
    /// Begins a backup. Only the owner of the file may read it.
    ///
    /// # Errors
    /// When there is a file of that name, or the folder cannot be written to.
    pub async fn begin(target: &Path) -> Result<Self, BackupError> {
        if target.symlink_metadata().is_ok() {
            return Err(BackupError::Exists);
        }
        let folder = folder_of(target);
        let file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder).map_err(BackupError::file)?;
        // Nothing of it counts before it is whole: then it is flushed, once.
        let mut connection = SqliteConnectOptions::new()
            .filename(file.path())
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .disable_statement_logging()
            .connect()
            .await
            .map_err(BackupError::file)?;
        for statement in opening() {
            sqlx::query(AssertSqlSafe(statement))
                .execute(&mut connection)
                .await
                .map_err(BackupError::file)?;
        }
        let sums = TABLES.iter().map(|table| (table.name, Default::default())).collect();
        Ok(Self { target: target.to_owned(), file, connection, sums })
    }

    /// Makes a table that not every backup has.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn make(&mut self, table: &Table) -> Result<(), BackupError> {
        let made = sqlx::query(AssertSqlSafe(table.create())).execute(&mut self.connection).await;
        made.map_err(BackupError::file)?;
        self.sums.insert(table.name, Default::default());
        Ok(())
    }

    /// Adds rows to a table. They come in order of its key.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn add(&mut self, table: &Table, rows: &[Vec<Cell>]) -> Result<(), BackupError> {
        if rows.is_empty() {
            return Ok(());
        }
        let (count, sum) = self.sums.entry(table.name).or_default();
        *count += rows.len() as u64;
        rows.iter().flatten().for_each(|cell| cell.add_to(sum));
        let mut query = sqlx::query(AssertSqlSafe(table.insert(rows.len())));
        for cell in rows.iter().flatten() {
            query = cell.bound(query);
        }
        query.execute(&mut self.connection).await.map_err(BackupError::file)?;
        Ok(())
    }

    /// Seals the backup, flushes it to the disk and gives it its name.
    ///
    /// # Errors
    /// When that fails, or a file of that name has come up meanwhile.
    pub async fn finish(mut self, now: Millis) -> Result<Written, BackupError> {
        let counted = |name: &str| self.sums.get(name).map_or(0, |(rows, _)| *rows);
        let written = Written { places: counted("place"), changes: counted("change") };
        for (name, (rows, sum)) in std::mem::take(&mut self.sums) {
            sqlx::query("insert into backup_contents (name, row_count, sum) values ($1, $2, $3)")
                .bind(name)
                .bind(i64::try_from(rows).unwrap_or(i64::MAX))
                .bind(sum.finalize().to_vec())
                .execute(&mut self.connection)
                .await
                .map_err(BackupError::file)?;
        }
        sqlx::query("insert into backup (format, made_at) values ($1, $2)")
            .bind(FORMAT)
            .bind(now)
            .execute(&mut self.connection)
            .await
            .map_err(BackupError::file)?;
        sqlx::query("commit").execute(&mut self.connection).await.map_err(BackupError::file)?;
        self.connection.close().await.map_err(BackupError::file)?;
        place(self.file, &self.target)?;
        Ok(written)
    }
}

/// One transaction from here to the end: it only spares time, for a torn file is never named.
fn opening() -> Vec<String> {
    let tables = TABLES.iter().map(Table::create);
    let of_its_own = [
        format!("pragma application_id = {APPLICATION_ID}"),
        "begin".to_owned(),
        "create table backup (format integer not null, made_at integer not null) strict".to_owned(),
        "create table backup_contents (name text primary key, row_count integer not null, \
         sum blob not null) strict, without rowid"
            .to_owned(),
    ];
    of_its_own.into_iter().chain(tables).collect()
}

/// Flushes the file, then its name: each must be on the disk before the next.
fn place(file: NamedTempFile, target: &Path) -> Result<(), BackupError> {
    file.as_file().sync_all().map_err(BackupError::file)?;
    file.persist_noclobber(target).map_err(|refused| match refused.error.kind() {
        std::io::ErrorKind::AlreadyExists => BackupError::Exists,
        _ => BackupError::file(refused.error),
    })?;
    File::open(folder_of(target)).and_then(|folder| folder.sync_all()).map_err(BackupError::file)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
