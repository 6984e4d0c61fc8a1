//! Reading everything a tablet keeps, when it starts.

use samvaro_core::api::Pairing;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{LogId, Position};
use samvaro_core::pack::Pack;
use samvaro_core::replica::Stored;
use serde::de::DeserializeOwned;

use super::super::database::Broken;
use super::super::rows::Work;
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
            let work = Work::reading(connection, &[META, OUTBOX, TAIL, REFUSED, RETAINED])?;
            let (meta, tail) = (work.rows(META)?, work.rows(TAIL)?);
            let facts = meta.keys().await?.into_iter().zip(meta.texts().await?).collect();
            let tail = tail.keys().await?.into_iter().zip(tail.texts().await?).collect();
            let outbox = work.rows(OUTBOX)?.texts().await?;
            let refused = work.rows(REFUSED)?.texts().await?;
            let mut kept = Kept::of(&facts, tail, &outbox, &refused);
            kept.stored.retained = parse_all(&work.rows(RETAINED)?.texts().await?, &mut kept.unreadable);
            Ok(kept)
        };
        self.database.with(read).await
    }
}

impl Kept {
    fn of(facts: &Facts, tail: Vec<(String, String)>, outbox: &[String], refused: &[String]) -> Self {
        let mut kept = Self {
            writer: fact(facts, WRITER),
            pairing: fact(facts, PAIRING),
            persisted: fact(facts, PERSISTED),
            pieces: tail.len(),
            ..Self::default()
        };
        let mut unreadable = 0;
        kept.stored.outbox = parse_all(outbox, &mut unreadable);
        kept.stored.refused = parse_all(refused, &mut unreadable);
        kept.stored.orphaned = fact(facts, ORPHANED).unwrap_or_default();
        kept.unreadable = unreadable;
        if let Some(pairing) = &kept.pairing {
            let cursor = fact(facts, &keys::cursor(pairing.log)).unwrap_or_default();
            let (cursor, entries) = read_tail(pairing.log, cursor, tail);
            kept.stored.logs.insert(pairing.log, (cursor, entries));
        }
        kept
    }
}

/// The rows of `meta`.
type Facts = Vec<(String, String)>;

fn fact<T: DeserializeOwned>(facts: &Facts, key: &str) -> Option<T> {
    let (_, text) = facts.iter().find(|(known, _)| known == key)?;
    samvaro_core::json::read(text).ok()
}

fn parse_all<T: DeserializeOwned>(rows: &[String], unreadable: &mut usize) -> Vec<T> {
    let parsed: Vec<T> = rows.iter().filter_map(|row| samvaro_core::json::read(row).ok()).collect();
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
    let pack: Pack = samvaro_core::json::read(packed).ok()?;
    entries.extend(pack.entries(after).ok()?);
    Some(())
}
