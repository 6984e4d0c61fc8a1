//! Once a month: on its n-th or last weekday, or on a date.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::calendar_day::{month_from_number, month_number};
use super::weekdays::one_weekday;
use super::weekly::check_span;
use super::{Effort, ScheduleRefused, WINDOW_DATES_MAX, Window};

/// The n-th weekday of each month. Months without a fifth are passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyWeekday {
    /// 1 to 5, or −1 for the last.
    pub ordinal: i8,
    /// The weekday.
    #[serde(with = "one_weekday")]
    pub weekday: Weekday,
    /// The first day it may fall on.
    #[serde(with = "crate::iso")]
    pub from: Date,
    /// The last day it may fall on.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::iso")]
    pub until: Option<Date>,
}

impl MonthlyWeekday {
    pub(super) fn check(&self) -> Result<(), ScheduleRefused> {
        if !matches!(self.ordinal, -1 | 1..=5) {
            return Err(ScheduleRefused::NoSuchOrdinal);
        }
        check_span(self.from, self.until)
    }

    pub(super) fn dates(&self, window: Window, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        monthly(window.within(self.from, self.until), effort, |first| {
            first.nth_weekday_of_month(self.ordinal, self.weekday).ok()
        })
    }
}

/// One date of each month. Months without it are passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyDate {
    /// 1 to 31.
    pub day: i8,
    /// The first day it may fall on.
    #[serde(with = "crate::iso")]
    pub from: Date,
    /// The last day it may fall on.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::iso")]
    pub until: Option<Date>,
}

impl MonthlyDate {
    pub(super) fn check(&self) -> Result<(), ScheduleRefused> {
        if !matches!(self.day, 1..=31) {
            return Err(ScheduleRefused::NoSuchDay);
        }
        check_span(self.from, self.until)
    }

    pub(super) fn dates(&self, window: Window, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        monthly(window.within(self.from, self.until), effort, |first| {
            Date::new(first.year(), first.month(), self.day).ok()
        })
    }
}

fn monthly(
    window: Window,
    effort: &mut Effort,
    in_month: impl Fn(Date) -> Option<Date>,
) -> Result<Vec<Date>, ScheduleRefused> {
    let mut dates = Vec::new();
    if window.is_empty() {
        return Ok(dates);
    }
    for month in month_number(window.from)..=month_number(window.until) {
        effort.spend(1)?;
        let date = month_from_number(month).and_then(&in_month);
        dates.extend(date.filter(|date| window.contains(*date)));
        if dates.len() > WINDOW_DATES_MAX {
            return Err(ScheduleRefused::TooManyDates);
        }
    }
    Ok(dates)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;
    use crate::schedule::Schedule;

    const YEAR: Window = Window { from: date(2026, 1, 1), until: date(2026, 12, 31) };

    fn nth(ordinal: i8) -> Schedule {
        Schedule::MonthlyWeekday(MonthlyWeekday {
            ordinal,
            weekday: Weekday::Tuesday,
            from: date(2026, 1, 1),
            until: None,
        })
    }

    #[test]
    fn the_last_tuesday_comes_every_month_and_the_fifth_only_in_some() {
        assert_eq!(nth(-1).dates(YEAR).unwrap().len(), 12);
        assert_eq!(
            nth(5).dates(YEAR).unwrap(),
            [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 29), date(2026, 12, 29)]
        );
    }

    #[test]
    fn the_thirty_first_passes_over_short_months() {
        let thirty_first = MonthlyDate { day: 31, from: date(2026, 1, 1), until: None };
        assert_eq!(Schedule::MonthlyDate(thirty_first).dates(YEAR).unwrap().len(), 7);
    }

    #[test]
    fn days_and_ordinals_that_no_month_has_are_refused() {
        assert_eq!(nth(0).check(), Err(ScheduleRefused::NoSuchOrdinal));
        assert_eq!(nth(6).check(), Err(ScheduleRefused::NoSuchOrdinal));
        let day = |day| Schedule::MonthlyDate(MonthlyDate { day, from: date(2026, 1, 1), until: None });
        assert_eq!(day(0).check(), Err(ScheduleRefused::NoSuchDay));
        assert_eq!(day(32).check(), Err(ScheduleRefused::NoSuchDay));
    }
}
