//! Rows of text by textual keys: the only form in which anything is kept in the browser.
//!
//! Each question is written once, and not at every place that asks it, because each is a small
//! machine in the bundle.

use std::pin::Pin;

use indexed_db_futures::Build as _;
use indexed_db_futures::database::Database as Connection;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::QuerySource as _;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};

use super::database::Broken;

/// An answer that is on its way. Within a transaction nothing else may be awaited.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Broken>> + 'a>>;

/// A transaction. One that is dropped without [`Work::commit`] has changed nothing.
pub struct Work<'a>(Transaction<'a>);

impl<'a> Work<'a> {
    /// Begins to read.
    ///
    /// # Errors
    /// [`Broken`] when the connection is dead.
    pub fn reading(connection: &'a Connection, stores: &[&str]) -> Result<Self, Broken> {
        Ok(Self(connection.transaction(stores).with_mode(TransactionMode::Readonly).build()?))
    }

    /// Begins to write; complete only when the disk has it.
    ///
    /// # Errors
    /// [`Broken`] when the connection is dead.
    pub fn writing(connection: &'a Connection, stores: &[&str]) -> Result<Self, Broken> {
        Self::lasting(connection, stores, TransactionDurability::Strict)
    }

    /// Begins to write what can be found out again: all of it or nothing, on the disk no later than
    /// what is written next. Whoever presses something meanwhile need not wait for the disk twice.
    ///
    /// # Errors
    /// [`Broken`] when the connection is dead.
    pub fn noting(connection: &'a Connection, stores: &[&str]) -> Result<Self, Broken> {
        Self::lasting(connection, stores, TransactionDurability::Relaxed)
    }

    fn lasting(
        connection: &'a Connection,
        stores: &[&str],
        how: TransactionDurability,
    ) -> Result<Self, Broken> {
        let options = TransactionOptions::new().with_durability(how);
        let begun =
            connection.transaction(stores).with_mode(TransactionMode::Readwrite).with_options(options);
        Ok(Self(begun.build()?))
    }

    /// The rows of one store.
    ///
    /// # Errors
    /// [`Broken`] when the transaction was not begun on it.
    pub fn rows(&self, store: &str) -> Result<Rows<'_>, Broken> {
        Ok(Rows(self.0.object_store(store)?))
    }

    /// Waits until everything that was asked for is done, and on the disk if it was written.
    pub fn commit(self) -> Answer<'a, ()> {
        Box::pin(async move { Ok(self.0.commit().await?) })
    }
}

/// The rows of one store.
pub struct Rows<'a>(ObjectStore<'a>);

impl Rows<'_> {
    /// Writes a row.
    ///
    /// # Errors
    /// [`Broken`] when the transaction is over.
    #[inline(never)]
    pub fn put(&self, key: &str, text: &str) -> Result<(), Broken> {
        self.0.put(text).with_key(key).build()?;
        Ok(())
    }

    /// Removes a row.
    ///
    /// # Errors
    /// [`Broken`] when the transaction is over.
    #[inline(never)]
    pub fn delete(&self, key: &str) -> Result<(), Broken> {
        self.0.delete(key).build()?;
        Ok(())
    }

    /// Removes the rows from one key up to another, which stays.
    ///
    /// # Errors
    /// [`Broken`] when the transaction is over.
    #[inline(never)]
    pub fn delete_between(&self, (from, until): (String, String)) -> Result<(), Broken> {
        self.0.delete(from..until).build()?;
        Ok(())
    }

    /// Removes all rows.
    ///
    /// # Errors
    /// [`Broken`] when the transaction is over.
    pub fn clear(&self) -> Result<(), Broken> {
        self.0.clear()?;
        Ok(())
    }

    /// Reads a row.
    pub fn get<'a>(&'a self, key: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move { Ok(self.0.get(key).await?) })
    }

    /// Reads every row, in the order of the keys.
    pub fn texts(&self) -> Answer<'_, Vec<String>> {
        Box::pin(async move { Ok(self.0.get_all::<String>().await?.collect::<Result<_, _>>()?) })
    }

    /// Reads the rows from one key up to another, which is not read.
    pub fn texts_between(&self, (from, until): (String, String)) -> Answer<'_, Vec<String>> {
        Box::pin(async move {
            let rows = self.0.get_all::<String>().with_query::<String, _>(from..until).await?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Reads every key, in order.
    pub fn keys(&self) -> Answer<'_, Vec<String>> {
        Box::pin(async move { Ok(self.0.get_all_keys::<String>().await?.collect::<Result<_, _>>()?) })
    }
}
