//! ISO weeks, written the Swedish way: `2026-V48`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar_day::plus_days;

/// One ISO week: Monday to Sunday, belonging to the year that holds its Thursday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek {
    year: i16,
    week: i8,
}

/// The text names no ISO week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchWeek;

impl IsoWeek {
    /// The years that may be asked for; they keep every day of every week inside the calendar.
    const YEARS: std::ops::RangeInclusive<i16> = 1..=9998;

    /// A week by year and number, unless the year has no such week.
    pub fn new(year: i16, week: i8) -> Result<Self, NoSuchWeek> {
        if !Self::YEARS.contains(&year) {
            return Err(NoSuchWeek);
        }
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| NoSuchWeek)?;
        Ok(Self { year: monday.year(), week: monday.week() })
    }

    /// The week that holds a date. At the far ends of the calendar, the nearest week there is.
    pub fn of(date: Date) -> Self {
        let week = date.iso_week_date();
        match week.year() {
            year if year < *Self::YEARS.start() => Self { year: *Self::YEARS.start(), week: 1 },
            year if year > *Self::YEARS.end() => Self { year: *Self::YEARS.end(), week: 52 },
            year => Self { year, week: week.week() },
        }
    }

    /// The year that holds the week's Thursday.
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 to 53.
    pub fn week(self) -> i8 {
        self.week
    }

    /// The first day of the week.
    pub fn monday(self) -> Date {
        ISOWeekDate::new(self.year, self.week, Weekday::Monday).map_or(Date::ZERO, Date::from)
    }

    /// The last day of the week.
    pub fn sunday(self) -> Date {
        self.days()[6]
    }

    /// Monday to Sunday.
    pub fn days(self) -> [Date; 7] {
        let monday = self.monday();
        std::array::from_fn(|day| plus_days(monday, day as i64).unwrap_or(monday))
    }

    /// The week after this one.
    pub fn next(self) -> Self {
        plus_days(self.monday(), 7).map_or(self, Self::of)
    }

    /// The week before this one.
    pub fn previous(self) -> Self {
        plus_days(self.monday(), -7).map_or(self, Self::of)
    }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-V{:02}", self.year, self.week)
    }
}

impl FromStr for IsoWeek {
    type Err = NoSuchWeek;

    /// Reads `2026-V48`, and `2026-W48` as the rest of the world writes it.
    fn from_str(text: &str) -> Result<Self, NoSuchWeek> {
        let (year, week) = text.split_once('-').ok_or(NoSuchWeek)?;
        let week = week.strip_prefix(['V', 'v', 'W', 'w']).ok_or(NoSuchWeek)?;
        let digits =
            |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return Err(NoSuchWeek);
        }
        Self::new(year.parse().map_err(|_| NoSuchWeek)?, week.parse().map_err(|_| NoSuchWeek)?)
    }
}

impl fmt::Display for NoSuchWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("veckan finns inte (skriv så här: 2026-V48)")
    }
}

impl std::error::Error for NoSuchWeek {}

impl Serialize for IsoWeek {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IsoWeek {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn week_53_of_2026_reaches_into_2027_and_week_1_follows() {
        let week: IsoWeek = "2026-V53".parse().unwrap();
        assert_eq!(week.monday(), date(2026, 12, 28));
        assert_eq!(week.sunday(), date(2027, 1, 3));
        assert_eq!(week.next().to_string(), "2027-V01");
        assert_eq!(week.next().previous(), week);
        assert_eq!(IsoWeek::of(date(2027, 1, 1)), week);
    }

    #[test]
    fn both_letters_are_read_and_the_swedish_one_is_written() {
        assert_eq!("2026-w48".parse::<IsoWeek>().unwrap().to_string(), "2026-V48");
    }

    #[test]
    fn weeks_that_do_not_exist_are_refused() {
        for text in [
            "",
            "2026",
            "2026-48",
            "2026-V",
            "2026-V00",
            "2025-V53",
            "2026-V54",
            "26-V01",
            "2026-V+1",
            "0000-V01",
            "9999-V52",
            "2026-V48-1",
        ] {
            assert_eq!(text.parse::<IsoWeek>(), Err(NoSuchWeek), "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        for edge in [Date::MIN, Date::MAX, Date::ZERO] {
            let week = IsoWeek::of(edge);
            assert_eq!(week.days().len(), 7);
            assert_eq!(IsoWeek::of(week.monday()), week);
            let _ = (week.next(), week.previous());
        }
    }

    proptest! {
        #[test]
        fn every_day_lies_in_the_week_it_names(days in 0i64..80_000) {
            let day = plus_days(date(1900, 1, 1), days).unwrap();
            let week = IsoWeek::of(day);
            prop_assert!(week.days().contains(&day));
            prop_assert_eq!(week.monday().weekday(), Weekday::Monday);
            prop_assert_eq!(week.to_string().parse::<IsoWeek>().unwrap(), week);
            prop_assert_eq!(week.next().monday(), plus_days(week.monday(), 7).unwrap());
        }
    }
}
