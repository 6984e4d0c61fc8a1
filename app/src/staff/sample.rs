//! An occurrence for the tests of these screens.
#![allow(clippy::unwrap_used)]

use jiff::civil::Date;
use samvaro_core::id::{ActivityId, SlotId};
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::schedule::SlotTime;
use samvaro_core::schedule::slot_time::parse_time;
use samvaro_core::target::OccurrenceKey;
use samvaro_core::text::Name;
use uuid::Uuid;

/// A planned occurrence; an empty time is unknown.
pub fn occurrence(day: &str, start: &str, end: &str, name: &str) -> Occurrence {
    let date: Date = day.parse().unwrap();
    Occurrence {
        key: OccurrenceKey { activity: ActivityId(Uuid::nil()), slot: SlotId(Uuid::nil()), date },
        date,
        time: SlotTime { start: parse_time(start), end: parse_time(end), end_days_later: 0 },
        name: Name::parse(name).unwrap(),
        state: State::Planned,
        moved_from: None,
        room: None,
        host: None,
        price_kr: None,
        needs_sign_up: false,
        sign_up_by: None,
        earliest_entry: None,
        bring: None,
        note: None,
        language: None,
        association_run: false,
    }
}
