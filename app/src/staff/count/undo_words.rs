//! What an undo takes back, in words: "Män, 10.19", "+5, 10.20".

use samvaro_core::id::CategoryId;
use samvaro_core::tally::{Count, Delta};

use super::super::categories::name_of;
use crate::browser::clock;
use crate::browser::tablet::OwnCount;

/// What was counted, and when.
pub(super) fn undo_what(own: &OwnCount) -> String {
    let time = say!(time)(clock::wall(own.at).time());
    say!(staff::count::undo_what)(&amount(&own.count), &time)
}

/// "+5", "Män", "+5 Män", "Volontärer"; nothing for a single visitor.
fn amount(count: &Count) -> String {
    let Delta { total, volunteers, splits, marks } = &count.delta;
    if *volunteers != 0 {
        return with_name(*volunteers, say!(staff::count::VOLUNTEERS_SHORT));
    }
    let named = |(category, persons): (&CategoryId, &i32)| Some(with_name(*persons, &name_of(*category)?));
    if let Some(words) = splits.iter().chain(marks).next().and_then(named) {
        return words;
    }
    match *total {
        0 if count.about => say!(staff::count::ABOUT).to_owned(),
        0 if count.stated.is_none() => say!(staff::count::NOBODY).to_owned(),
        total => signed(total),
    }
}

fn with_name(persons: i32, name: &str) -> String {
    let number = signed(persons);
    if number.is_empty() { name.to_owned() } else { format!("{number} {name}") }
}

/// Nothing for one more.
fn signed(persons: i32) -> String {
    match persons {
        1 => String::new(),
        persons if persons > 0 => format!("+{persons}"),
        persons => say!(number)(persons.into()),
    }
}
