//! Reading everything a tablet keeps, when it starts.

use std::collections::BTreeMap;

use indexed_db_futures::prelude::{Build as _, QuerySource as _};
use samvaro_core::api::Pairing;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{LogId, Position};
use samvaro_core::pack::Pack;
use samvaro_core::replica::Stored;
use serde::de::DeserializeOwned;

use super::super::database::{Broken, reading};
use super::{
    META, ORPHANED, OUTBOX, PAIRING, PERSISTED, REFUSED, RETAINED, TAIL, TabletStore, WRITER, Writer, keys,
};

/// What a tablet keeps.
#[derive(Default)]
pub struct Kept {
    /// Who it writes as; nothing before it was paired.
    pub writer: Option<Writer>,
    /// Which place it counts for.
    pub pairing: Option<Pairing>,
    /// Whether the browser has promised not to clean it away.
    pub persisted: Option<bool>,
    /// Its logs and changes.
    pub stored: Stored,
    /// Rows that could not be read; they are left where they are.
    pub unreadable: usize,
    /// How many pieces the tail is in.
    pub pieces: usize,
}

impl TabletStore {
    /// Everything, in one look.
    ///
    /// # Errors
    /// [`Broken`] when the database cannot be read.
    pub async fn load(&self) -> Result<Kept, Broken> {
        let read = async |connection: &_| -> Result<Kept, Broken> {
            let transaction = reading(connection, &[META, OUTBOX, TAIL, REFUSED, RETAINED])?;
            let meta = transaction.object_store(META)?;
            let tail = transaction.object_store(TAIL)?;
            // All questions go out before the first answer is awaited.
            let meta_keys = meta.get_all_keys::<String>().build()?;
            let meta_values = meta.get_all::<String>().build()?;
            let tail_keys = tail.get_all_keys::<String>().build()?;
            let tail_values = tail.get_all::<String>().build()?;
            let outbox = transaction.object_store(OUTBOX)?.get_all::<String>().build()?;
            let refused = transaction.object_store(REFUSED)?.get_all::<String>().build()?;
            let retained = transaction.object_store(RETAINED)?.get_all::<String>().build()?;
            let meta: BTreeMap<String, String> =
                all(meta_keys.await?)?.into_iter().zip(all(meta_values.await?)?).collect();
            let tail: Vec<(String, String)> =
                all(tail_keys.await?)?.into_iter().zip(all(tail_values.await?)?).collect();
            let mut kept = Kept::of(&meta, tail, all(outbox.await?)?, all(refused.await?)?);
            kept.stored.retained = parse_all(&all(retained.await?)?, &mut kept.unreadable);
            Ok(kept)
        };
        self.database.with(read).await
    }
}

/// The rows of an answer.
pub(super) fn all<T>(rows: impl Iterator<Item = indexed_db_futures::Result<T>>) -> Result<Vec<T>, Broken> {
    rows.map(|row| row.map_err(Broken::from)).collect()
}

impl Kept {
    fn of(
        meta: &BTreeMap<String, String>,
        tail: Vec<(String, String)>,
        outbox: Vec<String>,
        refused: Vec<String>,
    ) -> Self {
        let mut kept = Self {
            writer: fact(meta, WRITER),
            pairing: fact(meta, PAIRING),
            persisted: fact(meta, PERSISTED),
            pieces: tail.len(),
            ..Self::default()
        };
        let mut unreadable = 0;
        kept.stored.outbox = parse_all(&outbox, &mut unreadable);
        kept.stored.refused = parse_all(&refused, &mut unreadable);
        kept.stored.orphaned = fact(meta, ORPHANED).unwrap_or_default();
        kept.unreadable = unreadable;
        if let Some(pairing) = &kept.pairing {
            let cursor = fact(meta, &keys::cursor(pairing.log)).unwrap_or_default();
            let (cursor, entries) = read_tail(pairing.log, cursor, tail);
            kept.stored.logs.insert(pairing.log, (cursor, entries));
        }
        kept
    }
}

fn fact<T: DeserializeOwned>(meta: &BTreeMap<String, String>, key: &str) -> Option<T> {
    serde_json::from_str(meta.get(key)?).ok()
}

fn parse_all<T: DeserializeOwned>(rows: &[String], unreadable: &mut usize) -> Vec<T> {
    let parsed: Vec<T> = rows.iter().filter_map(|row| serde_json::from_str(row).ok()).collect();
    *unreadable += rows.len() - parsed.len();
    parsed
}

/// The entries up to the cursor. If one is missing or damaged, none are used: the log is read
/// from the server again, and nothing but time is lost.
fn read_tail(log: LogId, cursor: Cursor, tail: Vec<(String, String)>) -> (Cursor, Vec<Entry>) {
    let mut entries = Vec::new();
    for (key, packed) in tail {
        let Some((owner, first)) = keys::read_entries(&key) else { continue };
        if owner == log {
            let upto = entries.len() as Position;
            if first != upto + 1 || unpack(&packed, upto, &mut entries).is_none() {
                break;
            }
        }
    }
    if reached(&entries) == cursor.position {
        (cursor, entries)
    } else {
        (Cursor::start(cursor.epoch), Vec::new())
    }
}

fn reached(entries: &[Entry]) -> Position {
    entries.last().map_or(0, |entry| entry.position)
}

/// Adds the entries that follow `after`.
pub(super) fn unpack(packed: &str, after: Position, entries: &mut Vec<Entry>) -> Option<()> {
    let pack: Pack = serde_json::from_str(packed).ok()?;
    entries.extend(pack.entries(after).ok()?);
    Some(())
}
