//! One event of a calendar file, understood: who it is, when it is, what it says.

use super::component::RawEvent;
use super::content_line::Property;
use super::date_time::{Length, Moment, duration, quoted};
use super::repeats::Repeats;
use super::zones::{ZoneId, Zones};
use crate::import::plain_text::{one_line, paragraphs, some, without_markup};
use crate::import::programme::ImportedSlot;

/// A refusal: on which line, and why.
pub type Refusal = (u32, String);

/// Which event it is, apart from what it says.
#[derive(Clone, Debug)]
pub struct Identity {
    pub line: u32,
    /// Empty if the file gives none.
    pub uid: String,
    /// The occurrence it stands for; an error if the file names one that cannot be read.
    pub recurrence: Option<Result<Moment, String>>,
    /// It claims to stand for all later occurrences too.
    pub range: bool,
    /// Which version of the event: SEQUENCE, then DTSTAMP.
    pub version: (i64, String),
}

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub line: u32,
    pub name: String,
    pub place: Option<String>,
    pub note: Option<String>,
    pub cancelled: bool,
    pub private: bool,
    pub start: Moment,
    pub length: Length,
    pub repeats: Repeats,
}

impl Identity {
    pub fn of(raw: &RawEvent, zones: &mut Zones) -> Self {
        let first = |name| raw.all(name).next();
        let text = |name| first(name).map(|property: &Property| property.value.trim().to_owned());
        let recurrence = first("RECURRENCE-ID");
        Self {
            line: raw.line,
            uid: text("UID").unwrap_or_default(),
            recurrence: recurrence.map(|property| Moment::read(property, &property.value, zones)),
            range: recurrence.is_some_and(|property| property.param("RANGE").is_some()),
            version: (
                text("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0),
                text("DTSTAMP").unwrap_or_default(),
            ),
        }
    }
}

impl Event {
    pub fn read(raw: &RawEvent, zones: &mut Zones) -> Result<Self, Refusal> {
        if let Some((line, reason)) = &raw.fault {
            return Err((*line, reason.clone()));
        }
        let at_event = |reason: String| (raw.line, reason);
        if let Some(twice) = repeated_property(raw) {
            return Err((twice.line, format!("{} står två gånger", twice.name)));
        }
        let name = text(raw, "SUMMARY").map(|name| one_line(&name, ImportedSlot::NAME_MAX_CHARS));
        let name =
            name.filter(|name| !name.is_empty()).ok_or_else(|| at_event("SUMMARY saknas".to_owned()))?;
        let start = raw.all("DTSTART").next().ok_or_else(|| at_event("DTSTART saknas".to_owned()))?;
        let start_line = start.line;
        let start = Moment::read(start, &start.value, zones).map_err(|reason| (start_line, reason))?;
        let length = length(raw, start, zones)?;
        let is = |property: &str, value: &str| {
            raw.all(property).next().is_some_and(|found| found.value.trim().eq_ignore_ascii_case(value))
        };
        Ok(Self {
            line: raw.line,
            name,
            place: text(raw, "LOCATION")
                .map(|text| one_line(&text, ImportedSlot::NAME_MAX_CHARS))
                .and_then(some),
            note: text(raw, "DESCRIPTION")
                .map(|text| paragraphs(&without_markup(&text), ImportedSlot::NOTE_MAX_CHARS))
                .and_then(some),
            cancelled: is("STATUS", "CANCELLED"),
            private: is("CLASS", "PRIVATE") || is("CLASS", "CONFIDENTIAL"),
            start,
            length,
            repeats: Repeats::read(raw, start, zones)?,
        })
    }
}

fn text(raw: &RawEvent, name: &str) -> Option<String> {
    raw.all(name).next().map(Property::text)
}

/// Properties that stand once or mean nothing.
fn repeated_property(raw: &RawEvent) -> Option<&Property> {
    const ONCE: [&str; 7] = ["UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "SUMMARY"];
    ONCE.iter().find_map(|name| raw.all(name).nth(1))
}

fn length(raw: &RawEvent, start: Moment, zones: &mut Zones) -> Result<Length, Refusal> {
    match (raw.all("DTEND").next(), raw.all("DURATION").next()) {
        (Some(end), Some(_)) => Err((end.line, "både DTEND och DURATION".to_owned())),
        (Some(end), None) => {
            let until = Moment::read(end, &end.value, zones).map_err(|reason| (end.line, reason))?;
            length_until(start, until, zones).map_err(|reason| (end.line, reason))
        }
        (None, Some(property)) => {
            let length = length_of(start, &property.value);
            length.ok_or_else(|| {
                (property.line, format!("DURATION: ”{}” går inte att förstå", quoted(&property.value)))
            })
        }
        (None, None) => Ok(match start {
            Moment::Day(_) => Length::Days(1),
            Moment::At(..) => Length::Unknown,
        }),
    }
}

/// From a start to an end: whole days (the end is the day after the last), or wall time.
pub fn length_until(start: Moment, end: Moment, zones: &Zones) -> Result<Length, String> {
    let before = || "DTEND ligger före DTSTART".to_owned();
    match (start, end) {
        (Moment::Day(start), Moment::Day(end)) => {
            let days = samvaro_core::schedule::calendar_day::days_between(start, end);
            // An end on the first day itself is a common slip for one day.
            if days < 0 { Err(before()) } else { Ok(Length::Days(days.max(1))) }
        }
        (Moment::At(wall, zone), Moment::At(end, end_zone)) => {
            let end = if zone == end_zone { end } else { zones.convert(end, end_zone, zone)? };
            let seconds = wall.duration_until(end).as_secs();
            if seconds < 0 { Err(before()) } else { Ok(Length::Seconds(seconds)) }
        }
        _ => Err("DTSTART och DTEND ska båda ha klockslag, eller ingen av dem".to_owned()),
    }
}

pub fn length_of(start: Moment, text: &str) -> Option<Length> {
    const DAY_SECONDS: i64 = 86_400;
    let (days, seconds) = duration(text)?;
    match start {
        Moment::Day(_) if seconds == 0 && days > 0 => Some(Length::Days(days)),
        Moment::Day(_) => None,
        Moment::At(..) => Some(Length::Seconds(days * DAY_SECONDS + seconds)),
    }
}

/// A moment in the zone of a series, on the clock there.
pub fn wall_in(moment: Moment, zone: ZoneId, zones: &Zones) -> Result<Moment, String> {
    match moment {
        Moment::Day(day) => Ok(Moment::Day(day)),
        Moment::At(wall, from) => Ok(Moment::At(zones.convert(wall, from, zone)?, zone)),
    }
}
