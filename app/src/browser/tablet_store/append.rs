//! Storing what people have just done: the number is taken in the transaction that stores it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use samvaro_core::change::{Authored, Undecodable};
use samvaro_core::id::{Dot, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::replica::{Refused, author, rewritten};

use super::super::database::Broken;
use super::super::rows::Work;
use super::{
    Draft, META, OUTBOX, REFUSED, TAIL, TabletStore, WRITER, Writer, journal, json, keys, unreadable,
};

/// Changes that are stored together.
pub struct Batch {
    drafts: Vec<Draft>,
    /// Changes that were written under an identity that the tablet no longer has, and are written
    /// anew; there are no drafts then.
    replaced: Vec<Authored>,
    /// As a try wrote them that may or may not have reached the disk.
    tried: RefCell<Vec<Authored>>,
}

impl Batch {
    /// These changes, in order.
    pub fn of(drafts: Vec<Draft>) -> Self {
        Self { drafts, replaced: Vec::new(), tried: RefCell::default() }
    }

    /// The same changes under a new identity, by which their logs know them all the same.
    pub fn replacing(old: &[Authored]) -> Self {
        Self { drafts: Vec::new(), replaced: old.to_vec(), tried: RefCell::default() }
    }

    /// The changes under the writer's next numbers; under the same numbers as before if a try
    /// failed and nobody has taken them since.
    fn number(&self, writer: Writer) -> Result<Vec<Authored>, Broken> {
        let tried = self.tried.borrow();
        let first = tried.first().map(|authored| authored.change.dot);
        if first == Some(Dot { replica: writer.replica, seq: writer.next_seq }) {
            return Ok(tried.clone());
        }
        let dots = (writer.next_seq..).map(|seq| Dot { replica: writer.replica, seq });
        if !self.replaced.is_empty() {
            let mut renamed = BTreeMap::new();
            let anew = |(dot, old): (Dot, &Authored)| {
                renamed.insert(old.change.dot, dot);
                rewritten(old, dot, &renamed)
            };
            return Ok(dots.zip(&self.replaced).map(anew).collect());
        }
        let numbered = dots.zip(&self.drafts).map(|(dot, draft)| write(dot, draft));
        numbered.collect::<Result<_, _>>().map_err(|_| unreadable("change"))
    }

    /// What the store has of a try that was reported as failed and reached the disk all the same:
    /// `None` if it did not. Other tabs may have sent it since, or written it anew.
    async fn already_stored(&self, work: &Work<'_>, writer: Writer) -> Result<Option<Vec<Authored>>, Broken> {
        let first =
            self.tried.borrow().first().map(|authored| (authored.change.dot, authored.change.origin()));
        let Some((dot, origin)) = first else { return Ok(None) };
        if writer.replica == dot.replica && writer.next_seq <= dot.seq {
            // Nobody has taken the number.
            return Ok(None);
        }
        let row = work.rows(OUTBOX)?.get(&keys::change(dot)).await?;
        if row.as_deref().and_then(|row| samvaro_core::json::read::<Authored>(row).ok()).as_ref()
            == self.tried.borrow().first()
        {
            return Ok(Some(self.tried.borrow().clone()));
        }
        let mut held: Vec<Authored> = Vec::new();
        for row in work.rows(OUTBOX)?.texts().await? {
            held.extend(samvaro_core::json::read::<Authored>(&row));
        }
        for row in work.rows(REFUSED)?.texts().await? {
            held.extend(samvaro_core::json::read::<Refused>(&row).map(|refused| refused.authored));
        }
        for row in work.rows(TAIL)?.texts().await? {
            let entries = samvaro_core::json::read::<Pack>(&row).ok().and_then(|pack| pack.entries(0).ok());
            held.extend(entries.into_iter().flatten().map(|entry| entry.authored));
        }
        let stored = held.iter().any(|authored| authored.change.origin() == origin);
        // Whoever reads the store again finds where each of them is now.
        Ok(stored.then(Vec::new))
    }
}

impl TabletStore {
    /// Stores a batch; when this returns, the disk has it. `floor` is the lowest number that may
    /// be taken under `floor.replica`. Nothing comes back if an earlier try had stored it and other
    /// tabs have done something with it since: the store is to be read again.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored; the batch can be tried again.
    pub async fn append(&self, batch: &Batch, floor: Writer) -> Result<Vec<Authored>, Broken> {
        let store = async |connection: &_| -> Result<Vec<Authored>, Broken> {
            let again = !batch.tried.borrow().is_empty();
            let stores: &[&str] = if again { &[META, OUTBOX, REFUSED, TAIL] } else { &[META, OUTBOX] };
            let work = Work::writing(connection, stores)?;
            let (meta, outbox) = (work.rows(META)?, work.rows(OUTBOX)?);
            let mut writer: Writer = read(meta.get(WRITER).await?)?;
            if again && let Some(stored) = batch.already_stored(&work, writer).await? {
                return Ok(stored);
            }
            if writer.replica == floor.replica {
                writer.next_seq = writer.next_seq.max(floor.next_seq);
            }
            let changes = batch.number(writer)?;
            if *batch.tried.borrow() != changes {
                journal::take_back(&batch.tried.borrow());
            }
            writer.next_seq += changes.len() as Seq;
            for authored in &changes {
                let (key, row) = (keys::change(authored.change.dot), json(authored)?);
                journal::put(&key, &row);
                outbox.put(&key, &row)?;
            }
            for old in &batch.replaced {
                outbox.delete(&keys::change(old.change.dot))?;
            }
            meta.put(WRITER, &json(&writer)?)?;
            *batch.tried.borrow_mut() = changes.clone();
            work.commit().await?;
            let replaced = batch.replaced.iter().map(|old| old.change.dot);
            journal::remove(&replaced.collect::<Vec<_>>());
            Ok(changes)
        };
        self.database.with(store).await
    }
}

/// A draft under its number, with what it says of a person beside it.
fn write(dot: Dot, draft: &Draft) -> Result<Authored, Undecodable> {
    let mut authored = author(dot, draft.log, draft.at, &draft.body)?;
    if let Some((sealed, personal)) = &draft.personal {
        authored.change.sealed = Some(*sealed);
        authored.personal = Some(personal.clone());
    }
    Ok(authored)
}

/// The writer, which pairing has put there.
pub(super) fn read(row: Option<String>) -> Result<Writer, Broken> {
    row.and_then(|row| samvaro_core::json::read(&row).ok()).ok_or_else(|| unreadable("writer"))
}
