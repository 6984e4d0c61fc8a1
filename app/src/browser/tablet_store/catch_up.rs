//! Reading what other tabs have stored since.

use samvaro_core::change::Authored;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::LogId;
use samvaro_core::replica::Refused;

use super::super::database::Broken;
use super::super::rows::Work;
use super::append::read;
use super::load::unpack;
use super::{META, OUTBOX, REFUSED, TAIL, TabletStore, WRITER, Writer, keys};

/// The store as it is now, beyond what a tab had read of its logs.
pub struct News {
    /// Who writes.
    pub writer: Writer,
    /// How far each log has been read, with the entries that the tab does not have; nothing if
    /// they do not follow on what it has.
    pub logs: Vec<(LogId, Cursor, Option<Vec<Entry>>)>,
    /// All unsent changes.
    pub outbox: Vec<Authored>,
    /// All refused changes.
    pub refused: Vec<Refused>,
}

impl TabletStore {
    /// What a tab that has read its logs up to these cursors does not know.
    ///
    /// # Errors
    /// [`Broken`] when the database cannot be read.
    pub async fn catch_up(&self, have: &[(LogId, Cursor)]) -> Result<News, Broken> {
        let look = async |connection: &_| -> Result<News, Broken> {
            let work = Work::reading(connection, &[META, OUTBOX, TAIL, REFUSED])?;
            let meta = work.rows(META)?;
            let writer = read(meta.get(WRITER).await?)?;
            let mut logs = Vec::new();
            for (log, have) in have {
                let cursor = meta.get(&keys::cursor(*log)).await?;
                let cursor = cursor.and_then(|row| samvaro_core::json::read(&row).ok()).unwrap_or_default();
                let after = (keys::entries(*log, have.position + 1), keys::all_of(*log).1);
                let entries = follow(*have, cursor, &work.rows(TAIL)?.texts_between(after).await?);
                logs.push((*log, cursor, entries));
            }
            let outbox = parsed(&work.rows(OUTBOX)?.texts().await?);
            let refused = parsed(&work.rows(REFUSED)?.texts().await?);
            Ok(News { writer, logs, outbox, refused })
        };
        self.database.with(look).await
    }
}

/// The entries from `have` to `cursor`, if the packs lead there.
fn follow(have: Cursor, cursor: Cursor, packs: &[String]) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut reached = have;
    reached.epoch = cursor.epoch;
    for packed in packs {
        let first_new = entries.len();
        unpack(packed, reached.position, &mut entries)?;
        for entry in &entries[first_new..] {
            reached = reached.next(entry.change(), entry.received_at);
        }
    }
    (reached == cursor).then_some(entries)
}

fn parsed<T: serde::de::DeserializeOwned>(rows: &[String]) -> Vec<T> {
    rows.iter().filter_map(|row| samvaro_core::json::read(row).ok()).collect()
}
