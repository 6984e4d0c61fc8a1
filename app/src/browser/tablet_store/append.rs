//! Storing what people have just done: the number is taken in the transaction that stores it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use samvaro_core::change::{Authored, Body, Change, Undecodable};
use samvaro_core::id::{Dot, Seq};
use samvaro_core::replica::author;

use super::super::database::Broken;
use super::super::rows::Work;
use super::{Draft, META, OUTBOX, TabletStore, WRITER, Writer, journal, json, keys, unreadable};

/// Changes that are stored together.
pub struct Batch {
    drafts: Vec<Draft>,
    /// The changes, written under an identity that the tablet no longer has, that these replace:
    /// one for each, or none at all.
    replaced: Vec<Dot>,
    /// As a try wrote them that may or may not have reached the disk.
    tried: RefCell<Vec<Authored>>,
}

impl Batch {
    /// These changes, in order.
    pub fn of(drafts: Vec<Draft>) -> Self {
        Self { drafts, replaced: Vec::new(), tried: RefCell::default() }
    }

    /// The same changes under a new identity.
    pub fn replacing(old: &[Authored]) -> Option<Self> {
        let draft = |authored: &Authored| {
            let Change { log, at, body, sealed, .. } = &authored.change;
            let personal = sealed.zip(authored.personal.clone());
            Some(Draft { log: *log, at: *at, body: body.read().ok()?, personal })
        };
        let drafts = old.iter().map(draft).collect::<Option<_>>()?;
        let replaced = old.iter().map(|authored| authored.change.dot).collect();
        Some(Self { drafts, replaced, tried: RefCell::default() })
    }

    /// The changes under the writer's next numbers; under the same numbers as before if a try
    /// failed and nobody has taken them since.
    fn number(&self, writer: Writer) -> Result<Vec<Authored>, Broken> {
        let tried = self.tried.borrow();
        let first = tried.first().map(|authored| authored.change.dot);
        if first == Some(Dot { replica: writer.replica, seq: writer.next_seq }) {
            return Ok(tried.clone());
        }
        let dot = |seq| Dot { replica: writer.replica, seq };
        let renamed: BTreeMap<Dot, Dot> =
            self.replaced.iter().copied().zip((writer.next_seq..).map(dot)).collect();
        let numbered =
            (writer.next_seq..).zip(&self.drafts).map(|(seq, draft)| write(dot(seq), draft, &renamed));
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
                outbox.delete(&keys::change(*old))?;
            }
            meta.put(WRITER, &json(&writer)?)?;
            *batch.tried.borrow_mut() = changes.clone();
            work.commit().await?;
            journal::remove(&batch.replaced);
            Ok(changes)
        };
        self.database.with(store).await
    }
}

/// A draft under its number, with what it says of a person beside it.
fn write(dot: Dot, draft: &Draft, renamed: &BTreeMap<Dot, Dot>) -> Result<Authored, Undecodable> {
    let mut authored = author(dot, draft.log, draft.at, &follow(&draft.body, renamed))?;
    if let Some((sealed, personal)) = &draft.personal {
        authored.change.sealed = Some(*sealed);
        authored.personal = Some(personal.clone());
    }
    Ok(authored)
}

/// An undo follows the count that it takes back to its new identity.
fn follow(body: &Body, renamed: &BTreeMap<Dot, Dot>) -> Body {
    let mut body = body.clone();
    if let Body::Undo(undo) = &mut body
        && let Some(undone) = renamed.get(&undo.undone)
    {
        undo.undone = *undone;
    }
    body
}

/// The writer, which pairing has put there.
pub(super) fn read(row: Option<String>) -> Result<Writer, Broken> {
    row.and_then(|row| samvaro_core::json::read(&row).ok()).ok_or_else(|| unreadable("writer"))
}
