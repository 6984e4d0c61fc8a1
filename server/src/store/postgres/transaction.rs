//! Transactions that write.

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Transaction};

use super::database::Db;
use super::shared::Shared;
use crate::store::Stored;

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
