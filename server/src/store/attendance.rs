//! One occurrence, or half a day of drop-in, as exports list it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use samvaro_core::attendance::Heading;
use samvaro_core::id::{CategoryId, PlaceId};
use samvaro_core::target::Target;

/// One occurrence that was held or counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceRow {
    /// Where.
    pub place: PlaceId,
    /// What was counted; it keeps the original date.
    pub target: Target,
    /// The day on which it was, after a move.
    pub day: Date,
    /// What the activity is called; empty for drop-in.
    pub name: String,
    /// Under which heading it is counted.
    pub heading: Heading,
    /// Whether somebody counted; zero visits can have been counted.
    pub counted: bool,
    /// Whether the number is an estimate.
    pub estimate: bool,
    /// Visits.
    pub visits: i64,
    /// Volunteers and hosts, who are not visits.
    pub volunteers: i64,
    /// Visits of each split of the organisation, as far as they were put into one.
    pub splits: BTreeMap<CategoryId, i64>,
    /// Visits with each mark.
    pub marks: BTreeMap<CategoryId, i64>,
    /// How many of its counts were entered on a later day.
    pub late: i64,
}
