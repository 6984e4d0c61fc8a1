//! Letting go of personal fields for ever, in the transaction that stores their erasure.
//!
//! Each row that names one of the seals is read, and written anew without the fields. The changes
//! themselves stay: they count, and the chain goes over them.

use std::collections::BTreeSet;

use samvaro_core::change::Authored;
use samvaro_core::digest::Digest;
use samvaro_core::id::Millis;
use samvaro_core::pack::Pack;
use samvaro_core::replica::Refused;
use samvaro_core::snapshot::Snapshot;

use super::super::database::Broken;
use super::super::rows::Work;
use super::{META, OUTBOX, REFUSED, RETAINED, TAIL, journal, json};

/// A row of one of the stores, or of the journal, without the fields; nothing if it has none of them.
pub(super) type Strip = fn(&str, &BTreeSet<Digest>) -> Option<String>;

const STORES: [(&str, Strip); 5] =
    [(OUTBOX, change), (REFUSED, refused), (RETAINED, retained), (TAIL, pack), (META, fact)];

/// Erases wherever the tablet keeps anything. The second copy goes first: if this is broken off,
/// the erasure has not been read either, and is read again.
pub(super) async fn erase(work: &Work<'_>, sealed: &[Digest]) -> Result<(), Broken> {
    let mut erased = BTreeSet::new();
    erased.extend(sealed.iter().copied());
    journal::rewrite(|single, text| if single { change(text, &erased) } else { pack(text, &erased) });
    for (store, strip) in STORES {
        let rows = work.rows(store)?;
        for (key, text) in rows.keys().await?.into_iter().zip(rows.texts().await?) {
            if let Some(text) = strip(&text, &erased) {
                rows.put(&key, &text)?;
            }
        }
    }
    Ok(())
}

/// Most rows have no personal field at all: they are not read.
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    text.contains("\"salt\"").then(|| samvaro_core::json::read(text).ok()).flatten()
}

/// Whether the change had something to let go of.
fn forget(authored: &mut Authored, erased: &BTreeSet<Digest>) -> bool {
    let had = authored.personal.is_some();
    authored.forget_personal(erased);
    had && authored.personal.is_none()
}

fn change(text: &str, erased: &BTreeSet<Digest>) -> Option<String> {
    let mut authored: Authored = read(text)?;
    forget(&mut authored, erased).then(|| json(&authored).ok())?
}

fn refused(text: &str, erased: &BTreeSet<Digest>) -> Option<String> {
    let mut refused: Refused = read(text)?;
    forget(&mut refused.authored, erased).then(|| json(&refused).ok())?
}

fn retained(text: &str, erased: &BTreeSet<Digest>) -> Option<String> {
    let mut retained: (Millis, Authored) = read(text)?;
    forget(&mut retained.1, erased).then(|| json(&retained).ok())?
}

fn pack(text: &str, erased: &BTreeSet<Digest>) -> Option<String> {
    let mut pack: Pack = read(text)?;
    pack.forget_personal(erased).then(|| json(&pack).ok())?
}

/// What a log was begun from, or had shown before it was forgotten. Other facts have no salt, and
/// nothing of a person's.
fn fact(text: &str, erased: &BTreeSet<Digest>) -> Option<String> {
    base(text, erased).or_else(|| pack(text, erased))
}

fn base(text: &str, erased: &BTreeSet<Digest>) -> Option<String> {
    let mut snapshot: Snapshot = read(text)?;
    snapshot.forget_personal(erased).then(|| json(&snapshot).ok())?
}
