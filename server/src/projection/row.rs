//! What a row says beside its tally: its day and its heading, both from the programme.

use jiff::civil::Date;
use samvaro_core::attendance::Heading;
use samvaro_core::id::ActivityId;
use samvaro_core::programme::Programme;
use samvaro_core::schedule::IsoWeek;
use samvaro_core::target::{OccurrenceKey, Target};

/// The day of a row, and the Monday of its ISO week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowDay {
    /// The day.
    pub day: Date,
    /// The Monday of its week.
    pub monday: Date,
}

impl RowDay {
    /// A day with its Monday.
    pub fn on(day: Date) -> Self {
        Self { day, monday: IsoWeek::of(day).monday() }
    }

    /// The day on which an occurrence was, after a move.
    pub fn of_occurrence(key: OccurrenceKey, programme: &Programme) -> Self {
        Self::on(programme.moved_to(key).unwrap_or(key.date))
    }

    /// The day on which something was counted.
    pub fn of(target: &Target, programme: &Programme) -> Self {
        match target {
            Target::Occurrence(key) => Self::of_occurrence(*key, programme),
            Target::DropIn(date, _) => Self::on(*date),
        }
    }
}

/// The name and the heading of an activity; `None` while it has no name.
pub fn heading(programme: &Programme, activity: ActivityId) -> Option<(String, Heading)> {
    let view = programme.activity(activity)?;
    let heading = if view.association_run() { Heading::Association } else { Heading::Activity };
    Some((view.name().to_string(), heading))
}
