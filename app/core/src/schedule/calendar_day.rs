//! Counting in seconds, whole days, weeks and months, inside the years that a [`Date`] can hold.
//!
//! Counted here and not by jiff's spans, whose every step can fail with an explanation that a phone
//! would have to download.

use jiff::civil::{Date, DateTime, Time, Weekday};

/// Seconds in a day of the wall clock, which knows no daylight-saving time.
const DAY_SECONDS: i64 = 86_400;
/// Days in the 400 years after which the calendar repeats.
const ERA_DAYS: i64 = 146_097;

/// Days since 1 March of year 0, in the proleptic Gregorian calendar. A year that begins in March
/// has its leap day last, so months need no table: they follow 153 days to five.
fn day_number(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

/// The date with a [`day_number`], unless it leaves the calendar.
fn date_numbered(number: i64) -> Option<Date> {
    let (era, day_of_era) = (number.div_euclid(ERA_DAYS), number.rem_euclid(ERA_DAYS));
    let leaps = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Whole days from one date to another; negative if the second comes first.
pub fn days_between(from: Date, to: Date) -> i64 {
    day_number(to) - day_number(from)
}

/// The date some days later (or earlier), unless it leaves the calendar.
pub fn plus_days(date: Date, days: i64) -> Option<Date> {
    date_numbered(day_number(date).checked_add(days)?)
}

/// The moment on the wall clock some seconds later (or earlier), unless it leaves the calendar.
pub fn plus_seconds(moment: DateTime, seconds: i64) -> Option<DateTime> {
    let in_day =
        i64::from(moment.hour()) * 3_600 + i64::from(moment.minute()) * 60 + i64::from(moment.second());
    let sum = in_day.checked_add(seconds)?;
    let date = plus_days(moment.date(), sum.div_euclid(DAY_SECONDS))?;
    let second = sum.rem_euclid(DAY_SECONDS);
    let part = |number: i64| i8::try_from(number).ok();
    let time = Time::new(part(second / 3_600)?, part(second / 60 % 60)?, part(second % 60)?, 0).ok()?;
    Some(date.to_datetime(time))
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

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_are_counted_as_the_calendar_counts_them(
            days in -4_000_000i64..3_000_000, step in -400_000i64..400_000,
        ) {
            let start = date(2000, 1, 1);
            let theirs = |days: i64| start.checked_add(SignedDuration::from_hours(days * 24)).ok();
            prop_assert_eq!(plus_days(start, days), theirs(days));
            if let (Some(from), Some(to)) = (theirs(days), theirs(days + step)) {
                prop_assert_eq!(plus_days(from, step), Some(to));
                prop_assert_eq!(days_between(from, to), step);
            }
        }

        #[test]
        fn seconds_are_counted_as_the_calendar_counts_them(seconds in -10_000_000_000i64..10_000_000_000) {
            let start = date(2000, 2, 28).at(23, 59, 59, 0);
            let theirs = start.checked_add(SignedDuration::from_secs(seconds)).ok();
            prop_assert_eq!(plus_seconds(start, seconds), theirs);
        }
    }

    #[test]
    fn nothing_leaves_the_calendar() {
        assert_eq!(plus_days(Date::MAX, 1), None);
        assert_eq!(plus_days(Date::MIN, -1), None);
        assert_eq!(plus_days(Date::MIN, i64::MAX), None);
        assert_eq!(plus_seconds(Date::MAX.at(23, 59, 59, 0), 1), None);
        assert_eq!(plus_days(Date::MIN, days_between(Date::MIN, Date::MAX)), Some(Date::MAX));
    }
}
