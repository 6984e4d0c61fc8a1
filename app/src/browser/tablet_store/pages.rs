//! Pages of a snapshot that have come already, before all of them have.

use samvaro_core::digest::Digest;
use samvaro_core::id::LogId;

use super::super::database::Broken;
use super::super::rows::Work;
use super::{PAGES, TabletStore, keys};

impl TabletStore {
    /// Those of the pages that are there, in their order.
    ///
    /// # Errors
    /// [`Broken`] when the database cannot be read.
    pub async fn pages(&self, log: LogId, hashes: &[Digest]) -> Result<Vec<Option<String>>, Broken> {
        let look = async |connection: &_| -> Result<Vec<Option<String>>, Broken> {
            let work = Work::reading(connection, &[PAGES])?;
            let rows = work.rows(PAGES)?;
            let mut pages = Vec::new();
            for hash in hashes {
                pages.push(rows.get(&keys::page(log, *hash)).await?);
            }
            Ok(pages)
        };
        self.database.with(look).await
    }

    /// Keeps pages, so that they need not be fetched again if the network goes away.
    ///
    /// # Errors
    /// [`Broken`] when they could not be stored.
    pub async fn keep_pages(&self, log: LogId, pages: &[(Digest, String)]) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[PAGES])?;
            let rows = work.rows(PAGES)?;
            for (hash, page) in pages {
                rows.put(&keys::page(log, *hash), page)?;
            }
            work.commit().await
        };
        self.database.with(store).await
    }
}
