//! Swedish red days and eves.
//!
//! Owns which days of the year are holidays in Sweden, by name: those of the law (1989:253) as
//! it stands since 2005, and the eves an almanac names as such (trettondags-, påsk-,
//! valborgsmässo-, pingst-, midsommar-, allhelgona-, jul- and nyårsafton). Plain Sundays are not
//! among them: a place that is open on Sundays is open on purpose. Nor are days that are only
//! short at some workplaces, such as Maundy Thursday and 23 December.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::schedule::calendar_day::{days_between, plus_days};

/// A red day, or the eve of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RedDay {
    /// Its name in Swedish.
    pub name: &'static str,
    /// Red day or eve.
    pub kind: RedDayKind,
}

/// Whether the day itself is a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedDayKind {
    /// A public holiday by law.
    Red,
    /// The day before one.
    Eve,
}

/// The same date every year.
const RED_DATES: [(i8, i8, &str); 6] = [
    (1, 1, "Nyårsdagen"),
    (1, 6, "Trettondedag jul"),
    (5, 1, "Första maj"),
    (6, 6, "Sveriges nationaldag"),
    (12, 25, "Juldagen"),
    (12, 26, "Annandag jul"),
];

const EVE_DATES: [(i8, i8, &str); 4] =
    [(1, 5, "Trettondagsafton"), (4, 30, "Valborgsmässoafton"), (12, 24, "Julafton"), (12, 31, "Nyårsafton")];

/// So many days from Easter Day.
const RED_FROM_EASTER: [(i64, &str); 5] = [
    (-2, "Långfredagen"),
    (0, "Påskdagen"),
    (1, "Annandag påsk"),
    (39, "Kristi himmelsfärdsdag"),
    (49, "Pingstdagen"),
];

const EVES_FROM_EASTER: [(i64, &str); 2] = [(-1, "Påskafton"), (48, "Pingstafton")];

/// The first such weekday on or after a date.
const RED_WEEKDAYS: [(i8, i8, Weekday, &str); 2] =
    [(6, 20, Weekday::Saturday, "Midsommardagen"), (10, 31, Weekday::Saturday, "Alla helgons dag")];

const EVE_WEEKDAYS: [(i8, i8, Weekday, &str); 2] =
    [(6, 19, Weekday::Friday, "Midsommarafton"), (10, 30, Weekday::Friday, "Allhelgonaafton")];

/// The red day or eve that falls on a date. A day that is both is red.
pub fn red_day(date: Date) -> Option<RedDay> {
    let named = |name, kind| RedDay { name, kind };
    let red = find(date, &RED_DATES, &RED_FROM_EASTER, &RED_WEEKDAYS);
    let eve = || find(date, &EVE_DATES, &EVES_FROM_EASTER, &EVE_WEEKDAYS);
    red.map(|name| named(name, RedDayKind::Red)).or_else(|| eve().map(|name| named(name, RedDayKind::Eve)))
}

fn find(
    date: Date,
    dates: &[(i8, i8, &'static str)],
    from_easter: &[(i64, &'static str)],
    weekdays: &[(i8, i8, Weekday, &'static str)],
) -> Option<&'static str> {
    let after_easter = days_between(easter_day(date.year()), date);
    let on_date = dates.iter().find(|(month, day, _)| is(date, *month, *day));
    let at_easter = from_easter.iter().find(|(days, _)| *days == after_easter);
    let on_weekday = weekdays
        .iter()
        .find(|(month, day, weekday, _)| date.weekday() == *weekday && in_week_from(date, *month, *day));
    on_date
        .map(|(_, _, name)| *name)
        .or(at_easter.map(|(_, name)| *name))
        .or(on_weekday.map(|(_, _, _, name)| *name))
}

fn is(date: Date, month: i8, day: i8) -> bool {
    (date.month(), date.day()) == (month, day)
}

fn in_week_from(date: Date, month: i8, day: i8) -> bool {
    (0i64..7).filter_map(|days| plus_days(date, -days)).any(|candidate| is(candidate, month, day))
}

/// Easter Day of a year in the Gregorian calendar (the rule of Meeus, Jones and Butcher).
pub fn easter_day(year: i16) -> Date {
    let year_number = i32::from(year);
    let golden = year_number.rem_euclid(19);
    let (century, in_century) = (year_number.div_euclid(100), year_number.rem_euclid(100));
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - moon_shift + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let day = epact + to_sunday - 7 * late + 114;
    Date::new(year, (day / 31) as i8, (day % 31 + 1) as i8).unwrap_or(Date::ZERO)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn days_of(year: i16) -> Vec<(String, &'static str, RedDayKind)> {
        let first = date(year, 1, 1);
        (0..i64::from(first.days_in_year()))
            .filter_map(|days| plus_days(first, days))
            .filter_map(|day| red_day(day).map(|red| (day.to_string(), red.name, red.kind)))
            .collect()
    }

    fn named(name: &str, years: std::ops::RangeInclusive<i16>) -> Vec<String> {
        let days = years.flat_map(days_of);
        days.filter(|(_, found, _)| *found == name).map(|(day, ..)| day[2..].to_owned()).collect()
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        let easters: Vec<_> = (2024..=2030).map(|year| easter_day(year).to_string()).collect();
        let almanac = [
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
        ];
        assert_eq!(easters, almanac);
        // The earliest and the latest there can be.
        assert_eq!(easter_day(1818), date(1818, 3, 22));
        assert_eq!(easter_day(2038), date(2038, 4, 25));
    }

    #[test]
    fn moving_days_from_2024_to_2030_stand_in_the_almanac() {
        let table = [
            (
                "Midsommarafton",
                ["24-06-21", "25-06-20", "26-06-19", "27-06-25", "28-06-23", "29-06-22", "30-06-21"],
            ),
            (
                "Alla helgons dag",
                ["24-11-02", "25-11-01", "26-10-31", "27-11-06", "28-11-04", "29-11-03", "30-11-02"],
            ),
            (
                "Kristi himmelsfärdsdag",
                ["24-05-09", "25-05-29", "26-05-14", "27-05-06", "28-05-25", "29-05-10", "30-05-30"],
            ),
            (
                "Pingstdagen",
                ["24-05-19", "25-06-08", "26-05-24", "27-05-16", "28-06-04", "29-05-20", "30-06-09"],
            ),
            (
                "Annandag påsk",
                ["24-04-01", "25-04-21", "26-04-06", "27-03-29", "28-04-17", "29-04-02", "30-04-22"],
            ),
        ];
        for (name, days) in table {
            assert_eq!(named(name, 2024..=2030), days, "{name}");
        }
    }

    #[test]
    fn the_whole_of_2026() {
        use RedDayKind::{Eve, Red};
        let expected = [
            ("2026-01-01", "Nyårsdagen", Red),
            ("2026-01-05", "Trettondagsafton", Eve),
            ("2026-01-06", "Trettondedag jul", Red),
            ("2026-04-03", "Långfredagen", Red),
            ("2026-04-04", "Påskafton", Eve),
            ("2026-04-05", "Påskdagen", Red),
            ("2026-04-06", "Annandag påsk", Red),
            ("2026-04-30", "Valborgsmässoafton", Eve),
            ("2026-05-01", "Första maj", Red),
            ("2026-05-14", "Kristi himmelsfärdsdag", Red),
            ("2026-05-23", "Pingstafton", Eve),
            ("2026-05-24", "Pingstdagen", Red),
            ("2026-06-06", "Sveriges nationaldag", Red),
            ("2026-06-19", "Midsommarafton", Eve),
            ("2026-06-20", "Midsommardagen", Red),
            ("2026-10-30", "Allhelgonaafton", Eve),
            ("2026-10-31", "Alla helgons dag", Red),
            ("2026-12-24", "Julafton", Eve),
            ("2026-12-25", "Juldagen", Red),
            ("2026-12-26", "Annandag jul", Red),
            ("2026-12-31", "Nyårsafton", Eve),
        ]
        .map(|(day, name, kind)| (day.to_owned(), name, kind));
        assert_eq!(days_of(2026), expected);
    }

    #[test]
    fn a_red_day_hides_the_eve_it_falls_on() {
        // With the earliest Easter, Ascension Day meets the eve of May Day.
        assert_eq!(red_day(date(1818, 4, 30)).unwrap().name, "Kristi himmelsfärdsdag");
    }

    proptest! {
        #[test]
        fn every_year_has_its_13_red_days_and_plain_sundays_stay_plain(year in 1900i16..2200) {
            let days = days_of(year);
            let red: std::collections::BTreeSet<_> =
                days.iter().filter(|(.., kind)| *kind == RedDayKind::Red).map(|(day, ..)| day).collect();
            // First of May and Ascension Day, or Whitsun and the national day, may coincide.
            prop_assert!((12..=13).contains(&red.len()));
            prop_assert_eq!(easter_day(year).weekday(), Weekday::Sunday);
            prop_assert!(easter_day(year) >= date(year, 3, 22) && easter_day(year) <= date(year, 4, 25));
            let second_advent_week = plus_days(date(year, 11, 30), 7).unwrap();
            prop_assert!(red_day(second_advent_week).is_none());
        }
    }
}
