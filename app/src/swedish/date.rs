//! Dates and weekdays: tisdag 13 maj, tis 13 maj, mån 12, 12–16 maj.

use jiff::civil::{Date, Weekday};
use samvaro_core::schedule::IsoWeek;
use samvaro_core::schedule::calendar_day::days_between;

const WEEKDAYS: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
const WEEKDAYS_SHORT: [&str; 7] = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

const MONTHS_SHORT: [&str; 12] =
    ["jan.", "feb.", "mars", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."];

/// "tisdag".
pub fn weekday(date: Date) -> &'static str {
    WEEKDAYS[index(date.weekday())]
}

/// "tis", "tors".
pub fn weekday_short(date: Date) -> &'static str {
    WEEKDAYS_SHORT[index(date.weekday())]
}

/// "maj".
pub fn month(date: Date) -> &'static str {
    MONTHS[month_index(date)]
}

/// "tisdag 13 maj".
pub fn long_date(date: Date) -> String {
    format!("{} {}", weekday(date), day_and_month(date))
}

/// "tis 13 maj".
pub fn short_date(date: Date) -> String {
    format!("{} {}", weekday_short(date), day_and_month(date))
}

/// "mån 12".
pub fn day_and_weekday_short(date: Date) -> String {
    format!("{} {}", weekday_short(date), date.day())
}

/// "12–16 maj", "28 april–2 maj", "29 december 2025–4 januari 2026".
pub fn date_span(from: Date, until: Date) -> String {
    if from.year() != until.year() {
        format!("{} {}–{} {}", day_and_month(from), from.year(), day_and_month(until), until.year())
    } else if from.month() != until.month() {
        format!("{}–{}", day_and_month(from), day_and_month(until))
    } else if from != until {
        format!("{}–{}", from.day(), day_and_month(until))
    } else {
        day_and_month(from)
    }
}

/// The same where room is short and the year stands elsewhere: "16–21 nov.", "28 dec.–1 jan."
pub fn date_span_short(from: Date, until: Date) -> String {
    let short = |date: Date| format!("{} {}", date.day(), MONTHS_SHORT[month_index(date)]);
    if from.month() != until.month() {
        format!("{}–{}", short(from), short(until))
    } else if from != until {
        format!("{}–{}", from.day(), short(until))
    } else {
        short(from)
    }
}

/// Monday to Sunday of a week: "12–18 maj".
pub fn week_span(week: IsoWeek) -> String {
    date_span(week.monday(), week.sunday())
}

/// "i dag", "i morgon", "i går", else "tis 13 maj".
pub fn day_relative_to(today: Date, date: Date) -> String {
    match days_between(today, date) {
        0 => "i dag".to_owned(),
        1 => "i morgon".to_owned(),
        -1 => "i går".to_owned(),
        _ => short_date(date),
    }
}

/// "13 maj".
pub fn day_and_month(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

fn month_index(date: Date) -> usize {
    usize::from(date.month().unsigned_abs() - 1)
}

fn index(weekday: Weekday) -> usize {
    usize::from(weekday.to_monday_zero_offset().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_written_long_and_short() {
        let day = date(2025, 5, 13);
        assert_eq!(long_date(day), "tisdag 13 maj");
        assert_eq!(short_date(day), "tis 13 maj");
        assert_eq!(day_and_weekday_short(date(2025, 5, 12)), "mån 12");
        assert_eq!(long_date(date(2026, 12, 31)), "torsdag 31 december");
        assert_eq!(short_date(date(2026, 1, 4)), "sön 4 januari");
    }

    #[test]
    fn a_span_names_month_and_year_only_where_they_differ() {
        assert_eq!(date_span(date(2025, 5, 12), date(2025, 5, 16)), "12–16 maj");
        assert_eq!(date_span(date(2025, 4, 28), date(2025, 5, 4)), "28 april–4 maj");
        assert_eq!(date_span(date(2025, 5, 12), date(2025, 5, 12)), "12 maj");
        assert_eq!(week_span(IsoWeek::of(date(2026, 1, 1))), "29 december 2025–4 januari 2026");
    }

    #[test]
    fn a_short_span_has_short_months_and_no_year() {
        assert_eq!(date_span_short(date(2026, 11, 16), date(2026, 11, 21)), "16–21 nov.");
        assert_eq!(date_span_short(date(2026, 12, 28), date(2027, 1, 1)), "28 dec.–1 jan.");
        assert_eq!(date_span_short(date(2026, 5, 4), date(2026, 5, 4)), "4 maj");
    }

    #[test]
    fn near_days_are_named() {
        let today = date(2025, 5, 13);
        let named = |day| day_relative_to(today, day);
        assert_eq!(named(today), "i dag");
        assert_eq!(named(date(2025, 5, 14)), "i morgon");
        assert_eq!(named(date(2025, 5, 12)), "i går");
        assert_eq!(named(date(2025, 5, 15)), "tors 15 maj");
    }
}
