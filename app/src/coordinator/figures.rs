//! Sums over a report: by heading, by place and week, and what may be compared.

use std::collections::BTreeMap;
use std::ops::Add;

use samvaro_core::attendance::{AttendanceReport, Figures, Heading, ReportLine};
use samvaro_core::id::{ActivityId, PlaceId};
use samvaro_core::schedule::calendar_day::days_between;
use samvaro_core::schedule::{IsoWeek, Window};

/// How much of what was held must be counted before a sum is compared, in per cent.
const COMPARABLE_PERCENT: u64 = 80;

/// How late the first week of a window may be: a tenth of the window, and at least a week.
const GRACE_PART: i64 = 10;
const GRACE_MIN_DAYS: i64 = 7;

/// Sums under the three headings, which are never added together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The place's own activities.
    pub own: Figures,
    /// Activities that an association runs.
    pub associations: Figures,
    /// Visits outside activities.
    pub drop_in: Figures,
}

impl Sums {
    /// The sums of some lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a ReportLine>) -> Self {
        lines.into_iter().fold(Self::default(), |mut sums, line| {
            let heading = match line.heading {
                Heading::Activity => &mut sums.own,
                Heading::Association => &mut sums.associations,
                Heading::DropIn => &mut sums.drop_in,
            };
            *heading = *heading + line.figures;
            sums
        })
    }

    /// Occurrences that were held and counted, own activities and those of associations.
    pub fn is_silent(&self) -> bool {
        let occurrences = self.own + self.associations;
        occurrences.held > 0 && occurrences.counted == 0 && self.drop_in.counted == 0
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            own: self.own + other.own,
            associations: self.associations + other.associations,
            drop_in: self.drop_in + other.drop_in,
        }
    }
}

/// The sums of each place over a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceSums {
    places: BTreeMap<PlaceId, Sums>,
    first_week: Option<IsoWeek>,
}

impl PlaceSums {
    /// The sums of a report.
    pub fn of(report: &AttendanceReport) -> Self {
        let mut places: BTreeMap<PlaceId, Sums> = BTreeMap::new();
        for line in &report.lines {
            let sums = places.entry(line.place).or_default();
            *sums = *sums + Sums::of([line]);
        }
        Self { places, first_week: report.lines.iter().map(|line| line.week).min() }
    }

    /// One place's.
    pub fn place(&self, place: PlaceId) -> Sums {
        self.places.get(&place).copied().unwrap_or_default()
    }

    /// All places together.
    pub fn total(&self) -> Sums {
        self.places.values().copied().fold(Sums::default(), Add::add)
    }

    /// Whether these sums begin where their window does, but for a holiday's worth. Else nobody
    /// recorded anything yet at the time, and a comparison would only show that.
    pub fn fill(&self, window: Window) -> bool {
        let days = days_between(window.from, window.until);
        let grace_days = (days / GRACE_PART).max(GRACE_MIN_DAYS);
        self.first_week.is_some_and(|first| days_between(window.from, first.monday()) <= grace_days)
    }
}

/// The sums of each place in each week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekBook(BTreeMap<(PlaceId, IsoWeek), Sums>);

impl WeekBook {
    /// The weeks of a report.
    pub fn of(report: &AttendanceReport) -> Self {
        let mut weeks: BTreeMap<(PlaceId, IsoWeek), Sums> = BTreeMap::new();
        for line in &report.lines {
            let sums = weeks.entry((line.place, line.week)).or_default();
            *sums = *sums + Sums::of([line]);
        }
        Self(weeks)
    }

    /// One place's week.
    pub fn week(&self, place: PlaceId, week: IsoWeek) -> Sums {
        self.0.get(&(place, week)).copied().unwrap_or_default()
    }

    /// The last week in which anything at all was counted at a place.
    pub fn last_counted(&self, place: PlaceId) -> Option<IsoWeek> {
        let of_place = self.0.iter().filter(|((one, _), _)| *one == place);
        let counted = of_place
            .filter(|(_, sums)| sums.own.counted + sums.associations.counted + sums.drop_in.counted > 0);
        counted.map(|((_, week), _)| *week).max()
    }
}

/// How much more or less came than before: "+6 %". Nothing unless both sides are counted well
/// enough to be compared.
pub fn change(before: Figures, now: Figures) -> Option<String> {
    let comparable = is_comparable(before) && is_comparable(now);
    if comparable { say!(percent_change)(before.visits, now.visits) } else { None }
}

fn is_comparable(figures: Figures) -> bool {
    let counted = u64::from(figures.counted) * 100;
    figures.held > 0 && counted >= u64::from(figures.held) * COMPARABLE_PERCENT
}

/// A week as a point of a line: nothing where the place was closed or not all is counted.
pub fn point(figures: Figures) -> Option<i64> {
    (figures.held > 0 && figures.is_complete()).then_some(figures.visits)
}

/// The weeks that end with one, oldest first.
pub fn weeks_until(last: IsoWeek, count: usize) -> Vec<IsoWeek> {
    let mut weeks: Vec<IsoWeek> =
        std::iter::successors(Some(last), |week| Some(week.previous())).take(count).collect();
    weeks.reverse();
    weeks
}

/// One activity's weeks under one heading of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// What it is called; empty for drop-in.
    pub name: String,
    /// One figure per week that was asked for.
    pub weeks: Vec<Figures>,
}

impl ActivityRow {
    /// All weeks together.
    pub fn total(&self) -> Figures {
        self.weeks.iter().copied().sum()
    }
}

/// The sums of some rows, week by week.
pub fn sum_row(name: &str, rows: &[ActivityRow]) -> ActivityRow {
    let weeks = rows.iter().map(|row| row.weeks.len()).max().unwrap_or_default();
    let of_week = |week: usize| rows.iter().filter_map(|row| row.weeks.get(week)).copied().sum();
    ActivityRow { name: name.to_owned(), weeks: (0..weeks).map(of_week).collect() }
}

/// A place's activities under one heading, in order of name, over some weeks.
pub fn activity_rows(
    report: &AttendanceReport,
    place: PlaceId,
    heading: Heading,
    weeks: &[IsoWeek],
) -> Vec<ActivityRow> {
    let lines: Vec<&ReportLine> = report
        .lines
        .iter()
        .filter(|line| line.place == place && line.heading == heading && weeks.contains(&line.week))
        .collect();
    // An activity keeps its row when it is renamed, under the name it has last.
    let activities: BTreeMap<Option<ActivityId>, &str> =
        lines.iter().map(|line| (line.activity, line.name.as_str())).collect();
    let row = |(activity, name): (Option<ActivityId>, &str)| {
        let in_week = |week: &IsoWeek| {
            let of_week = lines.iter().filter(|line| line.activity == activity && line.week == *week);
            of_week.map(|line| line.figures).sum()
        };
        ActivityRow { name: name.to_owned(), weeks: weeks.iter().map(in_week).collect() }
    };
    let mut rows: Vec<ActivityRow> = activities.into_iter().map(row).collect();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    rows
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use samvaro_core::text::Name;
    use uuid::Uuid;

    use super::*;

    const HATTEN: PlaceId = PlaceId(Uuid::from_u128(1));
    const SOLBRINGEN: PlaceId = PlaceId(Uuid::from_u128(2));

    fn figures(visits: i64, counted: u32, held: u32) -> Figures {
        Figures { visits, volunteers: 0, counted, held, estimates: 0 }
    }

    fn line(place: PlaceId, heading: Heading, name: &str, week: &str, figures: Figures) -> ReportLine {
        let sum = name.bytes().map(u128::from).sum();
        let activity = (!name.is_empty()).then(|| ActivityId(Uuid::from_u128(sum)));
        ReportLine { place, activity, name: name.to_owned(), heading, week: week.parse().unwrap(), figures }
    }

    fn report(lines: Vec<ReportLine>) -> AttendanceReport {
        AttendanceReport {
            organisation: Name::parse("Mjölby").unwrap(),
            now: date(2025, 5, 13).at(10, 0, 0, 0),
            from: date(2024, 5, 13),
            until: date(2025, 5, 13),
            places: Vec::new(),
            lines,
        }
    }

    #[test]
    fn headings_are_never_added_together() {
        let book = report(vec![
            line(HATTEN, Heading::Activity, "Bingo", "2025-V20", figures(20, 1, 1)),
            line(HATTEN, Heading::Association, "Dans", "2025-V20", figures(40, 1, 1)),
            line(HATTEN, Heading::DropIn, "", "2025-V20", figures(7, 2, 2)),
            line(HATTEN, Heading::Activity, "Sång", "2025-V20", figures(3, 1, 2)),
        ]);
        let sums = WeekBook::of(&book).week(HATTEN, "2025-V20".parse().unwrap());
        assert_eq!(sums.own, figures(23, 2, 3));
        assert_eq!(sums.associations, figures(40, 1, 1));
        assert_eq!(sums.drop_in, figures(7, 2, 2));
        assert_eq!(PlaceSums::of(&book).total(), sums);
        assert_eq!(PlaceSums::of(&book).place(SOLBRINGEN), Sums::default());
    }

    #[test]
    fn a_change_is_only_said_when_both_sides_are_counted() {
        assert_eq!(change(figures(100, 10, 10), figures(106, 9, 10)).as_deref(), Some("+6\u{a0}%"));
        assert_eq!(change(figures(100, 10, 10), figures(50, 7, 10)), None, "too little counted now");
        assert_eq!(change(figures(0, 0, 0), figures(50, 7, 7)), None, "nothing a year before");
        assert_eq!(change(figures(0, 5, 5), figures(50, 7, 7)), None, "no part of nothing");
    }

    #[test]
    fn a_year_that_began_to_be_recorded_in_august_is_not_compared() {
        let year = Window::new(date(2025, 1, 2), date(2025, 11, 23));
        let first_in = |week| {
            let lines = vec![line(HATTEN, Heading::Activity, "Bingo", week, figures(3, 1, 1))];
            PlaceSums::of(&report(lines)).fill(year)
        };
        assert!(first_in("2025-V01"));
        assert!(first_in("2025-V03"), "closed over Epiphany");
        assert!(!first_in("2025-V34"));
        assert!(!PlaceSums::default().fill(year));
    }

    #[test]
    fn closed_and_half_counted_weeks_are_gaps() {
        assert_eq!(point(figures(12, 3, 3)), Some(12));
        assert_eq!(point(figures(12, 2, 3)), None);
        assert_eq!(point(figures(0, 0, 0)), None);
        assert_eq!(point(figures(0, 1, 1)), Some(0), "zero is counted");
    }

    #[test]
    fn a_place_is_silent_when_things_were_held_and_nothing_was_counted() {
        let silent = |lines: Vec<ReportLine>| PlaceSums::of(&report(lines)).place(HATTEN).is_silent();
        let held = line(HATTEN, Heading::Activity, "Bingo", "2025-V20", figures(0, 0, 2));
        assert!(silent(vec![held.clone()]));
        assert!(!silent(vec![]));
        let drop_in = line(HATTEN, Heading::DropIn, "", "2025-V20", figures(4, 1, 1));
        assert!(!silent(vec![held, drop_in]));
    }

    #[test]
    fn the_last_counted_week_is_found_across_the_new_year() {
        let book = WeekBook::of(&report(vec![
            line(HATTEN, Heading::Activity, "Bingo", "2024-V52", figures(3, 1, 1)),
            line(HATTEN, Heading::Activity, "Bingo", "2025-V02", figures(0, 0, 1)),
        ]));
        assert_eq!(book.last_counted(HATTEN).map(|week| week.to_string()).as_deref(), Some("2024-V52"));
        assert_eq!(book.last_counted(SOLBRINGEN), None);
    }

    #[test]
    fn rows_are_one_per_activity_with_a_figure_per_week() {
        let weeks = weeks_until("2025-V20".parse().unwrap(), 2);
        let rows = activity_rows(
            &report(vec![
                line(HATTEN, Heading::Activity, "Sång", "2025-V20", figures(5, 1, 1)),
                line(HATTEN, Heading::Activity, "Bingo", "2025-V19", figures(20, 1, 1)),
                line(HATTEN, Heading::Activity, "Bingo", "2025-V20", figures(22, 1, 2)),
                line(HATTEN, Heading::Association, "Dans", "2025-V20", figures(40, 1, 1)),
                line(SOLBRINGEN, Heading::Activity, "Bingo", "2025-V20", figures(9, 1, 1)),
                line(HATTEN, Heading::Activity, "Bingo", "2025-V18", figures(21, 1, 1)),
            ]),
            HATTEN,
            Heading::Activity,
            &weeks,
        );
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Bingo", "Sång"]);
        assert_eq!(rows[0].weeks, [figures(20, 1, 1), figures(22, 1, 2)]);
        assert_eq!(rows[0].total(), figures(42, 2, 3));
        assert_eq!(rows[1].weeks, [figures(0, 0, 0), figures(5, 1, 1)]);
        assert_eq!(sum_row("Summa", &rows).weeks, [figures(20, 1, 1), figures(27, 2, 3)]);
    }
}
