//! Storing what an answer of the server means, all of it or nothing.

use indexed_db_futures::prelude::{Build as _, QuerySource as _};
use samvaro_core::entry::Cursor;
use samvaro_core::id::{LogId, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::replica::Writes;

use super::super::database::{Broken, writing};
use super::append::read;
use super::{META, OUTBOX, REFUSED, RETAINED, TAIL, TabletStore, WRITER, Writer, json, keys};

/// What became of the writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// They are on the disk.
    Stored,
    /// Another tab was faster: what this one knew is old, and nothing was written.
    Overtaken,
}

impl TabletStore {
    /// Stores `writes`, if the store still is as the replica that asked for them knew it.
    ///
    /// # Errors
    /// [`Broken`] when nothing could be stored.
    pub async fn apply(
        &self,
        replica: ReplicaId,
        known: &[(LogId, Cursor)],
        writes: &Writes,
    ) -> Result<Applied, Broken> {
        let store = async |connection: &_| -> Result<Applied, Broken> {
            let transaction = writing(connection, &[META, OUTBOX, TAIL, REFUSED, RETAINED])?;
            let meta = transaction.object_store(META)?;
            let mut writer = read(meta.get(WRITER).await?)?;
            for (log, cursor) in known {
                let row: Option<String> = meta.get(keys::cursor(*log)).await?;
                let stored = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
                if writer.replica != replica || *cursor != stored {
                    return Ok(Applied::Overtaken);
                }
            }
            let outbox = transaction.object_store(OUTBOX)?;
            let tail = transaction.object_store(TAIL)?;
            let refused = transaction.object_store(REFUSED)?;
            let retained = transaction.object_store(RETAINED)?;
            for row in &writes.retain {
                retained.put(json(row)?).with_key(keys::change(row.1.change.dot)).build()?;
            }
            for log in &writes.forget {
                let (from, until) = keys::all_entries(*log);
                tail.delete(from..until).build()?;
                meta.put(json(&Cursor::default())?).with_key(keys::cursor(*log)).build()?;
            }
            for authored in &writes.offer {
                outbox.put(json(authored)?).with_key(keys::change(authored.change.dot)).build()?;
            }
            for (log, entries, cursor) in &writes.append {
                if let Some(first) = entries.first() {
                    let packed = json(&Pack::of_entries(entries))?;
                    tail.put(packed).with_key(keys::entries(*log, first.position)).build()?;
                }
                meta.put(json(cursor)?).with_key(keys::cursor(*log)).build()?;
            }
            for dot in &writes.settle {
                outbox.delete(keys::change(*dot)).build()?;
            }
            for row in &writes.refuse {
                let key = keys::change(row.authored.change.dot);
                refused.put(json(row)?).with_key(key.clone()).build()?;
                outbox.delete(key).build()?;
            }
            if let Some((replica, next_seq)) = writes.rename {
                writer = Writer { replica, next_seq };
                meta.put(json(&writer)?).with_key(WRITER).build()?;
            }
            transaction.commit().await?;
            Ok(Applied::Stored)
        };
        self.database.with(store).await
    }
}
