//! What the store's methods and its writing task share.

use std::sync::OnceLock;

use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::{Mutex, watch};

use super::database::Connection;
use super::open::{self, Opened};
use crate::store::erasure_list::ErasureList;
use crate::store::nudges::Nudges;
use crate::store::programmes::ProgrammeCache;
use crate::store::{Growth, StoreError, Stored};

/// An open database file.
pub(super) struct Shared {
    /// The one connection that writes; gone once the store is closed.
    pub writer: Mutex<Option<Connection>>,
    /// How to open that connection anew.
    pub options: SqliteConnectOptions,
    /// Connections that read beside it.
    pub readers: SqlitePool,
    /// Programmes in memory.
    pub programmes: ProgrammeCache,
    /// Where erasures are written down beside the database.
    pub erasures: OnceLock<ErasureList>,
    /// Tells which logs grew.
    pub growth: Nudges,
    /// Whether a write has failed so that nothing is certain.
    pub failed: watch::Sender<bool>,
}

impl Shared {
    /// Around an open file.
    pub fn new(opened: Opened) -> Self {
        Self {
            writer: Mutex::new(Some(opened.writer)),
            options: opened.options,
            readers: opened.readers,
            programmes: ProgrammeCache::default(),
            erasures: OnceLock::new(),
            growth: Nudges::default(),
            failed: watch::Sender::new(false),
        }
    }

    /// Tells that a log grew.
    pub fn tell(&self, growth: Growth) {
        self.growth.tell(growth);
    }

    /// # Errors
    /// [`StoreError::Failed`] after a failure after which nothing is certain.
    pub fn has_not_failed(&self) -> Stored<()> {
        if *self.failed.borrow() { Err(StoreError::Failed) } else { Ok(()) }
    }

    /// Waits for such a failure.
    pub async fn failed(&self) {
        let mut failed = self.failed.subscribe();
        if failed.wait_for(|failed| *failed).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Reads every page of the file.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with SQLite's own words.
    pub async fn inspect(&self) -> Stored<()> {
        let checking = sqlx::query_scalar("pragma quick_check(1)");
        let found: Stored<String> = checking.fetch_one(&self.readers).await.map_err(StoreError::from);
        self.noting_failure(match found {
            Ok(found) if found == "ok" => Ok(()),
            Ok(found) => Err(StoreError::Damaged(found)),
            Err(error) => Err(error),
        })
    }

    /// Writes the log file back into the database and closes it.
    pub async fn close(&self) {
        self.readers.close().await;
        let writer = self.writer.lock().await.take();
        if let Some(writer) = writer
            && let Err(error) = open::close(writer).await
        {
            tracing::warn!(%error, "the database was not tidied up at its end");
        }
    }
}
