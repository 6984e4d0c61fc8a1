//! Opening a SQLite file so that what it says is stored is on the disk.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use crate::store::{StoreError, Stored};

/// How long a writer waits for another process (an import, say) to release the file, in
/// milliseconds.
const BUSY_TIMEOUT_MS: u64 = 5_000;

/// How long a reader waits for a connection, in milliseconds.
const READER_TIMEOUT_MS: u64 = 5_000;

/// The most connections that read at once.
const READERS_MAX: u32 = 8;

/// Pages that the writer keeps in memory, in KiB (SQLite counts KiB below zero).
const WRITER_CACHE_KIB: &str = "-16384";

/// Statements that the writer keeps prepared.
const WRITER_STATEMENTS_MAX: usize = 200;

/// What must hold on every connection, read back at open: defaults are not trusted.
const PRAGMAS: [(&str, i64); 4] =
    [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", BUSY_TIMEOUT_MS as i64)];

/// The two sides of an open file.
pub(super) struct Opened {
    /// How to open the connection that writes.
    pub options: SqliteConnectOptions,
    /// The one connection that writes.
    pub writer: SqliteConnection,
    /// Connections that read beside it.
    pub readers: SqlitePool,
}

/// Opens a file, or creates it, and brings its schema up to date.
pub(super) async fn open(file: &Path) -> Stored<Opened> {
    let options = options(file);
    migrate(options.clone().create_if_missing(true)).await?;
    let writing = options
        .clone()
        .statement_cache_capacity(WRITER_STATEMENTS_MAX)
        .pragma("cache_size", WRITER_CACHE_KIB);
    let writer = writer(&writing).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS_MAX)
        .acquire_timeout(Duration::from_millis(READER_TIMEOUT_MS))
        .after_connect(|connection, _| Box::pin(async move { verify_pragmas(connection).await }))
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    Ok(Opened { options: writing, writer, readers })
}

/// Opens the connection that writes.
pub(super) async fn writer(options: &SqliteConnectOptions) -> Stored<SqliteConnection> {
    let mut writer = options.connect().await?;
    verify(&mut writer).await?;
    Ok(writer)
}

async fn migrate(options: SqliteConnectOptions) -> Stored<()> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let migrated = sqlx::migrate!("./migrations/sqlite").run(&pool).await;
    pool.close().await;
    migrated.map_err(|error| match error {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => cause.into(),
        other => StoreError::Database(Box::new(other)),
    })
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))
        .pragma("secure_delete", "on")
        .disable_statement_logging()
}

async fn verify(connection: &mut SqliteConnection) -> Stored<()> {
    let mode: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut *connection).await?;
    if mode != "wal" {
        return Err(StoreError::corrupt(format!("journal_mode is {mode} and not wal")));
    }
    Ok(verify_pragmas(connection).await?)
}

async fn verify_pragmas(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let row: (i64, i64, i64, i64) = sqlx::query_as(
        "select (select synchronous from pragma_synchronous), \
            (select foreign_keys from pragma_foreign_keys), \
            (select secure_delete from pragma_secure_delete), \
            (select timeout from pragma_busy_timeout)",
    )
    .fetch_one(&mut *connection)
    .await?;
    for ((name, wanted), found) in PRAGMAS.into_iter().zip([row.0, row.1, row.2, row.3]) {
        if found != wanted {
            return Err(sqlx::Error::Configuration(
                format!("pragma {name} is {found} and not {wanted}").into(),
            ));
        }
    }
    Ok(())
}

/// Writes the log file back into the database and closes the connection.
pub(super) async fn close(writer: SqliteConnection) -> Stored<()> {
    let mut writer = writer;
    sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut writer).await?;
    Ok(writer.close().await?)
}
