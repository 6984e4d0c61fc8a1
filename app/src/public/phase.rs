//! Where an occurrence stands in the day: over, going on, or still to come.

use jiff::civil::DateTime;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::schedule::calendar_day::plus_seconds;

/// How long an occurrence whose end is unknown is said to go on, in minutes.
const UNKNOWN_END_MINUTES: i64 = 60;

/// Before, during or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is over.
    Past,
    /// It goes on.
    Now,
    /// It is still to come, or its time is unknown.
    Ahead,
}

/// Where an occurrence stands at a moment.
pub fn phase(occurrence: &Occurrence, now: DateTime) -> Phase {
    let Some(start) = occurrence.time.starts_at(occurrence.date) else {
        return if occurrence.date < now.date() { Phase::Past } else { Phase::Ahead };
    };
    let an_hour_on = || plus_seconds(start, UNKNOWN_END_MINUTES * 60);
    let end = occurrence.time.ends_at(occurrence.date).or_else(an_hour_on).unwrap_or(start);
    if now < start {
        Phase::Ahead
    } else if now < end {
        Phase::Now
    } else {
        Phase::Past
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::public::sample::occurrence;

    #[test]
    fn an_occurrence_goes_on_from_its_start_until_its_end() {
        let gym = occurrence("2025-05-13", "10:00", "10:45", "Sittgympa");
        let at = |hour, minute| phase(&gym, date(2025, 5, 13).at(hour, minute, 0, 0));
        assert_eq!(at(9, 59), Phase::Ahead);
        assert_eq!(at(10, 0), Phase::Now);
        assert_eq!(at(10, 45), Phase::Past);
    }

    #[test]
    fn without_an_end_it_goes_on_for_an_hour() {
        let lunch = occurrence("2025-05-13", "12:30", "", "Lunch");
        let at = |hour, minute| phase(&lunch, date(2025, 5, 13).at(hour, minute, 0, 0));
        assert_eq!(at(13, 29), Phase::Now);
        assert_eq!(at(13, 30), Phase::Past);
    }

    #[test]
    fn without_a_time_it_is_over_the_day_after() {
        let song = occurrence("2025-05-13", "", "", "Sång");
        assert_eq!(phase(&song, date(2025, 5, 13).at(23, 0, 0, 0)), Phase::Ahead);
        assert_eq!(phase(&song, date(2025, 5, 14).at(0, 0, 0, 0)), Phase::Past);
    }
}
