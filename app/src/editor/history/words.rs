//! One line of the story in words: "+23: Kvinnor +14, Män +9", "Rättat till 18 (+2): Någon kom sent."

use samvaro_core::history::Line;
use samvaro_core::id::CategoryId;
use samvaro_core::tally::{Delta, Statement};

use crate::staff::categories::name_of;

/// What was done.
pub(super) fn what(line: &Line) -> String {
    let late = line.entered.map(|_| say!(editor::history::LATE)).unwrap_or_default();
    format!("{}{late}", counted(line))
}

fn counted(line: &Line) -> String {
    let amounts = amounts(&line.delta);
    let why = line.reason.map(say!(staff::count::reason));
    match (line.stated, why) {
        (Some(stated), why) => say!(editor::history::stated)(
            &statement(stated),
            &signed(line.delta.total),
            why.unwrap_or_default(),
        ),
        (None, Some(why)) => say!(editor::history::corrected)(&amounts, why),
        (None, None) if line.about => say!(staff::count::ABOUT).to_owned(),
        (None, None) if amounts.is_empty() => say!(staff::count::NOBODY).to_owned(),
        (None, None) => amounts,
    }
}

/// "18", "Män 8".
fn statement(stated: Statement) -> String {
    let number = say!(number)(stated.total.into());
    match stated.split {
        Some(split) => format!("{} {number}", name(split)),
        None => number,
    }
}

fn amounts(delta: &Delta) -> String {
    let named =
        |(category, persons): (&CategoryId, &i32)| format!("{} {}", name(*category), signed(*persons));
    let mut parts: Vec<String> = delta.splits.iter().chain(&delta.marks).map(named).collect();
    if delta.volunteers != 0 {
        parts.push(format!("{} {}", say!(staff::count::VOLUNTEERS), signed(delta.volunteers)));
    }
    let whole = delta.splits.len() == 1 && delta.splits.values().all(|persons| *persons == delta.total);
    if delta.total != 0 && !whole {
        let total = signed(delta.total);
        return if parts.is_empty() { total } else { format!("{total}: {}", parts.join(", ")) };
    }
    parts.join(", ")
}

fn name(category: CategoryId) -> String {
    name_of(category).unwrap_or_else(|| say!(editor::history::UNKNOWN_GROUP).to_owned())
}

/// "+3", "−1".
fn signed(persons: i32) -> String {
    let sign = if persons > 0 { "+" } else { "" };
    format!("{sign}{}", say!(number)(persons.into()))
}
