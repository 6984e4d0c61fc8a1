//! The store in one SQLite file: one connection writes, others read beside it.

use std::path::Path;
use std::sync::Arc;

use self::shared::Shared;
use self::sql::SqlStore;
use crate::store::{StoreError, Stored};

mod database;
mod failure;
#[cfg(test)]
mod faults;
mod locks;
mod open;
mod shared;
#[allow(clippy::duplicate_mod)] // the same questions, compiled for each engine
#[path = "sql/store.rs"]
mod sql;
mod transaction;

/// A SQLite file.
pub type SqliteStore = SqlStore;

impl SqliteStore {
    /// Opens a file, or creates it, and brings its schema up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, is no database of ours, or cannot be set to keep what it
    /// has confirmed.
    pub async fn open(file: &Path) -> Stored<Self> {
        Ok(Self::around(Arc::new(Shared::new(open::open(file).await?))))
    }

    /// Writes a whole and consistent copy into a file that does not exist yet, while the store is
    /// in use.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Stored<()> {
        let file = file.to_str().ok_or_else(|| StoreError::corrupt("a file name that is not UTF-8"))?;
        let mut reader = self.shared.readers.acquire().await?;
        // `query_only` also forbids writing the copy.
        sqlx::query("pragma query_only = off").execute(&mut *reader).await?;
        let copied = sqlx::query("vacuum into $1").bind(file).execute(&mut *reader).await;
        sqlx::query("pragma query_only = on").execute(&mut *reader).await?;
        copied?;
        Ok(())
    }
}
