//! The four periods of the overview: this week, this month, the tertial, this year.

use jiff::civil::Date;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::{IsoWeek, Window};

/// From a day to the same weekday a year before, in days: 52 whole weeks.
const YEAR_OF_WEEKDAYS_DAYS: i64 = 364;

/// Months in a tertial.
const TERTIAL_MONTHS: i8 = 4;

/// What a figure is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// Monday until today.
    Week,
    /// The first of the month until today.
    Month,
    /// A third of a year: until today, or all of the one before while this one is its own first
    /// month and so says no more than the month does.
    Tertial {
        /// 1 to 3.
        number: i8,
        /// Whether it is over.
        over: bool,
    },
    /// 1 January until today.
    Year,
}

/// A period with its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// What it is.
    pub kind: PeriodKind,
    /// Its days.
    pub window: Window,
}

impl Period {
    /// The four periods as they stand on a day.
    pub fn all(today: Date) -> [Self; 4] {
        let until_today = |kind, from| Self { kind, window: Window::new(from, today) };
        [
            until_today(PeriodKind::Week, IsoWeek::of(today).monday()),
            until_today(PeriodKind::Month, today.first_of_month()),
            Self::tertial(today),
            until_today(PeriodKind::Year, today.first_of_year()),
        ]
    }

    fn tertial(today: Date) -> Self {
        let months_in = (today.month() - 1) % TERTIAL_MONTHS;
        let this = Date::new(today.year(), today.month() - months_in, 1).unwrap_or(today);
        let number = |first: Date| (first.month() - 1) / TERTIAL_MONTHS + 1;
        if months_in > 0 {
            let kind = PeriodKind::Tertial { number: number(this), over: false };
            return Self { kind, window: Window::new(this, today) };
        }
        let last_day = plus_days(this, -1).unwrap_or(this);
        let first = Date::new(last_day.year(), last_day.month() - TERTIAL_MONTHS + 1, 1).unwrap_or(last_day);
        let kind = PeriodKind::Tertial { number: number(first), over: true };
        Self { kind, window: Window::new(first, last_day) }
    }
}

/// The same weekdays a year before.
pub fn year_before(window: Window) -> Window {
    let before = |date| plus_days(date, -YEAR_OF_WEEKDAYS_DAYS).unwrap_or(date);
    Window::new(before(window.from), before(window.until))
}

/// Eight days before a day, up to the day before: longer than a week without a count is silence.
pub fn days_of_silence(today: Date) -> Window {
    let back = |days: i64| plus_days(today, -days).unwrap_or(today);
    Window::new(back(8), back(1))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(period: Period) -> (Date, Date) {
        (period.window.from, period.window.until)
    }

    #[test]
    fn all_periods_end_today() {
        let today = date(2026, 11, 19);
        let [week, month, tertial, year] = Period::all(today);
        assert_eq!(days(week), (date(2026, 11, 16), today));
        assert_eq!(days(month), (date(2026, 11, 1), today));
        assert_eq!(days(tertial), (date(2026, 9, 1), today));
        assert_eq!(tertial.kind, PeriodKind::Tertial { number: 3, over: false });
        assert_eq!(days(year), (date(2026, 1, 1), today));
    }

    #[test]
    fn in_its_first_month_a_tertial_gives_way_to_the_one_before() {
        let [.., tertial, _] = Period::all(date(2025, 5, 13));
        assert_eq!(days(tertial), (date(2025, 1, 1), date(2025, 4, 30)));
        assert_eq!(tertial.kind, PeriodKind::Tertial { number: 1, over: true });
        let [.., tertial, _] = Period::all(date(2026, 1, 2));
        assert_eq!(days(tertial), (date(2025, 9, 1), date(2025, 12, 31)));
        assert_eq!(tertial.kind, PeriodKind::Tertial { number: 3, over: true });
    }

    #[test]
    fn the_year_before_has_the_same_weekdays() {
        let before = year_before(Window::new(date(2025, 5, 12), date(2025, 5, 13)));
        assert_eq!((before.from, before.until), (date(2024, 5, 13), date(2024, 5, 14)));
        assert_eq!(before.from.weekday(), date(2025, 5, 12).weekday());
    }
}
