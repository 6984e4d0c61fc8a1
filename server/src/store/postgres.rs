//! The store in a PostgreSQL database that any number of server processes share.
//!
//! No process trusts what it remembers of a log: it looks again, in the transaction that writes and
//! under the log's lock. Positions come from the log's row and never from a sequence.

use self::address::Address;
use self::shared::Shared;
use self::sql::SqlStore;
use crate::store::Stored;

pub mod address;
mod announcing;
mod database;
mod failure;
mod hearing;
mod locks;
mod notice;
mod open;
mod shared;
#[allow(clippy::duplicate_mod)] // the same questions, compiled for each engine
#[path = "sql/store.rs"]
mod sql;
mod transaction;

/// A PostgreSQL database.
pub type PostgresStore = SqlStore;

impl PostgresStore {
    /// Opens a database that exists, and brings its schema up to date.
    ///
    /// # Errors
    /// When the database cannot be reached, or does not keep what it confirms.
    pub async fn open(address: &Address) -> Stored<Self> {
        Ok(Self::around(Shared::around(open::open(address).await?).await?))
    }
}
