//! Putting the many small pieces of a tail together, so that the next start reads a few large
//! ones.

use indexed_db_futures::prelude::{Build as _, QuerySource as _};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::LogId;
use samvaro_core::pack::Pack;

use super::super::database::{Broken, writing};
use super::{META, TAIL, TabletStore, json, keys};

/// A tail in more pieces than this is put together.
pub const PIECES_MAX: usize = 64;

impl TabletStore {
    /// Writes `entries`, which are all entries of `log` up to `cursor`, in as few pieces as
    /// possible. Does nothing if another tab has read on meanwhile.
    ///
    /// # Errors
    /// [`Broken`] when nothing could be stored; the pieces are then as they were.
    pub async fn compact(&self, log: LogId, cursor: Cursor, entries: &[Entry]) -> Result<(), Broken> {
        let packs: Result<Vec<(String, String)>, Broken> = entries
            .chunks(Pack::MAX_ROWS)
            .map(|chunk| Ok((keys::entries(log, chunk[0].position), json(&Pack::of_entries(chunk))?)))
            .collect();
        let packs = packs?;
        let store = async |connection: &_| -> Result<(), Broken> {
            let transaction = writing(connection, &[META, TAIL])?;
            let row: Option<String> = transaction.object_store(META)?.get(keys::cursor(log)).await?;
            if row.and_then(|row| serde_json::from_str(&row).ok()) != Some(cursor) {
                return Ok(());
            }
            let tail = transaction.object_store(TAIL)?;
            let (from, until) = keys::all_entries(log);
            tail.delete(from..until).build()?;
            for (key, packed) in &packs {
                tail.put(packed).with_key(key.as_str()).build()?;
            }
            Ok(transaction.commit().await?)
        };
        self.database.with(store).await
    }
}
