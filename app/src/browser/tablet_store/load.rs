//! Reading everything a tablet keeps, when it starts.

use samvaro_core::api::Pairing;
use samvaro_core::change::Authored;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{LogId, Millis, Position};
use samvaro_core::pack::Pack;
use samvaro_core::replica::Stored;
use samvaro_core::snapshot::{Base, Snapshot};
use serde::de::DeserializeOwned;

use super::super::database::Broken;
use super::super::rows::Work;
use super::{
    META, ORPHANED, OUTBOX, PAGES, PAIRING, PERSISTED, REFUSED, RETAINED, TAIL, TabletStore, WRITER, Writer,
    keys,
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
    /// Logs of which something is missing or damaged, and what is left of our own in them.
    torn: Vec<(LogId, Vec<Authored>)>,
    /// The outbox as it was read.
    outbox: Vec<String>,
}

impl TabletStore {
    /// Everything, in one look. A log that is not whole any more is forgotten and read from the server
    /// again. Until then our own changes in it wait: the server may have been restored, and lack them.
    /// What waits to be sent is only fetched: [`Kept::take_outbox`] and [`Kept::parse`] do the rest, in
    /// as many steps as the caller likes.
    ///
    /// # Errors
    /// [`Broken`] when the database cannot be read.
    pub async fn load(&self) -> Result<Kept, Broken> {
        let read = async |connection: &_| -> Result<Kept, Broken> {
            let work = Work::reading(connection, &[META, OUTBOX, TAIL, REFUSED, RETAINED, PAGES])?;
            let (meta, tail) = (work.rows(META)?, work.rows(TAIL)?);
            let facts = meta.keys().await?.into_iter().zip(meta.texts().await?).collect();
            let tail = tail.keys().await?.into_iter().zip(tail.texts().await?).collect();
            let pages = work.rows(PAGES)?;
            let pages = pages.keys().await?.into_iter().zip(pages.texts().await?).collect();
            let outbox = work.rows(OUTBOX)?.texts().await?;
            let refused = work.rows(REFUSED)?.texts().await?;
            let mut kept = Kept { outbox, ..Kept::of(&facts, tail, &pages, &refused) };
            // What an earlier build kept of forgotten logs: it waits until a log shows it again.
            let retained: Vec<(Millis, Authored)> =
                parse_all(&work.rows(RETAINED)?.texts().await?, &mut kept.unreadable);
            kept.stored.outbox.extend(retained.into_iter().map(|(_, authored)| authored));
            Ok(kept)
        };
        let mut kept = self.database.with(read).await?;
        for (log, own) in std::mem::take(&mut kept.torn) {
            self.forget(log, &own).await?;
            kept.stored.outbox.extend(own);
        }
        Ok(kept)
    }
}

impl Kept {
    /// The rows of the outbox that have not been parsed yet.
    pub fn take_outbox(&mut self) -> Vec<String> {
        std::mem::take(&mut self.outbox)
    }

    /// Adds rows of the outbox to what waits.
    pub fn parse(&mut self, rows: &[String]) {
        let parsed: Vec<Authored> = parse_all(rows, &mut self.unreadable);
        self.stored.outbox.extend(parsed);
    }

    fn of(facts: &Facts, tail: Facts, pages: &Facts, refused: &[String]) -> Self {
        let mut kept = Self {
            writer: fact(facts, WRITER),
            pairing: fact(facts, PAIRING),
            persisted: fact(facts, PERSISTED),
            pieces: tail.len(),
            ..Self::default()
        };
        let mut unreadable = 0;
        kept.stored.refused = parse_all(refused, &mut unreadable);
        kept.stored.orphaned = fact(facts, ORPHANED).unwrap_or_default();
        kept.unreadable = unreadable;
        let logs: Vec<LogId> = kept.pairing.iter().flat_map(Pairing::logs).collect();
        for log in logs {
            let cursor = fact(facts, &keys::cursor(log)).unwrap_or_default();
            match read_log(log, cursor, fact(facts, &keys::base(log)), pages, &tail) {
                Some((base, entries)) => {
                    kept.stored.logs.insert(log, (cursor, entries));
                    kept.stored.bases.extend(base.map(|base| (log, base)));
                }
                None => {
                    let left = left_of(log, &tail);
                    kept.stored.logs.insert(log, Default::default());
                    kept.torn.push((log, kept.own(&left)));
                    kept.stored.forgotten.insert(log, left);
                }
            }
        }
        kept.remember_forgotten(facts);
        kept
    }

    /// What of these was written here, under this identity or one that was given up.
    fn own(&self, entries: &[Entry]) -> Vec<Authored> {
        let writer = self.writer.map(|writer| writer.replica);
        let own = |replica| Some(replica) == writer || self.stored.orphaned.contains(&replica);
        let authored = entries.iter().map(|entry| &entry.authored);
        authored.filter(|authored| own(authored.change.dot.replica)).cloned().collect()
    }

    /// Adds what logs had shown before they were forgotten.
    fn remember_forgotten(&mut self, facts: &Facts) {
        for (key, packed) in facts {
            if let Some((log, first)) = keys::read_forgotten(key) {
                let entries = self.stored.forgotten.entry(log).or_default();
                let _ = unpack(packed, first.saturating_sub(1), entries);
            }
        }
    }
}

/// What can still be read of a log's tail.
fn left_of(log: LogId, tail: &Facts) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (key, packed) in tail {
        if let Some((_, first)) = keys::read_entries(key).filter(|(owner, _)| *owner == log) {
            let _ = unpack(packed, first.saturating_sub(1), &mut entries);
        }
    }
    entries
}

/// The rows of a store.
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

/// What a log was begun from and the entries after it, up to the cursor; nothing if any of it is
/// missing or damaged.
fn read_log(
    log: LogId,
    cursor: Cursor,
    snapshot: Option<Snapshot>,
    pages: &Facts,
    tail: &Facts,
) -> Option<(Option<LogState>, Vec<Entry>)> {
    let base = match snapshot {
        Some(snapshot) => Some(read_base(log, snapshot, pages)?),
        None => None,
    };
    let from = base.as_ref().map_or(0, |base| base.cursor.position);
    let mut entries = Vec::new();
    for (key, packed) in tail {
        let Some((owner, first)) = keys::read_entries(key) else { continue };
        if owner == log {
            let upto = from + entries.len() as Position;
            if first != upto + 1 {
                return None;
            }
            unpack(packed, upto, &mut entries)?;
        }
    }
    (from + entries.len() as Position == cursor.position).then_some((base, entries))
}

fn read_base(log: LogId, snapshot: Snapshot, pages: &Facts) -> Option<LogState> {
    let page = |hash| {
        let key = keys::page(log, hash);
        pages.iter().find(|(known, _)| *known == key).map(|(_, page)| page.clone())
    };
    let pages = snapshot.pages.iter().map(|hash| page(*hash)).collect::<Option<_>>()?;
    Base::read(snapshot, pages).ok().map(|base| base.state)
}

/// Adds the entries that follow `after`.
pub(super) fn unpack(packed: &str, after: Position, entries: &mut Vec<Entry>) -> Option<()> {
    let pack: Pack = samvaro_core::json::read(packed).ok()?;
    entries.extend(pack.entries(after).ok()?);
    Some(())
}
