//! Every week on some weekdays, or every odd or every even ISO week.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar_day::plus_days;
use super::{Effort, ScheduleRefused, WINDOW_DATES_MAX, Weekdays, Window};

/// Which ISO weeks a weekly activity keeps.
///
/// Odd and even go by the number of the ISO week itself and not by counting every second week:
/// 2026 has 53 weeks, so odd weeks 53 and 1 follow each other at the turn to 2027.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weeks {
    /// Every week.
    #[default]
    All,
    /// Weeks 1, 3, 5 … 53.
    Odd,
    /// Weeks 2, 4, 6 … 52.
    Even,
}

impl Weeks {
    /// Whether the ISO week that holds the date is kept.
    pub fn keep(self, date: Date) -> bool {
        match self {
            Self::All => true,
            Self::Odd => date.iso_week_date().week() % 2 == 1,
            Self::Even => date.iso_week_date().week() % 2 == 0,
        }
    }

    fn is_all(&self) -> bool {
        *self == Self::All
    }
}

/// Some weekdays of every week, or of odd or even ISO weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekly {
    /// The weekdays; never none.
    pub weekdays: Weekdays,
    /// Which weeks.
    #[serde(default, skip_serializing_if = "Weeks::is_all")]
    pub weeks: Weeks,
    /// The first day it may fall on.
    #[serde(with = "crate::iso")]
    pub from: Date,
    /// The last day it may fall on; without it the series has no end.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::iso")]
    pub until: Option<Date>,
}

impl Weekly {
    pub(super) fn check(&self) -> Result<(), ScheduleRefused> {
        if self.weekdays.is_empty() {
            return Err(ScheduleRefused::NoWeekday);
        }
        check_span(self.from, self.until)
    }

    pub(super) fn dates(&self, window: Window, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        let window = window.within(self.from, self.until);
        let mut dates = Vec::new();
        for weekday in self.weekdays.iter() {
            let ahead = i64::from(weekday.since(window.from.weekday()));
            let weekly = (0..).map_while(|week| plus_days(window.from, ahead + week * 7));
            for day in weekly.take_while(|day| *day <= window.until) {
                effort.spend(1)?;
                dates.extend(self.weeks.keep(day).then_some(day));
                if dates.len() > WINDOW_DATES_MAX {
                    return Err(ScheduleRefused::TooManyDates);
                }
            }
        }
        dates.sort();
        Ok(dates)
    }
}

/// A series must not end before it begins.
pub(super) fn check_span(from: Date, until: Option<Date>) -> Result<(), ScheduleRefused> {
    match until {
        Some(until) if until < from => Err(ScheduleRefused::EndsBeforeStart),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::{IsoWeek, Schedule};

    fn saturdays(weeks: Weeks) -> Schedule {
        Schedule::Weekly(Weekly {
            weekdays: [Weekday::Saturday].into_iter().collect(),
            weeks,
            from: date(2026, 1, 1),
            until: None,
        })
    }

    #[test]
    fn odd_weeks_53_and_1_follow_each_other_at_the_turn_to_2027() {
        let turn = Window::new(date(2026, 12, 1), date(2027, 1, 31));
        assert_eq!(
            saturdays(Weeks::Odd).dates(turn).unwrap(),
            [date(2026, 12, 5), date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 9), date(2027, 1, 23)]
        );
        assert_eq!(
            saturdays(Weeks::Even).dates(turn).unwrap(),
            [date(2026, 12, 12), date(2026, 12, 26), date(2027, 1, 16), date(2027, 1, 30)]
        );
    }

    #[test]
    fn first_and_last_day_count() {
        let week = Weekly {
            weekdays: Weekdays::ALL,
            weeks: Weeks::All,
            from: date(2026, 2, 3),
            until: Some(date(2026, 2, 5)),
        };
        let wide = Window::new(date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(Schedule::Weekly(week).dates(wide).unwrap().len(), 3);
    }

    #[test]
    fn no_weekday_and_an_end_before_the_start_are_refused() {
        let mut weekly =
            Weekly { weekdays: Weekdays::default(), weeks: Weeks::All, from: date(2026, 2, 3), until: None };
        assert_eq!(weekly.check(), Err(ScheduleRefused::NoWeekday));
        weekly.weekdays = Weekdays::ALL;
        weekly.until = Some(date(2026, 2, 2));
        assert_eq!(weekly.check(), Err(ScheduleRefused::EndsBeforeStart));
    }

    proptest! {
        #[test]
        fn odd_and_even_weeks_share_no_day_and_leave_none_out(
            start in 0i64..40_000, weekday in 1i8..=7, length in 0i64..800
        ) {
            let from = plus_days(date(1990, 1, 1), start).unwrap();
            let window = Window::new(from, plus_days(from, length).unwrap());
            let weekdays = [Weekday::from_monday_one_offset(weekday).unwrap()].into_iter().collect();
            let of = |weeks| {
                Schedule::Weekly(Weekly { weekdays, weeks, from, until: None }).dates(window).unwrap()
            };
            prop_assert!(of(Weeks::Odd).iter().all(|day| IsoWeek::of(*day).week() % 2 == 1));
            let mut both = of(Weeks::Odd);
            both.extend(of(Weeks::Even));
            both.sort();
            prop_assert_eq!(both, of(Weeks::All));
        }
    }
}
