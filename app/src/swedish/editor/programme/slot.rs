//! The words of when something happens.

use jiff::civil::{Date, Weekday};
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::edit::effect::{Difference, Effect};
use samvaro_core::programme::slot_line::SlotLine;
use samvaro_core::schedule::{Schedule, Weekdays, Weeks};

use super::{times, times_counted};
use crate::editor::programme::slot_form::{Kind, LISTED_MAX, SlotProblem};
use crate::swedish;

/// Heading of a new slot.
pub const NEW: &str = "Ny tid";
/// Heading of a slot.
pub const HEADING: &str = "Ändra tiden";
/// Heading of one date.
pub const ONE: &str = "Ändra ett tillfälle";
/// Heading of the kinds.
pub const KIND: &str = "Hur ofta";
/// Heading of the weekdays.
pub const WEEKDAYS: &str = "Veckodagar";
/// The one weekday of a month.
pub const WEEKDAY: &str = "Veckodag";
/// Which of them.
pub const ORDINAL: &str = "Vilken i månaden";
/// The day of the month.
pub const DAY: &str = "Datum i månaden, 1 till 31";
/// The one date.
pub const DATE: &str = "Dag";
/// Listed dates.
pub const DATES: &str = "Dagar";
/// Puts another date into the list.
pub const ADD_DATE: &str = "Lägg till dagen";
/// The first day.
pub const FROM: &str = "Första dag";
/// The last day.
pub const UNTIL: &str = "Sista dag";
/// When it may be left out.
pub const UNTIL_HELP: &str = "Lämna tomt om det fortsätter tills vidare.";
/// When it begins.
pub const START: &str = "Börjar";
/// When it ends.
pub const END: &str = "Slutar";
/// How to write a time.
pub const TIME_HELP: &str = "Till exempel 10 eller 10.30.";
/// Where in the house.
pub const ROOM: &str = "Var i huset";
/// When it may be left out.
pub const ROOM_HELP: &str = "Lämna tomt om det är där aktiviteten brukar vara.";
/// A line under the name.
pub const NOTE: &str = "En rad under namnet";
/// Heading of what will be.
pub const PREVIEW: &str = "Så blir det";
/// Heading of the question.
pub const QUESTION: &str = "Vad gäller ändringen?";
/// All of them.
pub const ALL: &str = "Alla tillfällen";
/// What that means.
pub const ALL_HELP: &str = "Även de som har varit.";
/// This and what follows.
pub const FOLLOWING: &str = "Det här och alla efter";
/// Only this date can change.
pub const CANNOT_FOLLOW: &str = "Tiden upprepas på ett sätt som inte kan flyttas så. Ändra tiden i stället.";
/// Nothing differs.
pub const NOTHING: &str = "Inga tillfällen ändras det närmaste året.";
/// Leads to red days and closed periods.
pub const REST_LINK: &str = "Röda dagar och stängda dagar";
/// A time that goes on.
pub const FURTHER: &str = "tills vidare";

/// A kind of schedule.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Weekly => "Varje vecka",
        Kind::Odd => "Udda veckor",
        Kind::Even => "Jämna veckor",
        Kind::MonthlyWeekday => "En veckodag i månaden",
        Kind::MonthlyDate => "Ett datum i månaden",
        Kind::Once => "En gång",
        Kind::Dates => "Utvalda dagar",
        Kind::Rule => "Som i den gamla kalendern",
    }
}

/// "Första", "sista".
pub fn ordinal(ordinal: i8) -> &'static str {
    match ordinal {
        1 => "Första",
        2 => "Andra",
        3 => "Tredje",
        4 => "Fjärde",
        5 => "Femte",
        _ => "Sista",
    }
}

/// "måndag".
pub fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "måndag",
        Weekday::Tuesday => "tisdag",
        Weekday::Wednesday => "onsdag",
        Weekday::Thursday => "torsdag",
        Weekday::Friday => "fredag",
        Weekday::Saturday => "lördag",
        Weekday::Sunday => "söndag",
    }
}

/// How to mend an answer.
pub fn mend(problem: SlotProblem) -> String {
    match problem {
        SlotProblem::NoWeekday => "Välj en veckodag.".to_owned(),
        SlotProblem::NoDate => "Skriv vilken dag det är.".to_owned(),
        SlotProblem::NoFrom => "Skriv första dagen.".to_owned(),
        SlotProblem::NoDay => "Skriv ett datum från 1 till 31.".to_owned(),
        SlotProblem::EndsBeforeStart => "Sista dagen ligger före den första. Ändra en av dem.".to_owned(),
        SlotProblem::TooManyDates => format!("Det får vara högst {LISTED_MAX} dagar."),
        SlotProblem::Start => "Skriv en tid, till exempel 10.30.".to_owned(),
        SlotProblem::End => "Skriv en tid som är senare än starten.".to_owned(),
        SlotProblem::Room | SlotProblem::Note => "Texten är för lång. Korta den.".to_owned(),
    }
}

/// "Tisdagar och fredagar 10.00–10.45", "Udda veckor, lördagar 13.00".
pub fn line(line: &SlotLine) -> String {
    let days = days(&line.schedule);
    let time = swedish::time_span(line.time).map(|time| [" ", &time].concat()).unwrap_or_default();
    [swedish::capitalised(&days), time].concat()
}

fn days(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Once(date) => swedish::long_date(*date),
        Schedule::Weekly(weekly) => {
            let named = weekdays(weekly.weekdays);
            match weekly.weeks {
                Weeks::All => named,
                Weeks::Odd => format!("udda veckor, {named}"),
                Weeks::Even => format!("jämna veckor, {named}"),
            }
        }
        Schedule::MonthlyWeekday(monthly) => {
            format!("{} {}en i månaden", ordinal(monthly.ordinal).to_lowercase(), weekday(monthly.weekday))
        }
        Schedule::MonthlyDate(monthly) => format!("den {} varje månad", monthly.day),
        Schedule::Dates(dates) => match dates.len() {
            0..=3 => {
                swedish::list_of(&dates.iter().map(|it| swedish::day_and_month(*it)).collect::<Vec<_>>())
            }
            many => format!("{many} utvalda dagar"),
        },
        Schedule::Rule(_) => kind(Kind::Rule).to_lowercase(),
    }
}

/// "alla dagar", "måndag till fredag", "tisdagar och fredagar".
fn weekdays(days: Weekdays) -> String {
    let at_weekend = days.contains(Weekday::Saturday) || days.contains(Weekday::Sunday);
    match (days.len(), at_weekend) {
        (7, _) => "alla dagar".to_owned(),
        (5, false) => "måndag till fredag".to_owned(),
        _ => {
            let named: Vec<String> = days.iter().map(|it| [weekday(it), "ar"].concat()).collect();
            swedish::list_of(&named)
        }
    }
}

/// "Från 12 januari till 6 juni", "Från 12 januari, tills vidare"; nothing for listed dates.
pub fn span(schedule: &Schedule, today: Date) -> Option<String> {
    if matches!(schedule, Schedule::Once(_) | Schedule::Dates(_)) {
        return None;
    }
    let begun = schedule.start().is_none_or(|start| start <= today);
    let from = (!begun).then(|| schedule.start().map(dated)).flatten();
    let until = schedule.end().map(dated);
    Some(match (from, until) {
        (Some(from), Some(until)) => format!("Från {from} till {until}"),
        (Some(from), None) => format!("Från {from}, {FURTHER}"),
        (None, Some(until)) => format!("Till {until}"),
        (None, None) => swedish::capitalised(FURTHER),
    })
}

/// "12 januari 2027".
fn dated(date: Date) -> String {
    format!("{} {}", swedish::day_and_month(date), date.year())
}

/// "Bara tisdag 12 januari".
pub fn only(date: Date) -> String {
    format!("Bara {}", swedish::long_date(date))
}

/// "Från och med tisdag 12 januari".
pub fn from_on(date: Date) -> String {
    format!("Från och med {}", swedish::long_date(date))
}

/// "12 tillfällen kommer till. Det första är tisdag 12 januari."
pub fn summary(effect: &Effect) -> String {
    let mut sentences = Vec::new();
    let some = |one: fn(&Difference) -> bool| effect.dates.iter().filter(|it| one(it)).collect::<Vec<_>>();
    let comes = some(|it| it.before.is_none());
    let goes = some(|it| it.after.is_none());
    let changes = some(|it| it.before.is_some() && it.after.is_some());
    sentences.extend(what_happens(&comes, "kommer till"));
    sentences.extend(what_happens(&changes, "ändras"));
    sentences.extend(what_happens(&goes, "försvinner"));
    if !effect.outside.is_empty() {
        sentences.push(outside(effect.outside.len()));
    }
    if sentences.is_empty() { NOTHING.to_owned() } else { sentences.join(" ") }
}

/// "12 tillfällen kommer till. Det första är tisdag 12 januari.", "1 tillfälle ändras: tisdag 12 januari."
fn what_happens(dates: &[&Difference], what: &str) -> Option<String> {
    let first = swedish::long_date(dates.first()?.date());
    let count = times(dates.len());
    Some(match dates.len() {
        1 => format!("{count} {what}: {first}."),
        _ => format!("{count} {what}. Det första är {first}."),
    })
}

/// "3 räknade tillfällen hamnar utanför programmet. Siffrorna finns kvar."
fn outside(count: usize) -> String {
    format!("{} hamnar utanför programmet. Siffrorna finns kvar.", times_counted(count))
}

/// "Tis 12 januari 10.00 blir ons 13 januari 11.00", with why it rests.
pub fn difference(difference: &Difference) -> String {
    let words = match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => match (when(before), when(after)) {
            (before, after) if before == after => swedish::capitalised(&after),
            (before, after) => format!("{} blir {after}", swedish::capitalised(&before)),
        },
        (Some(before), None) => format!("{} försvinner", swedish::capitalised(&when(before))),
        (None, Some(after)) => swedish::capitalised(&when(after)),
        (None, None) => String::new(),
    };
    match difference.after.as_ref().and_then(rests) {
        Some(why) => format!("{words}. {why}"),
        None => words,
    }
}

/// "tis 12 januari 10.00–10.45".
pub fn when(occurrence: &Occurrence) -> String {
    let time = swedish::time_span(occurrence.time).map(|time| [" ", &time].concat()).unwrap_or_default();
    [swedish::short_date(occurrence.date), time].concat()
}

/// Why a date rests: "Vilar: Annandag påsk."
pub fn rests(occurrence: &Occurrence) -> Option<String> {
    match &occurrence.state {
        State::RedDay { name } => Some(format!("Vilar: {name}.")),
        State::Closed { reason } => {
            Some(reason.as_ref().map_or_else(|| "Stängt.".to_owned(), |reason| format!("Stängt: {reason}")))
        }
        State::Cancelled { .. } => Some("Inställt.".to_owned()),
        State::Planned | State::OutsideProgramme => None,
    }
}

/// "och 7 till".
pub fn more(count: usize) -> String {
    format!("och {count} till")
}

/// "Ta bort 12 januari ur listan".
pub fn remove_date(date: &str) -> String {
    format!("Ta bort {date}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_week_is_said_shortly() {
        let said = |days: &[Weekday]| weekdays(days.iter().copied().collect());
        let all: Vec<Weekday> = Weekdays::ALL.iter().collect();
        assert_eq!(said(&all), "alla dagar");
        assert_eq!(said(&all[..5]), "måndag till fredag");
        assert_eq!(said(&all[..4]), "måndagar, tisdagar, onsdagar och torsdagar");
        assert_eq!(said(&all[2..]), "onsdagar, torsdagar, fredagar, lördagar och söndagar");
    }
}
