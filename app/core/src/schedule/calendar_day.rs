//! Counting in whole days, weeks and months, inside the years that a [`Date`] can hold.

use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};

/// Whole days from one date to another; negative if the second comes first.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The date some days later (or earlier), unless it leaves the calendar.
pub fn plus_days(date: Date, days: i64) -> Option<Date> {
    let hours = days.checked_mul(24)?;
    date.checked_add(SignedDuration::try_from_hours(hours)?).ok()
}

/// The first day of the week that holds the date, for weeks that begin on `week_start`.
pub fn week_of(date: Date, week_start: Weekday) -> Option<Date> {
    plus_days(date, -i64::from(date.weekday().since(week_start)))
}

/// Months since year 0, so that months can be counted across years.
pub fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// The first day of a month counted by [`month_number`], unless it leaves the calendar.
pub fn month_from_number(number: i64) -> Option<Date> {
    let year = i16::try_from(number.div_euclid(12)).ok()?;
    let month = i8::try_from(number.rem_euclid(12)).ok()? + 1;
    Date::new(year, month, 1).ok()
}
