//! A recurrence rule on dates, as iCalendar writes it (RFC 5545, section 3.3.10).
//!
//! Owns the parts a programme needs: DAILY to YEARLY with INTERVAL, COUNT, UNTIL, BYDAY,
//! BYMONTHDAY, BYMONTH, BYSETPOS and WKST. Every other part is refused by name when the rule is
//! read, so a `Rule` that exists is one whose dates can be told. Stored as its own text.

use std::num::NonZeroU32;

use jiff::civil::{Date, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::RuleError;

/// How long one step of the rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// A day.
    Daily,
    /// A week, beginning on the rule's week start.
    Weekly,
    /// A month.
    Monthly,
    /// A year.
    Yearly,
}

/// A weekday, or the n-th of its kind in a month or year (negative: from the end).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleDay {
    /// Which one of the period; without it, each.
    pub ordinal: Option<i8>,
    /// The weekday.
    pub weekday: Weekday,
}

/// When the rule stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleEnd {
    /// Never; it is only worked out inside the window somebody asks for.
    Never,
    /// After so many dates, counted from the first.
    Count(NonZeroU32),
    /// After this date.
    Until(Date),
}

/// A rule that names dates, given the first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(super) frequency: Frequency,
    pub(super) interval: NonZeroU32,
    pub(super) end: RuleEnd,
    pub(super) by_day: Vec<RuleDay>,
    pub(super) by_month_day: Vec<i8>,
    pub(super) by_month: Vec<i8>,
    pub(super) by_position: Vec<i16>,
    pub(super) week_start: Weekday,
}

impl Rule {
    /// Steps in a row that may find nothing before the rule is refused.
    pub const EMPTY_STEPS_MAX: u32 = 10_000;

    /// The longest text a rule is read from.
    pub const TEXT_MAX_BYTES: usize = 2_000;

    /// The length of a step.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Every how many steps.
    pub fn interval(&self) -> NonZeroU32 {
        self.interval
    }

    /// When it stops.
    pub fn end(&self) -> RuleEnd {
        self.end
    }

    /// The same rule with another end.
    pub fn ending(self, end: RuleEnd) -> Self {
        Self { end, ..self }
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|error: RuleError| D::Error::custom(error))
    }
}
