//! Putting back what the journal holds and the database has lost.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::Authored;
use samvaro_core::entry::Entry;
use samvaro_core::id::{Dot, ReplicaId};

use super::super::database::Broken;
use super::super::rows::Work;
use super::append::read;
use super::{Kept, META, ORPHANED, OUTBOX, TabletStore, WRITER, Writer, journal, json, keys};

impl Kept {
    /// The changes that only the journal still holds. What a log or a verdict shows to have arrived
    /// is removed from the journal instead.
    pub fn missing(&self) -> Vec<Authored> {
        let held: BTreeSet<Dot> = self.stored.outbox.iter().map(|authored| authored.change.dot).collect();
        let beyond = journal::beyond(&held);
        if beyond.is_empty() {
            return beyond;
        }
        let refused = self.stored.refused.iter().map(|refused| &refused.authored.change);
        let entries = self.stored.logs.values().flat_map(|(_, entries)| entries);
        let mut arrived = BTreeMap::new();
        arrived.extend(refused.chain(entries.map(Entry::change)).map(|change| (change.dot, change)));
        // The very change: under its number a log may show a twin's.
        let has_arrived = |authored: &Authored| arrived.get(&authored.change.dot) == Some(&&authored.change);
        let (gone, missing): (Vec<_>, Vec<_>) = beyond.into_iter().partition(has_arrived);
        journal::remove(&gone.iter().map(|authored| authored.change.dot).collect::<Vec<_>>());
        missing
    }
}

impl TabletStore {
    /// Puts changes back into the outbox, and takes no number below `floor` again.
    ///
    /// # Errors
    /// [`Broken`] when they could not be stored; the journal still holds them.
    pub async fn restore(&self, missing: &[Authored], floor: Option<Writer>) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[META, OUTBOX])?;
            let (meta, outbox) = (work.rows(META)?, work.rows(OUTBOX)?);
            let mut writer = read(meta.get(WRITER).await?)?;
            let orphaned = meta.get(ORPHANED).await?;
            let orphaned = orphaned.and_then(|row| samvaro_core::json::read(&row).ok());
            let mut orphaned: BTreeSet<ReplicaId> = orphaned.unwrap_or_default();
            let floor = floor.filter(|floor| floor.replica == writer.replica);
            writer.next_seq = writer.next_seq.max(floor.map_or(1, |floor| floor.next_seq));
            for authored in missing {
                let Dot { replica, seq } = authored.change.dot;
                outbox.put(&keys::change(authored.change.dot), &json(authored)?)?;
                if replica == writer.replica {
                    writer.next_seq = writer.next_seq.max(seq + 1);
                } else {
                    // Nobody knows whether the server has it: its log will show.
                    orphaned.insert(replica);
                }
            }
            meta.put(ORPHANED, &json(&orphaned)?)?;
            meta.put(WRITER, &json(&writer)?)?;
            work.commit().await
        };
        self.database.with(store).await
    }
}
