//! A schedule line as a person fills it in.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use samvaro_core::id::ActivityId;
use samvaro_core::iso::{self, Written};
use samvaro_core::programme::edit::activity_fact::written;
use samvaro_core::programme::slot_line::SlotLine;
use samvaro_core::schedule::slot_time::parse_time;
use samvaro_core::schedule::{
    MonthlyDate, MonthlyWeekday, Schedule, ScheduleRefused, SlotTime, Weekdays, Weekly, Weeks,
};
use samvaro_core::text::{Line, Name};
use serde::{Deserialize, Serialize};

/// The most dates that a person may list for one slot; one change must hold them all.
pub const LISTED_MAX: usize = 200;

/// When something happens again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Every week.
    #[default]
    Weekly,
    /// Odd weeks.
    Odd,
    /// Even weeks.
    Even,
    /// The n-th weekday of each month.
    MonthlyWeekday,
    /// A date of each month.
    MonthlyDate,
    /// Once.
    Once,
    /// Listed dates.
    Dates,
    /// As a rule from another calendar says; kept as it is.
    Rule,
}

impl Kind {
    /// Those that can be chosen.
    pub const CHOICES: [Self; 7] = [
        Self::Weekly,
        Self::Odd,
        Self::Even,
        Self::MonthlyWeekday,
        Self::MonthlyDate,
        Self::Once,
        Self::Dates,
    ];
}

/// What is wrong with an answer; also which field it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotProblem {
    /// No weekday is chosen.
    NoWeekday,
    /// No date is written.
    NoDate,
    /// No first day is written.
    NoFrom,
    /// No day of the month, 1 to 31.
    NoDay,
    /// The last day lies before the first.
    EndsBeforeStart,
    /// Too many dates are listed.
    TooManyDates,
    /// The start is no time of day.
    Start,
    /// The end is no time of day, or lies before the start.
    End,
    /// The room's name is too long.
    Room,
    /// The note is too long.
    Note,
}

/// The answers as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotForm {
    /// When it happens again.
    pub kind: Kind,
    /// Weekdays, Monday first; of these one counts for a month's weekday.
    pub weekdays: [bool; 7],
    /// 1 to 4, or −1 for the last.
    pub ordinal: i8,
    /// The day of the month.
    pub day: String,
    /// Listed dates.
    pub dates: BTreeSet<String>,
    /// The first day, or the one date.
    pub from: String,
    /// The last day.
    pub until: String,
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// Where in the house.
    pub room: String,
    /// A line under the name.
    pub note: String,
    /// The rule of another calendar.
    #[serde(default)]
    pub rule: Option<Schedule>,
    /// The days after its own at which it ends; no form asks for that.
    #[serde(default)]
    pub days_later: u8,
    /// Whether it keeps every date, as imported; no form asks for that.
    #[serde(default)]
    pub keeps_every_date: bool,
    /// Whether it is a draft.
    #[serde(default)]
    pub draft: bool,
}

impl SlotForm {
    /// An empty form that begins on a day.
    pub fn new(from: Date) -> Self {
        Self { from: Written(from).to_string(), ordinal: 1, ..Self::default() }
    }

    /// A slot as it stands.
    pub fn of(line: &SlotLine) -> Self {
        let mut form = Self {
            ordinal: 1,
            start: line.time.start.map(written).unwrap_or_default(),
            end: line.time.end.map(written).unwrap_or_default(),
            room: line.room.as_ref().map(ToString::to_string).unwrap_or_default(),
            note: line.note.as_ref().map(ToString::to_string).unwrap_or_default(),
            days_later: line.time.end_days_later,
            keeps_every_date: line.keeps_every_date,
            draft: !line.published,
            ..Self::default()
        };
        form.take(&line.schedule);
        form
    }

    fn take(&mut self, schedule: &Schedule) {
        let text = |date: Date| Written(date).to_string();
        if let Some(from) = schedule.start() {
            self.from = text(from);
        }
        let mut until = schedule.end();
        match schedule {
            Schedule::Once(_) => (self.kind, until) = (Kind::Once, None),
            Schedule::Weekly(weekly) => {
                self.kind = match weekly.weeks {
                    Weeks::All => Kind::Weekly,
                    Weeks::Odd => Kind::Odd,
                    Weeks::Even => Kind::Even,
                };
                weekly.weekdays.iter().for_each(|weekday| self.weekdays[index(weekday)] = true);
            }
            Schedule::MonthlyWeekday(monthly) => {
                (self.kind, self.ordinal) = (Kind::MonthlyWeekday, monthly.ordinal);
                self.weekdays[index(monthly.weekday)] = true;
            }
            Schedule::MonthlyDate(monthly) => {
                (self.kind, self.day) = (Kind::MonthlyDate, monthly.day.to_string());
            }
            Schedule::Dates(dates) => {
                self.kind = Kind::Dates;
                self.dates = dates.iter().map(|date| text(*date)).collect();
                until = None;
            }
            Schedule::Rule(_) => (self.kind, self.rule) = (Kind::Rule, Some(schedule.clone())),
        }
        self.until = until.map(text).unwrap_or_default();
    }

    /// The line that is wanted.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn read(&self, activity: ActivityId) -> Result<SlotLine, Vec<SlotProblem>> {
        let (schedule, time) = (self.schedule(), self.time());
        let room = optional(&self.room, |text| Name::parse(text).ok()).ok_or(SlotProblem::Room);
        let note = optional(&self.note, |text| Line::parse(text).ok()).ok_or(SlotProblem::Note);
        match (schedule, time, room, note) {
            (Ok(schedule), Ok(time), Ok(room), Ok(note)) => Ok(SlotLine {
                activity,
                schedule,
                time,
                room,
                note,
                keeps_every_date: self.keeps_every_date,
                published: !self.draft,
            }),
            (schedule, time, room, note) => {
                let found = [schedule.err(), time.err(), room.err(), note.err()];
                Err(found.into_iter().flatten().collect())
            }
        }
    }

    fn schedule(&self) -> Result<Schedule, SlotProblem> {
        if let (Kind::Rule, Some(rule)) = (self.kind, &self.rule) {
            return Ok(rule.clone());
        }
        if self.kind == Kind::Dates {
            return self.listed();
        }
        let from = iso::date(&self.from);
        if self.kind == Kind::Once {
            return from.map(Schedule::Once).ok_or(SlotProblem::NoDate);
        }
        let from = from.ok_or(SlotProblem::NoFrom)?;
        let until = optional(&self.until, iso::date).ok_or(SlotProblem::EndsBeforeStart)?;
        let schedule = self.recurring(from, until)?;
        match schedule.check() {
            Ok(()) => Ok(schedule),
            Err(ScheduleRefused::NoWeekday) => Err(SlotProblem::NoWeekday),
            Err(_) => Err(SlotProblem::EndsBeforeStart),
        }
    }

    fn recurring(&self, from: Date, until: Option<Date>) -> Result<Schedule, SlotProblem> {
        let weekdays: Weekdays =
            (0i8..7).zip(self.weekdays).filter(|(_, chosen)| *chosen).map(|(day, _)| weekday(day)).collect();
        let weekly = |weeks| Schedule::Weekly(Weekly { weekdays, weeks, from, until });
        Ok(match self.kind {
            Kind::Odd => weekly(Weeks::Odd),
            Kind::Even => weekly(Weeks::Even),
            Kind::MonthlyWeekday => {
                let weekday = weekdays.iter().next().ok_or(SlotProblem::NoWeekday)?;
                Schedule::MonthlyWeekday(MonthlyWeekday { ordinal: self.ordinal, weekday, from, until })
            }
            Kind::MonthlyDate => {
                let day = self.day.trim().parse().ok().filter(|day| (1..=31).contains(day));
                Schedule::MonthlyDate(MonthlyDate { day: day.ok_or(SlotProblem::NoDay)?, from, until })
            }
            _ => weekly(Weeks::All),
        })
    }

    fn listed(&self) -> Result<Schedule, SlotProblem> {
        let dates: BTreeSet<Date> = self.dates.iter().filter_map(|date| iso::date(date)).collect();
        match dates.len() {
            0 => Err(SlotProblem::NoDate),
            1..=LISTED_MAX => Ok(Schedule::Dates(dates)),
            _ => Err(SlotProblem::TooManyDates),
        }
    }

    fn time(&self) -> Result<SlotTime, SlotProblem> {
        let start = typed_time(&self.start).ok_or(SlotProblem::Start)?;
        let end = typed_time(&self.end).ok_or(SlotProblem::End)?;
        let time = SlotTime { start, end, end_days_later: self.days_later };
        time.check().map(|()| time).map_err(|_| SlotProblem::End)
    }
}

/// Empty, "10", "10.00" or "10:00".
pub fn typed_time(typed: &str) -> Option<Option<Time>> {
    let typed = typed.trim();
    let hour = (1..=2).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    if hour { parse_time(&[typed, ".00"].concat()).map(Some) } else { optional(typed, parse_time) }
}

/// Nothing for an empty text, else what it is read as; `None` if it cannot be read.
pub fn optional<T>(typed: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    let typed = typed.trim();
    if typed.is_empty() { Some(None) } else { read(typed).map(Some) }
}

/// A weekday by its number from Monday, 0 to 6.
pub fn weekday(number: i8) -> Weekday {
    Weekday::from_monday_zero_offset(number).unwrap_or(Weekday::Monday)
}

fn index(weekday: Weekday) -> usize {
    usize::from(weekday.to_monday_zero_offset().unsigned_abs())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{date, time};
    use samvaro_core::schedule::{Rule, RuleSet};
    use uuid::Uuid;

    use super::*;

    const ACTIVITY: ActivityId = ActivityId(Uuid::from_u128(1));

    fn line(schedule: Schedule) -> SlotLine {
        let time = SlotTime::new(Some(time(10, 0, 0, 0)), Some(time(10, 45, 0, 0))).unwrap();
        SlotLine { time, room: Name::parse("Salen").ok(), ..SlotLine::new(ACTIVITY, schedule) }
    }

    #[test]
    fn a_form_that_nobody_touches_says_what_stood() {
        let (from, until) = (date(2027, 1, 12), Some(date(2027, 6, 1)));
        let weekdays: Weekdays = [Weekday::Tuesday, Weekday::Friday].into_iter().collect();
        let weekly = |weeks| Schedule::Weekly(Weekly { weekdays, weeks, from, until });
        for schedule in [
            Schedule::Once(from),
            weekly(Weeks::All),
            weekly(Weeks::Odd),
            weekly(Weeks::Even),
            Schedule::MonthlyWeekday(MonthlyWeekday { ordinal: -1, weekday: Weekday::Friday, from, until }),
            Schedule::MonthlyDate(MonthlyDate { day: 31, from, until: None }),
            Schedule::Dates([from, date(2027, 2, 3)].into()),
            Schedule::Rule(RuleSet::new(from, Rule::parse("FREQ=WEEKLY;INTERVAL=3;COUNT=4").unwrap())),
        ] {
            let mut line = line(schedule);
            line.published = false;
            assert_eq!(SlotForm::of(&line).read(ACTIVITY), Ok(line));
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = SlotForm { start: "tio".into(), room: "x".repeat(81), ..SlotForm::new(date(2027, 1, 12)) };
        let problems = vec![SlotProblem::NoWeekday, SlotProblem::Start, SlotProblem::Room];
        assert_eq!(form.read(ACTIVITY), Err(problems));
        let backwards = SlotForm { until: "2027-01-01".into(), weekdays: [true; 7], ..form };
        assert_eq!(backwards.read(ACTIVITY).unwrap_err()[0], SlotProblem::EndsBeforeStart);
    }

    #[test]
    fn an_hour_alone_is_a_time() {
        assert_eq!(typed_time("9"), Some(Some(time(9, 0, 0, 0))));
        assert_eq!(typed_time("13.15"), Some(Some(time(13, 15, 0, 0))));
        assert_eq!(typed_time(" "), Some(None));
        assert_eq!(typed_time("25"), None);
    }
}
