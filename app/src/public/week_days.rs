//! Which days of a week a page shows, and what stands under each.

use jiff::civil::{Date, Weekday};
use samvaro_core::document::ProgrammeDocument;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::red_days::red_day;
use samvaro_core::schedule::IsoWeek;
use samvaro_core::text::Line;

use super::facts::lines;

/// More lines than this, names and what stands under them, do not fit one printed page unless
/// its letters are smaller.
const ROOMY_LINES_MAX: usize = 20;

/// One day as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownDay {
    /// The day.
    pub date: Date,
    /// The red day or eve that falls on it.
    pub red_day: Option<String>,
    /// Set when the place is closed; inside, why, if they said.
    pub closed: Option<Option<Line>>,
    /// What is held, cancelled or outside the programme, in order.
    pub occurrences: Vec<Occurrence>,
    /// What the closure or the red day lets rest, in order.
    pub resting: Vec<Occurrence>,
    /// What was planned here and has been moved to another day of the same document.
    pub moved_away: Vec<Occurrence>,
}

/// One week as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownWeek {
    /// The week.
    pub week: IsoWeek,
    /// Monday to Friday always; Saturday and Sunday when something happens or it is that day.
    pub days: Vec<ShownDay>,
}

impl ShownWeek {
    /// The week of a document, looked at on a day.
    pub fn of(document: &ProgrammeDocument, week: IsoWeek, today: Date) -> Self {
        let days = week.days().into_iter().map(|date| ShownDay::of(document, date));
        let days = days.filter(|day| day.is_weekday() || day.happens() || day.date == today).collect();
        Self { week, days }
    }

    /// First and last day that are shown.
    pub fn span(&self) -> (Date, Date) {
        let first = self.days.first().map_or(self.week.monday(), |day| day.date);
        let last = self.days.last().map_or(self.week.sunday(), |day| day.date);
        (first, last)
    }

    /// Whether nothing at all is said about any day.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(|day| !day.happens() && day.closed.is_none() && day.resting.is_empty())
    }

    /// Whether the printed page needs smaller letters.
    pub fn is_dense(&self) -> bool {
        self.days.iter().map(ShownDay::lines).sum::<usize>() > ROOMY_LINES_MAX
    }
}

impl ShownDay {
    /// One day of a document.
    pub fn of(document: &ProgrammeDocument, date: Date) -> Self {
        let (resting, occurrences) = document.day(date).cloned().partition(rests);
        let closed = document.closed.iter().find(|closed| closed.date == date);
        let moved_away = document.occurrences.iter().filter(|occurrence| moved_from(occurrence, date));
        Self {
            date,
            red_day: red_day(date).map(|day| day.name.to_owned()),
            closed: closed.map(|closed| closed.reason.clone()),
            occurrences,
            resting,
            moved_away: moved_away.cloned().collect(),
        }
    }

    /// Whether anybody has a reason to look at this day.
    pub fn happens(&self) -> bool {
        !self.occurrences.is_empty() || !self.moved_away.is_empty()
    }

    fn lines(&self) -> usize {
        let here: usize = self.occurrences.iter().map(|occurrence| 1 + lines(occurrence).len()).sum();
        here + 2 * self.moved_away.len()
    }

    fn is_weekday(&self) -> bool {
        !matches!(self.date.weekday(), Weekday::Saturday | Weekday::Sunday)
    }
}

fn rests(occurrence: &Occurrence) -> bool {
    matches!(occurrence.state, State::Closed { .. } | State::RedDay { .. })
}

fn moved_from(occurrence: &Occurrence, date: Date) -> bool {
    let from = occurrence.moved_from.as_ref().map(|from| from.date);
    from == Some(date) && occurrence.date != date
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use samvaro_core::occurrence::MovedFrom;

    use super::*;
    use crate::public::sample::{occurrence, programme};

    fn week_20(occurrences: Vec<Occurrence>, today: Date) -> ShownWeek {
        let document = programme("2025-05-12", "2025-05-18", occurrences);
        ShownWeek::of(&document, IsoWeek::of(date(2025, 5, 12)), today)
    }

    fn dates(week: &ShownWeek) -> Vec<i8> {
        week.days.iter().map(|day| day.date.day()).collect()
    }

    #[test]
    fn a_weekend_is_shown_when_something_happens_or_it_is_today() {
        assert_eq!(dates(&week_20(vec![], date(2025, 5, 13))), [12, 13, 14, 15, 16]);
        assert_eq!(dates(&week_20(vec![], date(2025, 5, 18))), [12, 13, 14, 15, 16, 18]);
        let dance = occurrence("2025-05-17", "18:00", "", "Dans");
        let week = week_20(vec![dance], date(2025, 5, 13));
        assert_eq!(dates(&week), [12, 13, 14, 15, 16, 17]);
        assert_eq!(week.span(), (date(2025, 5, 12), date(2025, 5, 17)));
    }

    #[test]
    fn what_rests_on_a_red_day_stands_apart_and_the_day_has_its_name() {
        let mut gym = occurrence("2025-05-29", "10:00", "", "Sittgympa");
        gym.state = State::RedDay { name: "Kristi himmelsfärdsdag".to_owned() };
        let dance = occurrence("2025-05-29", "18:00", "", "Dans");
        let document = programme("2025-05-26", "2025-06-01", vec![gym.clone(), dance.clone()]);
        let day = ShownDay::of(&document, date(2025, 5, 29));
        assert_eq!(day.red_day.as_deref(), Some("Kristi himmelsfärdsdag"));
        assert_eq!((day.resting, day.occurrences), (vec![gym], vec![dance]));
    }

    #[test]
    fn a_moved_occurrence_leaves_a_trace_on_its_old_day() {
        let mut gym = occurrence("2025-05-14", "10:00", "", "Sittgympa");
        gym.moved_from = Some(MovedFrom { date: date(2025, 5, 13), start: None, room: None });
        let week = week_20(vec![gym.clone()], date(2025, 5, 12));
        assert_eq!(week.days[1].moved_away, [gym.clone()]);
        assert_eq!(week.days[2].occurrences, [gym]);
    }

    #[test]
    fn a_full_week_is_dense() {
        let gym = |day: i8| occurrence(&format!("2025-05-{day}"), "10:00", "", "Sittgympa");
        let days = |rows: usize| (12..=16).cycle().take(rows).map(gym).collect();
        assert!(!week_20(days(20), date(2025, 5, 12)).is_dense());
        assert!(week_20(days(21), date(2025, 5, 12)).is_dense());
    }

    #[test]
    fn an_empty_week_is_empty_and_a_closed_one_is_not() {
        assert!(week_20(vec![], date(2025, 5, 12)).is_empty());
        let mut document = programme("2025-05-12", "2025-05-18", vec![]);
        let closed = samvaro_core::document::ClosedDay { date: date(2025, 5, 12), reason: None };
        document.closed.push(closed);
        let week = ShownWeek::of(&document, IsoWeek::of(date(2025, 5, 12)), date(2025, 5, 12));
        assert!(!week.is_empty());
    }
}
