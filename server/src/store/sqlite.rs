//! The store in one SQLite file: one connection writes, others read beside it.

use std::path::Path;
use std::sync::Arc;

use self::shared::Shared;
use self::sql::SqlStore;
use crate::store::Stored;

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
}
