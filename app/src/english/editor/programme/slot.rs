//! The words of when something happens, in English.

use jiff::civil::{Date, Weekday};
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::edit::effect::{Difference, Effect};
use samvaro_core::programme::slot_line::SlotLine;
use samvaro_core::schedule::{Schedule, Weekdays, Weeks};

use super::{times, times_counted};
use crate::editor::programme::slot_form::{Kind, LISTED_MAX, SlotProblem};
use crate::english;

pub const NEW: &str = "New time";
pub const HEADING: &str = "Change the time";
pub const ONE: &str = "Change one occasion";
pub const KIND: &str = "How often";
pub const WEEKDAYS: &str = "Weekdays";
pub const WEEKDAY: &str = "Weekday";
pub const ORDINAL: &str = "Which one in the month";
pub const DAY: &str = "Date in the month, 1 to 31";
pub const DATE: &str = "Day";
pub const DATES: &str = "Days";
pub const ADD_DATE: &str = "Add the day";
pub const FROM: &str = "First day";
pub const UNTIL: &str = "Last day";
pub const UNTIL_HELP: &str = "Leave empty if it goes on until further notice.";
pub const START: &str = "Starts";
pub const END: &str = "Ends";
pub const TIME_HELP: &str = "For example 10 or 10:30.";
pub const ROOM: &str = "Where in the building";
pub const ROOM_HELP: &str = "Leave empty if it is where the activity usually is.";
pub const NOTE: &str = "A note under the name";
pub const PREVIEW: &str = "This is how it will be";
pub const QUESTION: &str = "What does the change apply to?";
pub const ALL: &str = "All occasions";
pub const ALL_HELP: &str = "Also those that have been.";
pub const FOLLOWING: &str = "This one and all after it";
pub const CANNOT_FOLLOW: &str =
    "The time repeats in a way that cannot be moved like that. Change the time instead.";
pub const NOTHING: &str = "No occasions change in the coming year.";
pub const REST_LINK: &str = "Public holidays and closed days";
pub const FURTHER: &str = "until further notice";

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Weekly => "Every week",
        Kind::Odd => "Odd weeks",
        Kind::Even => "Even weeks",
        Kind::MonthlyWeekday => "One weekday a month",
        Kind::MonthlyDate => "One date a month",
        Kind::Once => "Once",
        Kind::Dates => "Chosen days",
        Kind::Rule => "As in the old calendar",
    }
}

pub fn ordinal(ordinal: i8) -> &'static str {
    match ordinal {
        1 => "First",
        2 => "Second",
        3 => "Third",
        4 => "Fourth",
        5 => "Fifth",
        _ => "Last",
    }
}

pub fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

pub fn mend(problem: SlotProblem) -> String {
    match problem {
        SlotProblem::NoWeekday => "Choose a weekday.".to_owned(),
        SlotProblem::NoDate => "Enter which day it is.".to_owned(),
        SlotProblem::NoFrom => "Enter the first day.".to_owned(),
        SlotProblem::NoDay => "Enter a date from 1 to 31.".to_owned(),
        SlotProblem::EndsBeforeStart => "The last day comes before the first. Change one of them.".to_owned(),
        SlotProblem::TooManyDates => format!("There may be {LISTED_MAX} days at most."),
        SlotProblem::Start => "Enter a time, for example 10:30.".to_owned(),
        SlotProblem::End => "Enter a time later than the start.".to_owned(),
        SlotProblem::Room | SlotProblem::Note => "The text is too long. Shorten it.".to_owned(),
    }
}

pub fn line(line: &SlotLine) -> String {
    let days = days(&line.schedule);
    let time = english::time_span(line.time).map(|time| [" ", &time].concat()).unwrap_or_default();
    [english::capitalised(&days), time].concat()
}

fn days(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Once(date) => english::long_date(*date),
        Schedule::Weekly(weekly) => {
            let named = weekdays(weekly.weekdays);
            match weekly.weeks {
                Weeks::All => named,
                Weeks::Odd => format!("odd weeks, {named}"),
                Weeks::Even => format!("even weeks, {named}"),
            }
        }
        Schedule::MonthlyWeekday(monthly) => {
            format!("{} {} of the month", ordinal(monthly.ordinal).to_lowercase(), weekday(monthly.weekday))
        }
        Schedule::MonthlyDate(monthly) => format!("the {} of every month", day_of_month(monthly.day)),
        Schedule::Dates(dates) => match dates.len() {
            0..=3 => {
                english::list_of(&dates.iter().map(|it| english::day_and_month(*it)).collect::<Vec<_>>())
            }
            many => format!("{many} chosen days"),
        },
        Schedule::Rule(_) => kind(Kind::Rule).to_lowercase(),
    }
}

fn weekdays(days: Weekdays) -> String {
    let at_weekend = days.contains(Weekday::Saturday) || days.contains(Weekday::Sunday);
    match (days.len(), at_weekend) {
        (7, _) => "every day".to_owned(),
        (5, false) => "Monday to Friday".to_owned(),
        _ => {
            let named: Vec<String> = days.iter().map(|it| [weekday(it), "s"].concat()).collect();
            english::list_of(&named)
        }
    }
}

/// "1st", "22nd".
fn day_of_month(day: i8) -> String {
    let ending = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

pub fn span(schedule: &Schedule, today: Date) -> Option<String> {
    if matches!(schedule, Schedule::Once(_) | Schedule::Dates(_)) {
        return None;
    }
    let begun = schedule.start().is_none_or(|start| start <= today);
    let from = (!begun).then(|| schedule.start().map(dated)).flatten();
    let until = schedule.end().map(dated);
    Some(match (from, until) {
        (Some(from), Some(until)) => format!("From {from} to {until}"),
        (Some(from), None) => format!("From {from}, {FURTHER}"),
        (None, Some(until)) => format!("Until {until}"),
        (None, None) => english::capitalised(FURTHER),
    })
}

/// "12 January 2027".
fn dated(date: Date) -> String {
    format!("{} {}", english::day_and_month(date), date.year())
}

pub fn only(date: Date) -> String {
    format!("Only {}", english::long_date(date))
}

pub fn from_on(date: Date) -> String {
    format!("From {} on", english::long_date(date))
}

pub fn summary(effect: &Effect) -> String {
    let mut sentences = Vec::new();
    let some = |one: fn(&Difference) -> bool| effect.dates.iter().filter(|it| one(it)).collect::<Vec<_>>();
    let comes = some(|it| it.before.is_none());
    let goes = some(|it| it.after.is_none());
    let changes = some(|it| it.before.is_some() && it.after.is_some());
    sentences.extend(what_happens(&comes, "is added", "are added"));
    sentences.extend(what_happens(&changes, "changes", "change"));
    sentences.extend(what_happens(&goes, "disappears", "disappear"));
    if !effect.outside.is_empty() {
        sentences.push(outside(effect.outside.len()));
    }
    if sentences.is_empty() { NOTHING.to_owned() } else { sentences.join(" ") }
}

/// "12 occasions are added. The first is on Tuesday 12 January."
fn what_happens(dates: &[&Difference], one: &str, many: &str) -> Option<String> {
    let first = english::long_date(dates.first()?.date());
    let count = times(dates.len());
    Some(match dates.len() {
        1 => format!("{count} {one}, on {first}."),
        _ => format!("{count} {many}. The first is on {first}."),
    })
}

/// "3 counted occasions end up outside the programme. The figures are kept."
fn outside(count: usize) -> String {
    let ends = if count == 1 { "ends" } else { "end" };
    format!("{} {ends} up outside the programme. The figures are kept.", times_counted(count))
}

pub fn difference(difference: &Difference) -> String {
    let words = match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => match (when(before), when(after)) {
            (before, after) if before == after => english::capitalised(&after),
            (before, after) => format!("{} becomes {after}", english::capitalised(&before)),
        },
        (Some(before), None) => format!("{} disappears", english::capitalised(&when(before))),
        (None, Some(after)) => english::capitalised(&when(after)),
        (None, None) => String::new(),
    };
    match difference.after.as_ref().and_then(rests) {
        Some(why) => format!("{words}. {why}"),
        None => words,
    }
}

pub fn when(occurrence: &Occurrence) -> String {
    let time = english::time_span(occurrence.time).map(|time| [" ", &time].concat()).unwrap_or_default();
    [english::short_date(occurrence.date), time].concat()
}

pub fn rests(occurrence: &Occurrence) -> Option<String> {
    match &occurrence.state {
        State::RedDay { name } => Some(format!("Not held: {name}.")),
        State::Closed { reason } => {
            Some(reason.as_ref().map_or_else(|| "Closed.".to_owned(), |reason| format!("Closed: {reason}")))
        }
        State::Cancelled { .. } => Some("Cancelled.".to_owned()),
        State::Planned | State::OutsideProgramme => None,
    }
}

pub fn more(count: usize) -> String {
    format!("and {count} more")
}

pub fn remove_date(date: &str) -> String {
    format!("Remove {date}")
}
