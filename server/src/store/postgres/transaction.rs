//! Transactions that write.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Transaction};
use tokio::time::timeout;

use super::database::Db;
use super::shared::Shared;
use crate::store::{StoreError, Stored};

/// A group of pushes is given up after so long, in milliseconds: longer than any wait for locks, and
/// shorter than a request waits for its answer.
const GROUP_TIMEOUT_MS: u64 = 10_000;

/// A connection that writes.
pub(super) type Writer = PoolConnection<Db>;

impl Shared {
    /// Waits for a connection that writes.
    pub async fn writer(&self) -> Stored<Writer> {
        Ok(self.writers.acquire().await?)
    }

    /// Begins a transaction. Each of its statements sees what has been committed until then, which
    /// is what the locks rely on; the database's own default may be another.
    pub async fn begin<'c>(&self, writer: &'c mut Writer) -> Stored<Transaction<'c, Db>> {
        Ok(writer.begin_with("begin isolation level read committed read write").await?)
    }

    /// Writes a group of pushes, or gives it up: a connection that dies without a word would
    /// otherwise hold everybody up until TCP notices, which takes a quarter of an hour. Whether it
    /// was committed is not known then; who pushes again hears.
    pub async fn in_time<T>(&self, work: impl Future<Output = Stored<T>>) -> Stored<T> {
        match timeout(Duration::from_millis(GROUP_TIMEOUT_MS), work).await {
            Ok(done) => done,
            Err(_) => {
                tracing::warn!(GROUP_TIMEOUT_MS, "a group of pushes got no answer from PostgreSQL");
                Err(StoreError::Busy)
            }
        }
    }

    /// Commits: what the transaction wrote is on the disk when this returns `Ok`.
    pub async fn commit(&self, transaction: Transaction<'_, Db>) -> Stored<()> {
        Ok(transaction.commit().await?)
    }

    /// PostgreSQL itself ends and recovers after a failure after which nothing is certain.
    pub fn noting_failure<T>(&self, result: Stored<T>) -> Stored<T> {
        result
    }

    /// Gives the room of erased rows free to be written over. Their bytes are gone for good only
    /// when that has happened, and in the write-ahead log when its segments have been reused.
    pub async fn wipe_erased(&self, writer: &mut Writer) -> Stored<()> {
        for statement in ["vacuum change_personal", "vacuum refused_personal"] {
            // Nobody can read them any more, and autovacuum comes, too.
            if let Err(error) = sqlx::query(statement).execute(&mut **writer).await {
                tracing::warn!(%error, "the room of erased rows is not free yet");
            }
        }
        Ok(())
    }
}
