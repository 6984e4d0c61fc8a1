//! One field of an occurrence in words.

use samvaro_core::field::{Moved, OccurrenceField};
use samvaro_core::programme::Programme;
use samvaro_core::target::OccurrenceKey;

use super::super::text::change::value as text;
use crate::swedish;

/// What a value says.
pub fn of(field: &OccurrenceField, key: OccurrenceKey, programme: &Programme) -> String {
    use OccurrenceField::{AttachedTo, Cancelled, HeldAnyway, Hidden, Moved, Name, Note, Reason, Room};
    let planned = || programme.planned(key);
    match field {
        Cancelled(true) => text::CANCELLED.to_owned(),
        Cancelled(false) => text::HELD.to_owned(),
        Reason(reason) => some_or(reason.as_ref().map(ToString::to_string), text::NO_REASON),
        Moved(Some(moved)) => whereabouts(moved, key),
        Moved(None) => some_or(planned().and_then(|plan| swedish::time_span(plan.time)), text::USUAL_TIME),
        Room(Some(room)) => room.to_string(),
        Room(None) => some_or(planned().and_then(|plan| plan.room).map(String::from), text::USUAL_ROOM),
        Name(name) => some_or(name.as_ref().map(ToString::to_string), text::USUAL_NAME),
        Note(note) => some_or(note.as_ref().map(|note| format!("”{note}”")), text::NO_NOTE),
        HeldAnyway(true) => text::ANYWAY.to_owned(),
        HeldAnyway(false) => text::RESTS.to_owned(),
        Hidden(true) => text::REMOVED.to_owned(),
        Hidden(false) => text::HELD.to_owned(),
        AttachedTo(None) => text::BY_ITSELF.to_owned(),
        AttachedTo(Some(home)) => {
            let name = programme.find(*home).map(|home| super::text::count_with(home.name.as_str()));
            some_or(name, text::ELSEWHERE)
        }
    }
}

fn some_or(words: Option<String>, instead: &str) -> String {
    words.unwrap_or_else(|| instead.to_owned())
}

/// "10.30–12.00" on its own day, "ons 14 maj 10.30–12.00" on another.
fn whereabouts(moved: &Moved, key: OccurrenceKey) -> String {
    let span = swedish::time_span(moved.time);
    if moved.date == key.date {
        return some_or(span, text::USUAL_TIME);
    }
    let day = swedish::short_date(moved.date);
    span.map_or_else(|| day.clone(), |span| format!("{day} {span}"))
}
