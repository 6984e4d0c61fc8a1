//! Where an occurrence stands in the day of those who count.

use std::cmp::Ordering;

use jiff::civil::DateTime;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::schedule::calendar_day::plus_seconds;

/// How long an occurrence whose end is unknown is said to go on, in minutes.
const UNKNOWN_END_MINUTES: i64 = 60;

/// Before, during or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It begins in so many minutes; more than a day is not said in minutes.
    Ahead {
        /// Nothing when it is not today.
        minutes: Option<i64>,
    },
    /// It is today, and nobody has said when.
    SomeTime,
    /// It goes on.
    Now,
    /// It is over.
    Over,
}

/// Where an occurrence stands at a moment.
pub fn stage(occurrence: &Occurrence, now: DateTime) -> Stage {
    let Some(start) = occurrence.time.starts_at(occurrence.date) else {
        return match occurrence.date.cmp(&now.date()) {
            Ordering::Less => Stage::Over,
            Ordering::Equal => Stage::SomeTime,
            Ordering::Greater => Stage::Ahead { minutes: None },
        };
    };
    let an_hour_on = || plus_seconds(start, UNKNOWN_END_MINUTES * 60);
    let end = occurrence.time.ends_at(occurrence.date).or_else(an_hour_on).unwrap_or(start);
    if now < start {
        let today = occurrence.date == now.date();
        Stage::Ahead { minutes: today.then(|| minutes_until(now, start)) }
    } else if now < end {
        Stage::Now
    } else {
        Stage::Over
    }
}

/// Whole minutes, the one that has begun among them.
fn minutes_until(now: DateTime, start: DateTime) -> i64 {
    let minute = |at: DateTime| i64::from(at.hour()) * 60 + i64::from(at.minute());
    minute(start) - minute(now)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::staff::sample::occurrence;

    #[test]
    fn an_occurrence_is_ahead_then_now_then_over() {
        let gym = occurrence("2025-05-13", "10:00", "10:45", "Sittgympa");
        let at = |hour, minute| stage(&gym, date(2025, 5, 13).at(hour, minute, 30, 0));
        assert_eq!(at(9, 35), Stage::Ahead { minutes: Some(25) });
        assert_eq!(at(10, 0), Stage::Now);
        assert_eq!(at(10, 45), Stage::Over);
    }

    #[test]
    fn minutes_are_said_only_on_the_day() {
        let gym = occurrence("2025-05-13", "10:00", "10:45", "Sittgympa");
        assert_eq!(stage(&gym, date(2025, 5, 12).at(23, 59, 0, 0)), Stage::Ahead { minutes: None });
    }

    #[test]
    fn an_unknown_time_may_be_any_time_of_its_day() {
        let song = occurrence("2025-05-13", "", "", "Sång");
        assert_eq!(stage(&song, date(2025, 5, 12).at(23, 0, 0, 0)), Stage::Ahead { minutes: None });
        assert_eq!(stage(&song, date(2025, 5, 13).at(23, 0, 0, 0)), Stage::SomeTime);
        assert_eq!(stage(&song, date(2025, 5, 14).at(0, 0, 0, 0)), Stage::Over);
    }
}
