//! A second copy of every unsent change, in another engine than the database: local storage.
//!
//! A change is written here before its transaction completes, so what shows as saved stands in
//! both. Nothing reads the journal while the database is well. One small key per change, because a
//! tap must not wait for all the taps before it; when there are many they are packed together, or
//! ninety days without a network would be too much for local storage.

use std::cell::Cell;
use std::collections::BTreeSet;

use leptos::prelude::window;
use samvaro_core::change::Authored;
use samvaro_core::id::{Dot, Seq};
use samvaro_core::pack::Pack;
use web_sys::Storage;

use super::{json, keys};

/// `samvaro-unsent/replica/number` → a change, as in the outbox. `boot.js` reads it too.
const SINGLE: &str = "samvaro-unsent/";
/// `samvaro-unsent-pack/replica/first/last` → changes between these numbers, packed.
const PACKED: &str = "samvaro-unsent-pack/";
/// So many single changes are packed together.
const PACK_ROWS: usize = 256;
/// The largest number of packs: fifty thousand changes, years of counting without a network. What
/// comes after stands in the database alone, and the tablet says so.
const PACKS_MAX: usize = 200;

thread_local! {
    /// How many single changes there may be; more than there are, if another tab has removed some.
    static SINGLES: Cell<usize> = const { Cell::new(0) };
    static FULL: Cell<bool> = const { Cell::new(false) };
}

/// Whether the latest change found no room.
pub fn is_full() -> bool {
    FULL.get()
}

/// Writes a change under its key in the outbox.
pub fn put(key: &str, text: &str) {
    let Some(storage) = storage() else { return FULL.set(true) };
    if SINGLES.get() >= PACK_ROWS {
        pack(&storage);
    }
    let room = SINGLES.get() < 2 * PACK_ROWS;
    let written = room && storage.set_item(&[SINGLE, key].concat(), text).is_ok();
    SINGLES.set(SINGLES.get() + usize::from(written));
    FULL.set(!written);
}

/// Takes back changes whose numbers were not taken after all, unless somebody else took them.
pub fn take_back(changes: &[Authored]) {
    let Some(storage) = storage() else { return };
    for authored in changes {
        let key = [SINGLE, &keys::change(authored.change.dot)].concat();
        let row = storage.get_item(&key).ok().flatten();
        if row.is_some() && row == json(authored).ok() {
            let _ = storage.remove_item(&key);
        }
    }
}

/// Removes changes that have left the outbox.
pub fn remove(dots: &[Dot]) {
    let Some(storage) = storage() else { return };
    for dot in dots {
        let _ = storage.remove_item(&[SINGLE, &keys::change(*dot)].concat());
    }
    let gone: BTreeSet<Dot> = dots.iter().copied().collect();
    for key in keys_after(&storage, PACKED) {
        let Some(range) = Range::read(&key) else { continue };
        let touched = gone.range(range.dot(range.first)..=range.dot(range.last)).count();
        if touched > 0 {
            let left: Vec<Authored> =
                if touched == range.len() { Vec::new() } else { unpack(&storage, &key) };
            let left: Vec<&Authored> =
                left.iter().filter(|authored| !gone.contains(&authored.change.dot)).collect();
            put_pack(&storage, &left);
            let _ = storage.remove_item(&key);
        }
    }
}

/// Writes every row anew for which `strip` gives another text; it is told whether the row is a
/// single change, or a pack.
pub fn rewrite(strip: impl Fn(bool, &str) -> Option<String>) {
    let Some(storage) = storage() else { return };
    for (single, prefix) in [(true, SINGLE), (false, PACKED)] {
        for key in keys_after(&storage, prefix) {
            let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
            if let Some(text) = strip(single, &text) {
                let _ = storage.set_item(&key, &text);
            }
        }
    }
}

/// The changes that are not among `held`.
pub fn beyond(held: &BTreeSet<Dot>) -> Vec<Authored> {
    let Some(storage) = storage() else { return Vec::new() };
    let mut found = Vec::new();
    let singles = keys_after(&storage, SINGLE);
    SINGLES.set(singles.len());
    for key in singles {
        let dot = keys::read_change(&key[SINGLE.len()..]);
        if dot.is_some_and(|dot| !held.contains(&dot)) {
            found.extend(read_single(&storage, &key));
        }
    }
    for key in keys_after(&storage, PACKED) {
        let Some(range) = Range::read(&key) else { continue };
        if (range.first..=range.last).any(|seq| !held.contains(&range.dot(seq))) {
            found.extend(unpack(&storage, &key));
        }
    }
    found.retain(|authored| !held.contains(&authored.change.dot));
    found
}

/// Packs the single changes of each writer together.
fn pack(storage: &Storage) {
    let mut singles = keys_after(storage, SINGLE);
    SINGLES.set(singles.len());
    if singles.len() < PACK_ROWS || keys_after(storage, PACKED).len() >= PACKS_MAX {
        return;
    }
    singles.sort_unstable();
    for of_one_writer in singles.chunk_by(|one, other| writer(one) == writer(other)) {
        let rows: Vec<Authored> = of_one_writer.iter().filter_map(|key| read_single(storage, key)).collect();
        if put_pack(storage, &rows.iter().collect::<Vec<_>>()) {
            for authored in &rows {
                let _ = storage.remove_item(&[SINGLE, &keys::change(authored.change.dot)].concat());
            }
            SINGLES.set(SINGLES.get() - rows.len());
        }
    }
}

/// Writes changes of one writer, in order, as one pack.
fn put_pack(storage: &Storage, rows: &[&Authored]) -> bool {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return false };
    let Dot { replica, seq } = last.change.dot;
    let key = format!("{PACKED}{replica}/{}/{seq}", first.change.dot.seq);
    let packed = json(&Pack::of_changes(rows.iter().copied()));
    packed.is_ok_and(|packed| storage.set_item(&key, &packed).is_ok())
}

fn unpack(storage: &Storage, key: &str) -> Vec<Authored> {
    let text = storage.get_item(key).ok().flatten().unwrap_or_default();
    let pack = samvaro_core::json::read::<Pack>(&text).ok();
    pack.and_then(|pack| pack.changes().ok()).unwrap_or_default()
}

fn read_single(storage: &Storage, key: &str) -> Option<Authored> {
    samvaro_core::json::read(&storage.get_item(key).ok()??).ok()
}

/// The numbers of a pack; some of those between the first and the last may be missing.
struct Range {
    writer: Dot,
    first: Seq,
    last: Seq,
}

impl Range {
    fn read(key: &str) -> Option<Self> {
        let mut parts = key[PACKED.len()..].split('/');
        let replica = parts.next()?.parse().ok()?;
        let (first, last) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { writer: Dot { replica, seq: first }, first, last })
    }

    fn dot(&self, seq: Seq) -> Dot {
        Dot { seq, ..self.writer }
    }

    fn len(&self) -> usize {
        usize::try_from((self.last + 1).saturating_sub(self.first)).unwrap_or(usize::MAX)
    }
}

fn writer(key: &str) -> &str {
    key.rsplit_once('/').map_or(key, |(writer, _)| writer)
}

fn keys_after(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
