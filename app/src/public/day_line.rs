//! A place's day in a line or two, for the list of places.

use jiff::civil::{Date, DateTime};
use samvaro_core::document::ProgrammeDocument;
use samvaro_core::occurrence::{Occurrence, State};

use super::facts::sentence;
use super::phase::{Phase, phase};
use super::week_days::ShownDay;
use crate::swedish;
use crate::swedish::public as text;

/// The most activities that one line names; more are a number.
const NAMED_MAX: usize = 4;

/// One line: a bold word that says when, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// "Nu", "I dag", "Inställt".
    pub lead: Option<String>,
    /// The rest of the line.
    pub rest: String,
}

/// What happens at a place today, and otherwise on its next day in the document.
pub fn day_lines(document: &ProgrammeDocument, now: DateTime) -> Vec<DayLine> {
    let today = now.date();
    if today < document.from || today > document.until {
        return vec![plain(text::DAY_NOT_FETCHED)];
    }
    let day = ShownDay::of(document, today);
    let mut lines = cancelled_line(&day);
    lines.extend(held_lines(&day, now));
    if lines.is_empty() {
        lines.push(nothing_line(&day));
        lines.extend(next_day_line(document, today));
    }
    lines
}

/// Whether a place or its day answers to what somebody searches for.
pub fn matches(document: &ProgrammeDocument, wanted: &str) -> bool {
    let wanted = wanted.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    has(document.place.name.as_str())
        || document.occurrences.iter().any(|occurrence| has(occurrence.name.as_str()))
}

fn held_lines(day: &ShownDay, now: DateTime) -> Vec<DayLine> {
    let held: Vec<&Occurrence> = day.occurrences.iter().filter(|occurrence| occurrence.is_held()).collect();
    let in_phase = |wanted| {
        let chosen = held.iter().copied().filter(move |occurrence| phase(occurrence, now) == wanted);
        chosen.partition::<Vec<&Occurrence>, _>(|occurrence| occurrence.time.start.is_some())
    };
    let (going_on, _) = in_phase(Phase::Now);
    let (ahead, unknown) = in_phase(Phase::Ahead);
    let mut lines = Vec::new();
    if !going_on.is_empty() {
        lines.push(led(text::NOW, format!("{}.", list(&going_on, until))));
    }
    if !ahead.is_empty() {
        let lead = if going_on.is_empty() { text::TODAY } else { text::THEN };
        lines.push(led(lead, format!("{}.", list(&ahead, starting))));
    }
    if !unknown.is_empty() {
        let names = list(&unknown, |occurrence| occurrence.name.to_string());
        lines.push(led(text::TODAY, format!("{names}. {}", text::ASK_FOR_TIME)));
    }
    if lines.is_empty() && !held.is_empty() {
        lines.push(plain(text::OVER));
    }
    lines
}

fn cancelled_line(day: &ShownDay) -> Vec<DayLine> {
    let cancelled: Vec<&Occurrence> = day
        .occurrences
        .iter()
        .filter(|occurrence| matches!(occurrence.state, State::Cancelled { .. }))
        .collect();
    match cancelled.is_empty() {
        true => Vec::new(),
        false => vec![led(text::CANCELLED, format!("{}.", list(&cancelled, starting)))],
    }
}

fn nothing_line(day: &ShownDay) -> DayLine {
    match (&day.closed, &day.red_day) {
        (Some(Some(reason)), _) => led(text::CLOSED, sentence(reason.as_str())),
        (Some(None), _) => plain(text::CLOSED_TODAY),
        (None, Some(name)) => plain(&format!("{name}. {}", text::NOTHING_TODAY)),
        (None, None) => plain(text::NOTHING_TODAY),
    }
}

fn next_day_line(document: &ProgrammeDocument, today: Date) -> Option<DayLine> {
    let next = document.occurrences.iter().find(|next| next.date > today && next.is_held())?;
    let held: Vec<&Occurrence> = document.day(next.date).filter(|next| next.is_held()).collect();
    let lead = swedish::capitalised(&swedish::day_relative_to(today, next.date));
    Some(led(&lead, format!("{}.", list(&held, starting))))
}

fn list(occurrences: &[&Occurrence], one: impl Fn(&Occurrence) -> String) -> String {
    let mut names: Vec<String> =
        occurrences.iter().take(NAMED_MAX).map(|occurrence| one(occurrence)).collect();
    let more = occurrences.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        names.push(text::more(&swedish::count_word(more)));
    }
    swedish::list_of(&names)
}

fn starting(occurrence: &Occurrence) -> String {
    match occurrence.time.start {
        Some(start) => format!("{} {}", occurrence.name, swedish::time(start)),
        None => occurrence.name.to_string(),
    }
}

fn until(occurrence: &Occurrence) -> String {
    match occurrence.time.end {
        Some(end) => format!("{}, {}", occurrence.name, text::until(&swedish::time(end))),
        None => occurrence.name.to_string(),
    }
}

fn led(lead: &str, rest: String) -> DayLine {
    DayLine { lead: Some(lead.to_owned()), rest }
}

fn plain(rest: &str) -> DayLine {
    DayLine { lead: None, rest: rest.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use samvaro_core::document::ClosedDay;
    use samvaro_core::text::Line;

    use super::*;
    use crate::public::sample::{occurrence, programme};

    fn said(occurrences: Vec<Occurrence>, hour: i8) -> Vec<String> {
        said_of(&programme("2025-05-13", "2025-05-19", occurrences), hour)
    }

    fn said_of(document: &ProgrammeDocument, hour: i8) -> Vec<String> {
        let lines = day_lines(document, date(2025, 5, 13).at(hour, 0, 0, 0));
        let written = |line: DayLine| match line.lead {
            Some(lead) => format!("{lead}: {}", line.rest),
            None => line.rest,
        };
        lines.into_iter().map(written).collect()
    }

    #[test]
    fn what_goes_on_comes_first_and_then_what_follows() {
        let day = vec![
            occurrence("2025-05-13", "10:00", "11:30", "Sittgympa"),
            occurrence("2025-05-13", "13:00", "", "Sällskapsspel"),
        ];
        assert_eq!(said(day.clone(), 9), ["I dag: Sittgympa 10.00 och Sällskapsspel 13.00."]);
        assert_eq!(said(day.clone(), 10), ["Nu: Sittgympa, till 11.30.", "Sedan: Sällskapsspel 13.00."]);
        assert_eq!(said(day, 20), ["Slut för i dag."]);
    }

    #[test]
    fn unknown_times_are_named_and_asked_for() {
        let day =
            vec![occurrence("2025-05-13", "", "", "Sittgympa"), occurrence("2025-05-13", "", "", "Bingo")];
        assert_eq!(said(day, 9), ["I dag: Sittgympa och Bingo. Ring och fråga om tiden."]);
    }

    #[test]
    fn an_empty_day_points_to_the_next() {
        let next = vec![occurrence("2025-05-14", "09:30", "", "Gemensam aktivitet")];
        assert_eq!(said(next, 9), ["Inget i dag.", "I morgon: Gemensam aktivitet 9.30."]);
        assert_eq!(said(vec![], 9), ["Inget i dag."]);
    }

    #[test]
    fn a_closed_day_says_why() {
        let mut document = programme("2025-05-13", "2025-05-13", vec![]);
        let reason = Some(Line::parse("personalen utbildas").unwrap());
        document.closed.push(ClosedDay { date: date(2025, 5, 13), reason });
        assert_eq!(said_of(&document, 9), ["Stängt: Personalen utbildas."]);
    }

    #[test]
    fn a_cancelled_occurrence_is_said_first() {
        let mut cafe = occurrence("2025-05-13", "10:00", "", "Öppet café");
        cafe.state = State::Cancelled { reason: None };
        assert_eq!(said(vec![cafe], 9), ["Inställt: Öppet café 10.00."]);
    }

    #[test]
    fn a_day_that_is_not_in_the_document_is_not_guessed() {
        let document = programme("2025-05-12", "2025-05-12", vec![]);
        assert_eq!(said_of(&document, 9), ["Dagens program är inte hämtat."]);
    }

    #[test]
    fn a_search_finds_places_and_activities() {
        let document =
            programme("2025-05-13", "2025-05-13", vec![occurrence("2025-05-13", "", "", "Öppet café")]);
        assert!(matches(&document, " hat"));
        assert!(matches(&document, "ÖPPET"));
        assert!(!matches(&document, "bingo"));
    }
}
