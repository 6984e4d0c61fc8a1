//! The days somebody asks about: from a first to a last day, both included.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::calendar_day::plus_days;

/// A span of days, both ends included. Empty when it ends before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Window {
    /// From a first to a last day.
    pub fn new(from: Date, until: Date) -> Self {
        Self { from, until }
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self::new(date, date)
    }

    /// Whether the day lies inside.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.until
    }

    /// Whether no day lies inside.
    pub fn is_empty(&self) -> bool {
        self.from > self.until
    }

    /// The part that also lies between a first day and an optional last day.
    pub fn within(&self, from: Date, until: Option<Date>) -> Self {
        let until = until.map_or(self.until, |until| until.min(self.until));
        Self::new(self.from.max(from), until)
    }

    /// The same window with some days more at both ends.
    pub fn widened(&self, days: i64) -> Self {
        Self::new(
            plus_days(self.from, -days).unwrap_or(Date::MIN),
            plus_days(self.until, days).unwrap_or(Date::MAX),
        )
    }

    /// The days of the window, in order.
    pub fn days(self) -> impl Iterator<Item = Date> {
        let first = (!self.is_empty()).then_some(self.from);
        std::iter::successors(first, move |day| day.tomorrow().ok().filter(|day| *day <= self.until))
    }

    /// Those of the listed dates that lie inside.
    pub fn of(self, dates: &BTreeSet<Date>) -> impl Iterator<Item = Date> {
        let listed = (!self.is_empty()).then(|| dates.range(self.from..=self.until));
        listed.into_iter().flatten().copied()
    }
}
