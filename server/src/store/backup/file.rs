//! A finished backup, which is read and checked before anything is done with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use samvaro_core::id::Millis;
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, SqliteConnection};

use super::{APPLICATION_ID, BackupError, Cell, FORMAT, Kind, NAMES, PAGE_MAX_ROWS, TABLES, Table};

/// How a SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A backup that has been found whole.
pub struct Backup {
    connection: SqliteConnection,
    /// The columns that it has, by table; a file of an older format has fewer.
    columns: BTreeMap<&'static str, BTreeSet<String>>,
    /// The moment whose state it holds, by the clock of the machine that made it.
    pub made_at: Millis,
}

impl Backup {
    /// Opens a backup and reads it through once, comparing its sums.
    ///
    /// # Errors
    /// When it is no backup, of a later format, or not whole.
    pub async fn open(file: &Path) -> Result<Self, BackupError> {
        let mut magic = [0; MAGIC.len()];
        let mut opened = File::open(file).map_err(BackupError::file)?;
        if opened.read_exact(&mut magic).is_err() || magic != *MAGIC {
            return Err(BackupError::NotABackup);
        }
        let mut connection = SqliteConnectOptions::new()
            .filename(file)
            .read_only(true)
            .immutable(true)
            .disable_statement_logging()
            .connect()
            .await
            .map_err(|_| BackupError::NotABackup)?;
        let id: i64 = sqlx::query_scalar("select application_id from pragma_application_id")
            .fetch_one(&mut connection)
            .await
            .map_err(|_| BackupError::NotABackup)?;
        if id != APPLICATION_ID {
            return Err(BackupError::NotABackup);
        }
        let (format, made_at): (i64, i64) = sqlx::query_as("select format, made_at from backup")
            .fetch_one(&mut connection)
            .await
            .map_err(BackupError::damaged)?;
        if format > FORMAT {
            return Err(BackupError::Newer(format));
        }
        let mut backup = Self { connection, columns: BTreeMap::new(), made_at };
        for table in &TABLES {
            backup.look(table).await?;
            if backup.has(table) {
                backup.check(table).await?;
            } else if format == FORMAT {
                return Err(BackupError::damaged(format!("{} is missing", table.name)));
            }
        }
        // Only where a decision allowed names is there a table for them.
        backup.look(&NAMES).await?;
        if backup.has(&NAMES) {
            backup.check(&NAMES).await?;
        }
        Ok(backup)
    }

    async fn look(&mut self, table: &Table) -> Result<(), BackupError> {
        let names: Vec<String> = sqlx::query_scalar("select name from pragma_table_info($1)")
            .bind(table.name)
            .fetch_all(&mut self.connection)
            .await
            .map_err(BackupError::damaged)?;
        self.columns.insert(table.name, names.into_iter().collect());
        Ok(())
    }

    /// Whether it holds a table.
    pub fn has(&self, table: &Table) -> bool {
        self.columns.get(table.name).is_some_and(|columns| !columns.is_empty())
    }

    async fn check(&mut self, table: &Table) -> Result<(), BackupError> {
        let promised: (i64, Vec<u8>) =
            sqlx::query_as("select row_count, sum from backup_contents where name = $1")
                .bind(table.name)
                .fetch_one(&mut self.connection)
                .await
                .map_err(BackupError::damaged)?;
        let (mut rows, mut sum) = (0, Sha256::new());
        let mut last: Option<Vec<Cell>> = None;
        loop {
            let page = self.page(table, last.as_deref()).await?;
            rows += page.len() as i64;
            for row in &page {
                let present = &self.columns[table.name];
                let cells = row.iter().zip(table.columns).filter(|(_, it)| present.contains(it.name));
                cells.for_each(|(cell, _)| cell.add_to(&mut sum));
            }
            let full = page.len() == PAGE_MAX_ROWS;
            last = page.into_iter().last();
            if !full {
                break;
            }
        }
        if (rows, sum.finalize().as_slice()) != (promised.0, promised.1.as_slice()) {
            return Err(BackupError::damaged(format!(
                "the rows of {} are not those that were written",
                table.name
            )));
        }
        Ok(())
    }

    /// The next rows of a table, in order of its key, at most [`PAGE_MAX_ROWS`]: the first ones, or
    /// those after a row.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Cell]>,
    ) -> Result<Vec<Vec<Cell>>, BackupError> {
        if !self.has(table) {
            return Ok(Vec::new());
        }
        let present = &self.columns[table.name];
        let text = table.page(|column| present.contains(column), after.is_none(), PAGE_MAX_ROWS);
        let mut query = sqlx::query(AssertSqlSafe(text));
        for cell in after.into_iter().flat_map(|row| &row[..table.key]) {
            query = cell.bound(query);
        }
        let rows = query.fetch_all(&mut self.connection).await.map_err(BackupError::damaged)?;
        rows.iter().map(|found| row(table, found)).collect()
    }
}

fn row(table: &Table, found: &SqliteRow) -> Result<Vec<Cell>, BackupError> {
    let cell = |(index, kind)| match kind {
        Kind::Bytes => {
            found.try_get::<Option<_>, _>(index).map(|value| value.map_or(Cell::Null, Cell::Bytes))
        }
        Kind::Number => {
            found.try_get::<Option<_>, _>(index).map(|value| value.map_or(Cell::Null, Cell::Number))
        }
        Kind::Text => found.try_get::<Option<_>, _>(index).map(|value| value.map_or(Cell::Null, Cell::Text)),
    };
    let kinds = table.columns.iter().map(|column| column.kind).enumerate();
    kinds.map(cell).collect::<Result<_, _>>().map_err(BackupError::damaged)
}
