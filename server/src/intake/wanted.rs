//! What a file wants to stand in a place's programme.

use std::collections::BTreeMap;

use jiff::civil::Date;
use samvaro_core::field::{ActivityField, ClosureField, Fields, Moved, OccurrenceField, Period, SlotField};
use samvaro_core::id::{ActivityId, ClosureId, PlaceId, SlotId};
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::{Schedule, Window};
use samvaro_core::target::OccurrenceKey;
use samvaro_core::text::{Line, Name};

use super::derived;
use crate::import::{ImportedException, ImportedProgramme, ImportedSlot};

/// For how long ahead the dates of a series that the file calls cancelled are cancelled, in days.
const CANCELLED_DAYS: i64 = 400;

/// Fields that should stand, and the line of the file that says so.
pub struct Wanted {
    pub line: u32,
    pub fields: Fields,
}

type Refused = Vec<(u32, String)>;

/// Everything that the lines of one place want, things before what refers to them.
pub fn wanted(place: PlaceId, lines: &ImportedProgramme, today: Date) -> (Vec<Wanted>, Refused) {
    let (mut wanted, mut refused) = (Vec::new(), Refused::new());
    let mut activities = Activities { place, known: BTreeMap::new() };
    for slot in &lines.slots {
        match Name::parse(&shortened(&slot.activity, Name::MAX_CHARS)) {
            Ok(name) => of_slot(place, slot, name, &mut activities, today, &mut wanted),
            Err(error) => refused.push((slot.line, format!("namnet går inte att använda: {error}"))),
        }
    }
    for closure in &lines.closures {
        let id = ClosureId(derived(place.0, "closure", &closure.source_key));
        let period = Period { from: closure.date, until: closure.date };
        let mut fields = vec![ClosureField::Period(period)];
        fields.extend(line_of(closure.note.as_deref()).map(|reason| ClosureField::Reason(Some(reason))));
        wanted.push(Wanted { line: closure.line, fields: Fields::Closure(id, fields) });
    }
    (wanted, refused)
}

fn of_slot(
    place: PlaceId,
    slot: &ImportedSlot,
    name: Name,
    activities: &mut Activities,
    today: Date,
    wanted: &mut Vec<Wanted>,
) {
    let (activity, is_new) = activities.of(slot);
    let line = slot.line;
    if is_new {
        let fields = vec![
            ActivityField::Name(name),
            ActivityField::PriceKr(slot.price_kr),
            ActivityField::NeedsSignUp(slot.needs_signup),
            ActivityField::Host(host_of(slot)),
        ];
        wanted.push(Wanted { line, fields: Fields::Activity(activity, fields) });
    }
    let id = SlotId(derived(place.0, "slot", &slot.source_key));
    let fields = vec![
        SlotField::Activity(activity),
        SlotField::Schedule(slot.schedule.clone()),
        SlotField::Time(slot.time),
        SlotField::KeepsEveryDate(true),
        SlotField::Note(note_of(slot)),
    ];
    wanted.push(Wanted { line, fields: Fields::Slot(id, fields) });
    let key = |date| OccurrenceKey { activity, slot: id, date };
    for exception in &slot.exceptions {
        let fields = exceptional(slot, exception);
        wanted.push(Wanted { line, fields: Fields::Occurrence(key(exception.original), fields) });
    }
    if slot.cancelled {
        // A date with a line of its own says itself whether it is cancelled.
        let said = |date: &Date| slot.exceptions.iter().any(|exception| exception.original == *date);
        for date in cancelled_dates(&slot.schedule, today).into_iter().filter(|date| !said(date)) {
            let fields = vec![OccurrenceField::Cancelled(true)];
            wanted.push(Wanted { line, fields: Fields::Occurrence(key(date), fields) });
        }
    }
}

/// The dates of a series that is cancelled as a whole: all that it lists, or those ahead.
fn cancelled_dates(schedule: &Schedule, today: Date) -> Vec<Date> {
    let window = match schedule.recurs() {
        true => Window::new(today, plus_days(today, CANCELLED_DAYS).unwrap_or(today)),
        false => Window::new(Date::MIN, Date::MAX),
    };
    schedule.dates(window).unwrap_or_default()
}

fn exceptional(slot: &ImportedSlot, exception: &ImportedException) -> Vec<OccurrenceField> {
    let moved = exception.moved_to.map(|(date, time)| Moved { date, time });
    let other_room = exception.place.as_deref().filter(|place| *place != slot.place);
    vec![
        OccurrenceField::Cancelled(exception.cancelled),
        OccurrenceField::Moved(moved),
        OccurrenceField::Name(exception.name.as_deref().and_then(name_of)),
        OccurrenceField::Room(other_room.and_then(name_of)),
        OccurrenceField::Note(line_of(exception.note.as_deref())),
    ]
}

/// Lines with the same name are one activity, unless they cost or ask for different things.
struct Activities {
    place: PlaceId,
    known: BTreeMap<String, Vec<(Terms, ActivityId)>>,
}

/// What holds for all of an activity.
type Terms = (Option<u32>, bool, Option<Name>);

impl Activities {
    /// The activity of a slot, and whether it was not known before.
    fn of(&mut self, slot: &ImportedSlot) -> (ActivityId, bool) {
        let key = slot.activity.trim().to_lowercase();
        let terms: Terms = (slot.price_kr, slot.needs_signup, host_of(slot));
        let same_name = self.known.entry(key.clone()).or_default();
        if let Some((_, id)) = same_name.iter().find(|(known, _)| *known == terms) {
            return (*id, false);
        }
        // The first keeps its id when its price changes in a later file.
        let key = match same_name.len() {
            0 => key,
            _ => format!("{key}\n{terms:?}"),
        };
        let id = ActivityId(derived(self.place.0, "activity", &key));
        same_name.push((terms, id));
        (id, true)
    }
}

fn host_of(slot: &ImportedSlot) -> Option<Name> {
    slot.host.as_deref().and_then(name_of)
}

/// The note; the whole name where it was too long for a name.
fn note_of(slot: &ImportedSlot) -> Option<Line> {
    let whole_name = (slot.activity.chars().count() > Name::MAX_CHARS).then_some(slot.activity.as_str());
    line_of(slot.note.as_deref().or(whole_name))
}

fn name_of(text: &str) -> Option<Name> {
    Name::parse(&shortened(text, Name::MAX_CHARS)).ok()
}

fn line_of(text: Option<&str>) -> Option<Line> {
    text.and_then(|text| Line::parse(&shortened(text, Line::MAX_CHARS)).ok())
}

/// At most so many characters, with an ellipsis where something fell away.
fn shortened(text: &str, max_chars: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max_chars - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_in_an_ellipsis() {
        assert_eq!(shortened("  kort ", 10), "kort");
        assert_eq!(shortened("en mycket lång rad", 10), "en mycket…");
        assert_eq!(shortened(&"å".repeat(100), 80).chars().count(), 80);
    }
}
