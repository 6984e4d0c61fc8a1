//! The last thing somebody changed in the programme from this tab, and the way back.
//!
//! Kept beside the page for as long as the tab lives, because the next page may be of another
//! bundle. Nothing is lost with it: every change can also be taken back where it shows.

use leptos::prelude::{ArcRwSignal, Get as _, GetUntracked as _, Set as _, untrack, window};
use samvaro_core::change::Body;
use samvaro_core::field::{Fields, Put};
use samvaro_core::id::{Millis, Position};
use serde::{Deserialize, Serialize};

use super::clock;
use super::tablet::{self, Kept};

const KEY: &str = "samvaro-last-edit";
/// How long it is shown, in milliseconds (15 minutes): a tablet's tab lives for weeks.
const SHOWN_MS: Millis = 15 * 60_000;

/// What was changed, in words, with the fields that were written and those that take them back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastEdit {
    /// "Inställt: Bingo."
    pub words: String,
    at: Millis,
    forth: Vec<Fields>,
    back: Vec<Fields>,
}

thread_local! {
    static LAST: ArcRwSignal<Option<LastEdit>> = ArcRwSignal::new(recall());
}

/// Writes an edit by somebody who saw the log up to `base`, and remembers the way back.
pub fn make(words: String, forth: Vec<Fields>, base: Position) {
    let back = untrack(|| {
        tablet::view(|state| forth.iter().rev().map(|fields| state.programme.before(fields)).collect())
    });
    write(&forth, base);
    remember(back.map(|back| LastEdit { words, at: clock::now_ms(), forth, back }));
}

/// The last edit, for a while and as long as everything it wrote holds; whoever reads it is told when
/// that changes.
pub fn last() -> Option<LastEdit> {
    let last = LAST.with(ArcRwSignal::clone).get()?;
    clock::minute();
    if clock::now_ms() - last.at > SHOWN_MS {
        return None;
    }
    let holds = || tablet::view(|state| last.forth.iter().all(|fields| state.programme.holds(fields)));
    (tablet::edits() == Kept::Saving || holds()?).then_some(last)
}

/// Takes the last edit back, by writing what was there before it.
pub fn take_back() {
    if let Some(last) = LAST.with(ArcRwSignal::clone).get_untracked() {
        write(&last.back, tablet::base());
        remember(None);
    }
}

fn write(edits: &[Fields], base: Position) {
    for fields in edits {
        tablet::author(Body::Put(Put { fields: fields.clone(), base }));
    }
}

fn remember(last: Option<LastEdit>) {
    if let Ok(Some(storage)) = window().session_storage() {
        let text = last.as_ref().and_then(|last| serde_json::to_string(last).ok());
        let _ = storage.set_item(KEY, &text.unwrap_or_default());
    }
    LAST.with(ArcRwSignal::clone).set(last);
}

fn recall() -> Option<LastEdit> {
    let text = window().session_storage().ok()??.get_item(KEY).ok()??;
    samvaro_core::json::read(&text).ok()
}
