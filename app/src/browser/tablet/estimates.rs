//! Taking back that a number is an estimate, whichever tablet said so.

use leptos::prelude::untrack;
use samvaro_core::change::Body;
use samvaro_core::tally::take_back_estimates;
use samvaro_core::target::Target;
use wasm_bindgen_futures::spawn_local;

use super::{author, log, mend, store, tally, when_stored};

/// The number of a target is no estimate any more, once what was pressed before is stored. What was
/// said before the log was begun from pages cannot be named, and stays.
pub fn undo_estimates(target: Target) {
    when_stored(Box::new(move || spawn_local(undo_all(target))));
}

async fn undo_all(target: Target) {
    let Some(log) = untrack(log) else { return };
    let Ok(kept) = mend::load(&store(), false).await else { return };
    let stored = kept.stored;
    let confirmed = stored.logs.get(&log).into_iter().flat_map(|(_, entries)| entries);
    let changes = confirmed.map(|entry| &entry.authored).chain(&stored.outbox);
    let undone = untrack(|| tally(target)).undone;
    for undo in take_back_estimates(changes, target, &undone) {
        author(Body::Undo(undo));
    }
}
