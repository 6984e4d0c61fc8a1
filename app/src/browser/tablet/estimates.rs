//! Taking back that a number is an estimate, whichever tablet said so.

use leptos::prelude::untrack;
use samvaro_core::change::Body;
use samvaro_core::target::Target;

use super::{author, view, when_stored};

/// The number of a target is no estimate any more, once what was pressed before is stored.
pub fn undo_estimates(target: Target) {
    when_stored(Box::new(move || undo_all(target)));
}

fn undo_all(target: Target) {
    let tally = untrack(|| view(|state| state.tally(target)));
    for undo in tally.unwrap_or_default().take_back_estimates(target) {
        author(Body::Undo(undo));
    }
}
