//! One field of an occurrence in words.

use samvaro_core::field::{Moved, OccurrenceField};
use samvaro_core::programme::Programme;
use samvaro_core::target::OccurrenceKey;

/// What a value says.
pub fn of(field: &OccurrenceField, key: OccurrenceKey, programme: &Programme) -> String {
    use OccurrenceField::{AttachedTo, Cancelled, HeldAnyway, Hidden, Moved, Name, Note, Reason, Room};
    let planned = || programme.planned(key);
    match field {
        Cancelled(true) => say!(staff::change::value::CANCELLED).to_owned(),
        Cancelled(false) => say!(staff::change::value::HELD).to_owned(),
        Reason(reason) => {
            some_or(reason.as_ref().map(ToString::to_string), say!(staff::change::value::NO_REASON))
        }
        Moved(Some(moved)) => whereabouts(moved, key),
        Moved(None) => some_or(
            planned().and_then(|plan| say!(time_span)(plan.time)),
            say!(staff::change::value::USUAL_TIME),
        ),
        Room(Some(room)) => room.to_string(),
        Room(None) => some_or(
            planned().and_then(|plan| plan.room).map(String::from),
            say!(staff::change::value::USUAL_ROOM),
        ),
        Name(name) => some_or(name.as_ref().map(ToString::to_string), say!(staff::change::value::USUAL_NAME)),
        Note(note) => {
            some_or(note.as_ref().map(|note| format!("”{note}”")), say!(staff::change::value::NO_NOTE))
        }
        HeldAnyway(true) => say!(staff::change::value::ANYWAY).to_owned(),
        HeldAnyway(false) => say!(staff::change::value::RESTS).to_owned(),
        Hidden(true) => say!(staff::change::value::REMOVED).to_owned(),
        Hidden(false) => say!(staff::change::value::HELD).to_owned(),
        AttachedTo(None) => say!(staff::change::value::BY_ITSELF).to_owned(),
        AttachedTo(Some(home)) => {
            let name = programme.find(*home).map(|home| say!(staff::change::count_with)(home.name.as_str()));
            some_or(name, say!(staff::change::value::ELSEWHERE))
        }
    }
}

fn some_or(words: Option<String>, instead: &str) -> String {
    words.unwrap_or_else(|| instead.to_owned())
}

/// "10.30–12.00" on its own day, "ons 14 maj 10.30–12.00" on another.
fn whereabouts(moved: &Moved, key: OccurrenceKey) -> String {
    let span = say!(time_span)(moved.time);
    if moved.date == key.date {
        return some_or(span, say!(staff::change::value::USUAL_TIME));
    }
    let day = say!(short_date)(moved.date);
    span.map_or_else(|| day.clone(), |span| format!("{day} {span}"))
}
