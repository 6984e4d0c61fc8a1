//! When a slot happens: the dates a schedule line names.
//!
//! Local dates only; the time of day stands beside (see [`SlotTime`]) and the zone with the place.
//! Owns every kind of repetition and the limits on expanding it. A date is either right or
//! refused: what cannot be worked out within the limits is a [`ScheduleRefused`], never a guess.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

pub mod calendar_day;
pub mod effort;
pub mod iso_week;
pub mod monthly;
mod parting;
pub mod refused;
pub mod rule;
mod rule_dates;
#[cfg(test)]
mod rule_dates_tests;
pub mod rule_set;
mod rule_text;
pub mod slot_time;
pub mod weekdays;
pub mod weekly;
pub mod window;

pub use effort::Effort;
pub use iso_week::IsoWeek;
pub use monthly::{MonthlyDate, MonthlyWeekday};
pub use refused::ScheduleRefused;
pub use rule::{Frequency, Rule, RuleDay, RuleEnd};
pub use rule_set::RuleSet;
pub use rule_text::RuleError;
pub use slot_time::SlotTime;
pub use weekdays::Weekdays;
pub use weekly::{Weekly, Weeks};
pub use window::Window;

/// The most dates one schedule may list by name.
pub const LISTED_DATES_MAX: usize = 4_000;

/// The most dates one schedule may give inside one window.
pub const WINDOW_DATES_MAX: usize = 10_000;

/// The dates that one schedule line (slot) names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// One date.
    Once(#[serde(with = "crate::iso")] Date),
    /// Every week, or every odd or even ISO week, on some weekdays.
    Weekly(Weekly),
    /// The n-th or last weekday of each month.
    MonthlyWeekday(MonthlyWeekday),
    /// One date of each month; months without it are passed over.
    MonthlyDate(MonthlyDate),
    /// Listed dates.
    Dates(#[serde(with = "crate::iso")] BTreeSet<Date>),
    /// A recurrence rule as iCalendar writes it (RFC 5545), with added and removed dates.
    Rule(RuleSet),
}

impl Schedule {
    /// Every week on these weekdays, from a date on, without end.
    pub fn weekly(weekdays: impl IntoIterator<Item = Weekday>, from: Date) -> Self {
        Self::Weekly(Weekly {
            weekdays: weekdays.into_iter().collect(),
            weeks: Weeks::All,
            from,
            until: None,
        })
    }

    /// The dates inside the window, in order, each once.
    pub fn dates(&self, window: Window) -> Result<Vec<Date>, ScheduleRefused> {
        self.dates_within(window, &mut Effort::one_schedule())
    }

    /// The same, drawing on an effort that many schedules share (a whole imported file).
    pub fn dates_within(&self, window: Window, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        self.check_shape()?;
        let dates = match self {
            Self::Once(date) => Vec::from_iter(window.contains(*date).then_some(*date)),
            Self::Weekly(weekly) => weekly.dates(window, effort)?,
            Self::MonthlyWeekday(monthly) => monthly.dates(window, effort)?,
            Self::MonthlyDate(monthly) => monthly.dates(window, effort)?,
            Self::Dates(dates) => window.of(dates).collect(),
            Self::Rule(set) => set.dates(window, effort)?,
        };
        if dates.len() > WINDOW_DATES_MAX {
            return Err(ScheduleRefused::TooManyDates);
        }
        Ok(dates)
    }

    /// Whether this schedule names the date.
    pub fn names(&self, date: Date) -> Result<bool, ScheduleRefused> {
        Ok(!self.dates(Window::day(date))?.is_empty())
    }

    /// Whether the schedule repeats by a rule: red days and closed periods then suppress it,
    /// where an explicitly dated occurrence wins over them.
    pub fn recurs(&self) -> bool {
        match self {
            Self::Once(_) | Self::Dates(_) => false,
            Self::Weekly(_) | Self::MonthlyWeekday(_) | Self::MonthlyDate(_) => true,
            Self::Rule(set) => set.rule.is_some(),
        }
    }

    /// Whether this schedule may be stored: within its limits, and able to name a date at all.
    pub fn check(&self) -> Result<(), ScheduleRefused> {
        self.check_shape()?;
        match self {
            Self::Rule(set) => set.check(&mut Effort::one_schedule()),
            _ => Ok(()),
        }
    }

    fn check_shape(&self) -> Result<(), ScheduleRefused> {
        match self {
            Self::Once(_) => Ok(()),
            Self::Weekly(weekly) => weekly.check(),
            Self::MonthlyWeekday(monthly) => monthly.check(),
            Self::MonthlyDate(monthly) => monthly.check(),
            Self::Dates(dates) if dates.is_empty() => Err(ScheduleRefused::NoDates),
            Self::Dates(dates) if dates.len() > LISTED_DATES_MAX => Err(ScheduleRefused::TooManyListed),
            Self::Dates(_) => Ok(()),
            Self::Rule(set) => set.check_shape(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_is_small_json_that_comes_back_the_same() {
        let shapes = [
            (Schedule::Once(date(2026, 11, 7)), json!({"once": "2026-11-07"})),
            (
                Schedule::weekly([Weekday::Tuesday, Weekday::Thursday], date(2026, 1, 12)),
                json!({"weekly": {"weekdays": ["tue", "thu"], "from": "2026-01-12"}}),
            ),
            (
                Schedule::MonthlyWeekday(MonthlyWeekday {
                    ordinal: -1,
                    weekday: Weekday::Sunday,
                    from: date(2026, 1, 1),
                    until: Some(date(2026, 6, 30)),
                }),
                json!({"monthly_weekday": {"ordinal": -1, "weekday": "sun",
                    "from": "2026-01-01", "until": "2026-06-30"}}),
            ),
            (
                Schedule::Rule(RuleSet::new(
                    date(2026, 1, 12),
                    Rule::parse("FREQ=WEEKLY;INTERVAL=2").unwrap(),
                )),
                json!({"rule": {"start": "2026-01-12", "rule": "FREQ=WEEKLY;INTERVAL=2"}}),
            ),
        ];
        for (schedule, expected) in shapes {
            let written = serde_json::to_value(&schedule).unwrap();
            assert_eq!(written, expected);
            assert_eq!(serde_json::from_value::<Schedule>(written).unwrap(), schedule);
        }
    }

    #[test]
    fn a_list_longer_than_the_limit_is_refused() {
        let start = date(2026, 1, 1);
        let dates =
            (0..=LISTED_DATES_MAX as i64).filter_map(|days| calendar_day::plus_days(start, days)).collect();
        assert_eq!(Schedule::Dates(dates).check(), Err(ScheduleRefused::TooManyListed));
    }

    #[test]
    fn more_dates_than_a_window_may_hold_are_refused() {
        let daily = Schedule::weekly(Weekdays::ALL, date(1900, 1, 1));
        let centuries = Window::new(date(1900, 1, 1), date(2100, 1, 1));
        assert_eq!(daily.dates(centuries), Err(ScheduleRefused::TooManyDates));
    }
}
