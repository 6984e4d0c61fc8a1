//! Storing what an answer of the server means, all of it or nothing.

use std::collections::BTreeSet;

use samvaro_core::change::Authored;
use samvaro_core::entry::Cursor;
use samvaro_core::id::{Dot, LogId, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::replica::Writes;
use samvaro_core::snapshot::Base;

use super::super::database::Broken;
use super::super::rows::{Rows, Work};
use super::append::read;
use super::erase::erase;
use super::forget::forget;
use super::{META, OUTBOX, PAGES, REFUSED, RETAINED, TAIL, TabletStore, WRITER, Writer, journal, json, keys};

/// The store as the replica that wants to write knows it.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its identity.
    pub replica: ReplicaId,
    /// How far it has read each log.
    pub cursors: Vec<(LogId, Cursor)>,
    /// What waits, as far as it matters to the writes; see [`samvaro_core::replica::Replica::made_for`].
    pub waiting: Option<BTreeSet<Dot>>,
}

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
    pub async fn apply(&self, known: &Known, writes: &Writes) -> Result<Applied, Broken> {
        let store = async |connection: &_| -> Result<Applied, Broken> {
            let stores = [META, OUTBOX, TAIL, REFUSED, RETAINED, PAGES];
            let work = match is_shown_again(writes) {
                true => Work::noting(connection, &stores)?,
                false => Work::writing(connection, &stores)?,
            };
            let meta = work.rows(META)?;
            let mut writer = read(meta.get(WRITER).await?)?;
            for (log, cursor) in &known.cursors {
                let row = meta.get(&keys::cursor(*log)).await?;
                let stored = row.and_then(|row| samvaro_core::json::read(&row).ok()).unwrap_or_default();
                if writer.replica != known.replica || *cursor != stored {
                    return Ok(Applied::Overtaken);
                }
            }
            let (outbox, tail) = (work.rows(OUTBOX)?, work.rows(TAIL)?);
            if let Some(waiting) = &known.waiting
                && holds_another(&outbox, waiting).await?
            {
                return Ok(Applied::Overtaken);
            }
            let (refused, retained) = (work.rows(REFUSED)?, work.rows(RETAINED)?);
            for log in &writes.forget {
                forget(&work, *log).await?;
            }
            for log in &writes.let_go {
                meta.delete_between(keys::all_forgotten_of(*log))?;
            }
            for (log, base) in &writes.begin {
                forget(&work, *log).await?;
                begin(&work, *log, base)?;
            }
            for authored in &writes.offer {
                let (key, row) = (keys::change(authored.change.dot), json(authored)?);
                journal::put(&key, &row);
                outbox.put(&key, &row)?;
            }
            for (log, entries, cursor) in &writes.append {
                if let Some(first) = entries.first() {
                    tail.put(&keys::entries(*log, first.position), &json(&Pack::of_entries(entries))?)?;
                }
                meta.put(&keys::cursor(*log), &json(cursor)?)?;
            }
            for run in keys::runs(&writes.settle) {
                for rows in [&outbox, &refused, &retained] {
                    rows.delete_between(run.clone())?;
                }
            }
            for row in &writes.refuse {
                let key = keys::change(row.authored.change.dot);
                refused.put(&key, &json(row)?)?;
                outbox.delete(&key)?;
            }
            if let Some((replica, next_seq)) = writes.rename {
                writer = Writer { replica, next_seq };
                meta.put(WRITER, &json(&writer)?)?;
            }
            if !writes.erase.is_empty() {
                erase(&work, &writes.erase).await?;
            }
            work.commit().await?;
            let refused = writes.refuse.iter().map(|row| row.authored.change.dot);
            journal::remove(&writes.settle.iter().copied().chain(refused).collect::<Vec<_>>());
            Ok(Applied::Stored)
        };
        self.database.with(store).await
    }
}

/// Whether a change waits that is not among these. A row that nobody can read is not one.
async fn holds_another(outbox: &Rows<'_>, waiting: &BTreeSet<Dot>) -> Result<bool, Broken> {
    for key in outbox.keys().await? {
        if keys::read_change(&key).is_some_and(|dot| !waiting.contains(&dot)) {
            let row = outbox.get(&key).await?.unwrap_or_default();
            if samvaro_core::json::read::<Authored>(&row).is_ok() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether the server shows the same again if a crash takes the writes back: what then stands in the
/// outbox once more is sent once more, and taken once.
fn is_shown_again(writes: &Writes) -> bool {
    let Writes { forget, let_go: _, begin, append: _, offer, settle: _, refuse, erase, rename } = writes;
    let plain = forget.is_empty() && begin.is_empty() && offer.is_empty() && refuse.is_empty();
    plain && erase.is_empty() && rename.is_none()
}

/// The base of a log, together with the cursor that it was folded up to.
fn begin(work: &Work<'_>, log: LogId, base: &Base) -> Result<(), Broken> {
    let (meta, pages) = (work.rows(META)?, work.rows(PAGES)?);
    for (hash, page) in base.snapshot.pages.iter().zip(&base.pages) {
        pages.put(&keys::page(log, *hash), page)?;
    }
    meta.put(&keys::base(log), &json(&base.snapshot)?)?;
    meta.put(&keys::cursor(log), &json(&base.snapshot.upto)?)
}
