//! What a phone has seen of the public pages, kept so that they can be read without a network.
//!
//! A database of its own: nothing here ever touches what a tablet has counted.

use super::database::{Broken, Database, Schema};
use super::rows::Work;

const SCHEMA: Schema =
    Schema { name: "samvaro-public", version: 1, stores: &[DOCUMENTS], blocked: || {}, closed: || {} };
const DOCUMENTS: &str = "documents";

thread_local! {
    static CACHE: Database = Database::new(SCHEMA);
}

fn cache() -> Database {
    CACHE.with(Database::clone)
}

/// Keeps a document under its address. A phone without room simply keeps nothing.
pub async fn keep(key: &str, json: &str) {
    let put = async |connection: &_| -> Result<(), Broken> {
        let work = Work::writing(connection, &[DOCUMENTS])?;
        work.rows(DOCUMENTS)?.put(key, json)?;
        work.commit().await
    };
    let _ = cache().with(put).await;
}

/// The document kept under an address.
pub async fn kept(key: &str) -> Option<String> {
    let get = async |connection: &_| -> Result<Option<String>, Broken> {
        let work = Work::reading(connection, &[DOCUMENTS])?;
        work.rows(DOCUMENTS)?.get(key).await
    };
    cache().with(get).await.ok().flatten()
}

/// Makes room: a tablet's counts matter more than pages that can be fetched again.
pub async fn clear() {
    let clear = async |connection: &_| -> Result<(), Broken> {
        let work = Work::writing(connection, &[DOCUMENTS])?;
        work.rows(DOCUMENTS)?.clear()?;
        work.commit().await
    };
    let _ = cache().with(clear).await;
}
