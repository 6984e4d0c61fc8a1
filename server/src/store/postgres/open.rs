//! Opening a PostgreSQL database so that what it says is stored is on the disk.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection as _, PgPool};
use tokio::time::timeout;

use super::address::Address;
use super::database::Connection;
use crate::store::{StoreError, Stored};

/// The most connections that read at once, per process.
const READERS_MAX: u32 = 8;

/// The most connections that write at once, per process: one for pushes, others beside it.
const WRITERS_MAX: u32 = 4;

/// One connection that listens to other processes, one that speaks to them.
const SIGNALS_MAX: u32 = 2;

/// How long somebody waits for a connection, in milliseconds.
const CONNECTION_TIMEOUT_MS: u64 = 5_000;

/// A connection that comes back answers within this time, in milliseconds, or is dropped: one that
/// died without a word would keep its place among the others until TCP notices.
const RETURN_TIMEOUT_MS: u64 = 2_000;

/// How long a statement waits for a lock, in milliseconds.
const LOCK_TIMEOUT_MS: u32 = 5_000;

/// The longest that a statement takes, in milliseconds.
const STATEMENT_TIMEOUT_MS: u32 = 60_000;

/// So long after its last word a transaction is given up, in milliseconds: a process that was
/// stopped in the middle lets go of its locks.
const IDLE_TRANSACTION_TIMEOUT_MS: u32 = 20_000;

/// Statements that each connection keeps prepared.
const STATEMENTS_MAX: usize = 200;

/// What must hold on every connection, looked at when it is opened: defaults are not trusted.
const SETTINGS: [(&str, &str); 3] =
    [("fsync", "on"), ("synchronous_commit", "on"), ("server_encoding", "UTF8")];

/// An open database.
pub(super) struct Opened {
    /// Connections that read.
    pub readers: PgPool,
    /// Connections that write.
    pub writers: PgPool,
    /// Connections for what processes tell each other.
    pub signals: PgPool,
}

/// Opens a database and brings its schema up to date.
pub(super) async fn open(address: &Address) -> Stored<Opened> {
    let plain = address.0.as_ref().clone().application_name("samvaro").disable_statement_logging();
    let options = plain
        .clone()
        .statement_cache_capacity(STATEMENTS_MAX)
        .options([("synchronous_commit", "on")])
        .options([
            ("lock_timeout", LOCK_TIMEOUT_MS),
            ("statement_timeout", STATEMENT_TIMEOUT_MS),
            ("idle_in_transaction_session_timeout", IDLE_TRANSACTION_TIMEOUT_MS),
        ]);
    verify(options.connect().await?).await?;
    migrate(plain).await?;
    let reading = options.clone().options([("default_transaction_read_only", "on")]);
    Ok(Opened {
        readers: pool(READERS_MAX).connect_lazy_with(reading),
        writers: pool(WRITERS_MAX).connect_lazy_with(options.clone()),
        signals: pool(SIGNALS_MAX).connect_lazy_with(options),
    })
}

fn pool(connections_max: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections_max)
        .acquire_timeout(Duration::from_millis(CONNECTION_TIMEOUT_MS))
        .after_connect(|connection, _| {
            Box::pin(async move {
                let unsafe_setting = unsafe_setting(connection).await?;
                unsafe_setting.map_or(Ok(()), |what| Err(sqlx::Error::Configuration(what.into())))
            })
        })
        .after_release(|connection, _| {
            Box::pin(async move {
                let answer = timeout(Duration::from_millis(RETURN_TIMEOUT_MS), connection.ping()).await;
                answer.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map(|()| true)
            })
        })
}

/// Several processes may do this at once: one does it, the others wait.
async fn migrate(options: PgConnectOptions) -> Stored<()> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
    let migrated = sqlx::migrate!("./migrations/postgres").run(&pool).await;
    pool.close().await;
    migrated.map_err(|error| StoreError::Database(Box::new(error)))
}

/// # Errors
/// [`StoreError::Forgetful`] when the database does not keep what it confirms.
async fn verify(mut connection: Connection) -> Stored<()> {
    let unsafe_setting = unsafe_setting(&mut connection).await?;
    connection.close().await?;
    unsafe_setting.map_or(Ok(()), |what| Err(StoreError::Forgetful(what)))
}

/// The first setting that is not as it must be.
async fn unsafe_setting(connection: &mut Connection) -> sqlx::Result<Option<String>> {
    for (name, wanted) in SETTINGS {
        let found: String =
            sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(&mut *connection).await?;
        if found != wanted {
            return Ok(Some(format!("{name} is {found} and must be {wanted}")));
        }
    }
    Ok(None)
}
