//! Transactions on the one connection that writes, and the failures that end all writing.

use sqlx::{Connection as _, Transaction};
use tokio::sync::MutexGuard;

use super::database::{Connection, Db};
use super::failure::is_fatal;
use super::open;
use super::shared::Shared;
use crate::store::{StoreError, Stored};

/// The connection that writes, while nobody else does.
pub(super) type Writer<'a> = MutexGuard<'a, Option<Connection>>;

impl Shared {
    /// Waits for the connection that writes.
    ///
    /// # Errors
    /// [`StoreError::Failed`] after a failure after which nothing is certain.
    pub async fn writer(&self) -> Stored<Writer<'_>> {
        let writer = self.writer.lock().await;
        self.has_not_failed()?;
        Ok(writer)
    }

    /// Begins a transaction that has the right to write from the start.
    pub async fn begin<'c>(&self, writer: &'c mut Writer<'_>) -> Stored<Transaction<'c, Db>> {
        self.repair(writer).await?;
        let connection = writer.as_mut().ok_or(StoreError::Failed)?;
        let begun = connection.begin_with("begin immediate").await.map_err(StoreError::from);
        self.noting_failure(begun)
    }

    /// A full disk makes SQLite roll back by itself. The driver does not notice and takes the
    /// connection to be in that transaction for ever: only a new connection helps.
    async fn repair(&self, writer: &mut Writer<'_>) -> Stored<()> {
        let Some(connection) = writer.as_mut().filter(|connection| connection.is_in_transaction()) else {
            return Ok(());
        };
        // A transaction that was dropped just now is still being rolled back; wait for that.
        connection.ping().await?;
        if connection.is_in_transaction() {
            tracing::warn!("the connection that writes is opened anew");
            **writer = Some(open::writer(&self.options).await?);
        }
        Ok(())
    }

    /// Writes a group of pushes, however long the disk takes: giving up in the middle would leave
    /// it uncertain what reached the disk.
    pub async fn in_time<T>(&self, work: impl Future<Output = Stored<T>>) -> Stored<T> {
        work.await
    }

    /// Commits: what the transaction wrote is on the disk when this returns `Ok`.
    pub async fn commit(&self, transaction: Transaction<'_, Db>) -> Stored<()> {
        let committed = transaction.commit().await.map_err(StoreError::from);
        if let Err(error) = &committed
            && !matches!(error, StoreError::Full | StoreError::Busy)
        {
            self.fail(error);
        }
        committed
    }

    /// Ends all writing if the result is a failure after which nothing is certain.
    pub fn noting_failure<T>(&self, result: Stored<T>) -> Stored<T> {
        if let Err(error) = &result
            && is_fatal(error)
        {
            self.fail(error);
        }
        result
    }

    /// The write-ahead log still holds what was erased: writes it back and empties it. Readers can
    /// delay that; the next checkpoint then does it.
    pub async fn wipe_erased(&self, writer: &mut Writer<'_>) -> Stored<()> {
        if let Some(connection) = writer.as_mut() {
            sqlx::query("pragma wal_checkpoint(truncate)").execute(connection).await?;
        }
        Ok(())
    }

    pub(super) fn fail(&self, error: &StoreError) {
        tracing::error!(%error, "the database failed; nothing more is written");
        self.failed.send_replace(true);
    }
}
