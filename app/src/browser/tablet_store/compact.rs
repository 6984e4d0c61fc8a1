//! Putting the many small pieces of a tail together, so that the next start reads a few large
//! ones.

use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::LogId;
use samvaro_core::pack::Pack;

use super::super::database::Broken;
use super::super::rows::Work;
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
            let work = Work::writing(connection, &[META, TAIL])?;
            let row = work.rows(META)?.get(&keys::cursor(log)).await?;
            if row.and_then(|row| samvaro_core::json::read(&row).ok()) != Some(cursor) {
                return Ok(());
            }
            let tail = work.rows(TAIL)?;
            tail.delete_between(keys::all_of(log))?;
            for (key, packed) in &packs {
                tail.put(key, packed)?;
            }
            work.commit().await
        };
        self.database.with(store).await
    }
}
