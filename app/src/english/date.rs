//! Dates and weekdays: Tuesday 13 May, Tue 13 May, Mon 12, 12–16 May.

use jiff::civil::{Date, Weekday};
use samvaro_core::schedule::IsoWeek;
use samvaro_core::schedule::calendar_day::days_between;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const MONTHS_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub fn weekday(date: Date) -> &'static str {
    WEEKDAYS[index(date.weekday())]
}

pub fn weekday_short(date: Date) -> &'static str {
    WEEKDAYS_SHORT[index(date.weekday())]
}

pub fn month(date: Date) -> &'static str {
    MONTHS[month_index(date)]
}

pub fn long_date(date: Date) -> String {
    format!("{} {}", weekday(date), day_and_month(date))
}

pub fn short_date(date: Date) -> String {
    format!("{} {}", weekday_short(date), day_and_month(date))
}

pub fn day_and_weekday_short(date: Date) -> String {
    format!("{} {}", weekday_short(date), date.day())
}

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

pub fn week_span(week: IsoWeek) -> String {
    date_span(week.monday(), week.sunday())
}

pub fn day_relative_to(today: Date, date: Date) -> String {
    match days_between(today, date) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        _ => short_date(date),
    }
}

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
        assert_eq!(long_date(day), "Tuesday 13 May");
        assert_eq!(short_date(day), "Tue 13 May");
        assert_eq!(day_and_weekday_short(date(2025, 5, 12)), "Mon 12");
        assert_eq!(long_date(date(2026, 12, 31)), "Thursday 31 December");
        assert_eq!(short_date(date(2026, 1, 4)), "Sun 4 January");
    }

    #[test]
    fn a_span_names_month_and_year_only_where_they_differ() {
        assert_eq!(date_span(date(2025, 5, 12), date(2025, 5, 16)), "12–16 May");
        assert_eq!(date_span(date(2025, 4, 28), date(2025, 5, 4)), "28 April–4 May");
        assert_eq!(date_span(date(2025, 5, 12), date(2025, 5, 12)), "12 May");
        assert_eq!(week_span(IsoWeek::of(date(2026, 1, 1))), "29 December 2025–4 January 2026");
    }

    #[test]
    fn a_short_span_has_short_months_and_no_year() {
        assert_eq!(date_span_short(date(2026, 11, 16), date(2026, 11, 21)), "16–21 Nov");
        assert_eq!(date_span_short(date(2026, 12, 28), date(2027, 1, 1)), "28 Dec–1 Jan");
        assert_eq!(date_span_short(date(2026, 5, 4), date(2026, 5, 4)), "4 May");
    }

    #[test]
    fn near_days_are_named() {
        let today = date(2025, 5, 13);
        let named = |day| day_relative_to(today, day);
        assert_eq!(named(today), "today");
        assert_eq!(named(date(2025, 5, 14)), "tomorrow");
        assert_eq!(named(date(2025, 5, 12)), "yesterday");
        assert_eq!(named(date(2025, 5, 15)), "Thu 15 May");
    }
}
