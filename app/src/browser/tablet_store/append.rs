//! Storing what people have just done: the number is taken in the transaction that stores it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use samvaro_core::change::{Authored, Undecodable};
use samvaro_core::id::{Dot, Seq};
use samvaro_core::replica::{author, rewritten};

use super::super::database::Broken;
use super::super::rows::Work;
use super::{Draft, META, OUTBOX, TabletStore, WRITER, Writer, journal, json, keys, unreadable};

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

    /// Whether the try before reached the disk although it was reported as failed.
    fn already_stored(&self, writer: Writer, first_row: Option<&str>) -> Option<Vec<Authored>> {
        let tried = self.tried.borrow();
        let (first, last) = (tried.first()?, tried.last()?);
        let taken = last.change.dot == Dot { replica: writer.replica, seq: writer.next_seq - 1 };
        let same = first_row == Some(json(first).ok()?.as_str());
        (taken && same).then(|| tried.clone())
    }
}

impl TabletStore {
    /// Stores a batch; when this returns, the disk has it. `floor` is the lowest number that may
    /// be taken under `floor.replica`.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored; the batch can be tried again.
    pub async fn append(&self, batch: &Batch, floor: Writer) -> Result<Vec<Authored>, Broken> {
        let store = async |connection: &_| -> Result<Vec<Authored>, Broken> {
            let work = Work::writing(connection, &[META, OUTBOX])?;
            let (meta, outbox) = (work.rows(META)?, work.rows(OUTBOX)?);
            let mut writer: Writer = read(meta.get(WRITER).await?)?;
            let first = batch.tried.borrow().first().map(|authored| keys::change(authored.change.dot));
            if let Some(first) = first {
                let row = outbox.get(&first).await?;
                if let Some(stored) = batch.already_stored(writer, row.as_deref()) {
                    return Ok(stored);
                }
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
