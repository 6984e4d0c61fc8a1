//! What a phone has seen of the public pages, kept so that they can be read without a network.
//!
//! A database of its own: nothing here ever touches what a tablet has counted.

use indexed_db_futures::prelude::{Build as _, QuerySource as _};

use super::database::{Broken, Database, reading, writing};

const NAME: &str = "samvaro-public";
const DOCUMENTS: &str = "documents";

thread_local! {
    static CACHE: Database = Database::new(NAME, &[DOCUMENTS]);
}

fn cache() -> Database {
    CACHE.with(Database::clone)
}

/// Keeps a document under its address. A phone without room simply keeps nothing.
pub async fn keep(key: &str, json: &str) {
    let put = async |connection: &_| -> Result<(), Broken> {
        let transaction = writing(connection, &[DOCUMENTS])?;
        transaction.object_store(DOCUMENTS)?.put(json).with_key(key).build()?;
        Ok(transaction.commit().await?)
    };
    let _ = cache().with(put).await;
}

/// The document kept under an address.
pub async fn kept(key: &str) -> Option<String> {
    let get = async |connection: &_| -> Result<Option<String>, Broken> {
        let transaction = reading(connection, &[DOCUMENTS])?;
        Ok(transaction.object_store(DOCUMENTS)?.get(key).await?)
    };
    cache().with(get).await.ok().flatten()
}

/// Makes room: a tablet's counts matter more than pages that can be fetched again.
pub async fn clear() {
    let clear = async |connection: &_| -> Result<(), Broken> {
        let transaction = writing(connection, &[DOCUMENTS])?;
        transaction.object_store(DOCUMENTS)?.clear()?;
        Ok(transaction.commit().await?)
    };
    let _ = cache().with(clear).await;
}
