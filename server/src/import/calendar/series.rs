//! Events that belong together: a series and the occurrences that differ from it.
//!
//! The newest version of an event counts. A differing occurrence that would change an unknown
//! part of the series takes the series out.

use std::collections::HashMap;

use jiff::civil::Time;
use samvaro_core::digest::Digest;
use samvaro_core::schedule::{Effort, Schedule, SlotTime};

use super::component::RawEvent;
use super::content_line::Property;
use super::event::{Event, Identity, Refusal};
use super::line_up::{Line, LineUp, local};
use super::zones::Zones;
use crate::import::Reading;
use crate::import::findings::Findings;
use crate::import::plain_text::one_line;
use crate::import::programme::ImportedSlot;

/// The longest UID that is taken as a key whole; longer ones are hashed.
const KEY_MAX_CHARS: usize = 200;

/// One version of an event: who it is, and what it says if that can be read.
pub(super) type Version = (Identity, Result<Event, Refusal>);

/// Turns the events of a file into slots.
pub struct Reader<'a> {
    pub reading: &'a Reading,
    pub calendar_name: Option<String>,
    pub zones: &'a mut Zones,
    pub effort: Effort,
    pub findings: &'a mut Findings,
    pub slots: Vec<ImportedSlot>,
}

impl Reader<'_> {
    pub fn read(&mut self, events: Vec<RawEvent>) {
        let mut order: Vec<String> = Vec::new();
        let mut by_uid: HashMap<String, Vec<Version>> = HashMap::new();
        for raw in events {
            for (line, reason) in &raw.left_out {
                self.findings.problem(*line, format!("{reason}; utelämnat"));
            }
            let version = (Identity::of(&raw, self.zones), Event::read(&raw, self.zones));
            let key = key_of(&raw, &version);
            if !by_uid.contains_key(&key) {
                order.push(key.clone());
            }
            by_uid.entry(key).or_default().push(version);
        }
        for key in order {
            let versions = by_uid.remove(&key).unwrap_or_default();
            if let Err((line, reason)) = self.take(&key, versions) {
                self.findings.problem(line, reason);
            }
        }
    }

    fn take(&mut self, key: &str, versions: Vec<Version>) -> Result<(), Refusal> {
        let (differing, series): (Vec<Version>, Vec<Version>) =
            versions.into_iter().partition(|(identity, _)| identity.recurrence.is_some());
        for (identity, _) in &differing {
            if identity.range {
                let reason = "RECURRENCE-ID;RANGE läses inte; hela serien utelämnas";
                return Err((identity.line, reason.to_owned()));
            }
            if let Some(Err(reason)) = &identity.recurrence {
                return Err((identity.line, format!("{reason}; hela serien utelämnas")));
            }
        }
        let first_slot = self.slots.len();
        let event = newest(series)?.and_then(|(_, event)| match event {
            Ok(event) => Some(event),
            Err((line, reason)) => {
                self.findings.problem(line, reason);
                None
            }
        });
        let added = event.as_ref().map_or(Ok(()), |event| self.add_series(key, event));
        if let Err((line, reason)) = added {
            self.findings.problem(line, reason);
        }
        self.add_differing(key, event.as_ref(), differing, first_slot);
        Ok(())
    }

    fn add_series(&mut self, key: &str, event: &Event) -> Result<(), Refusal> {
        let at_event = |reason: String| (event.line, format!("{}: {reason}", event.name));
        let line_up =
            LineUp::of(event, self.zones, self.reading.horizon, &mut self.effort).map_err(at_event)?;
        if let Some(zone) = &line_up.listed_from {
            let until = self.reading.horizon.until;
            let text = format!(
                "{} följer klockan i {zone}; dess tillfällen lästes till och med {until}",
                event.name
            );
            self.findings.notice(event.line, text);
        }
        if event.private {
            self.findings.notice(event.line, format!("{} är märkt som privat i kalendern", event.name));
        }
        let main = local(event.start, event.length, self.zones).map_err(at_event)?.1;
        for Line { schedule, time } in line_up.lines {
            let key = if time == main { key.to_owned() } else { format!("{key}|{}", clock(&time)) };
            let slot = ImportedSlot { schedule, time, ..self.slot(key, event) };
            self.slots.push(slot);
        }
        Ok(())
    }

    pub(super) fn slot(&self, source_key: String, event: &Event) -> ImportedSlot {
        ImportedSlot {
            line: event.line,
            source_key,
            place: self.place(event),
            activity: event.name.clone(),
            schedule: Schedule::Once(event.start.wall_date()),
            time: SlotTime::UNKNOWN,
            price_kr: None,
            needs_signup: false,
            host: None,
            note: event.note.clone(),
            cancelled: event.cancelled,
            exceptions: Vec::new(),
        }
    }

    pub(super) fn place(&self, event: &Event) -> String {
        let name = || one_line(self.calendar_name.as_deref().unwrap_or(""), ImportedSlot::NAME_MAX_CHARS);
        match &self.reading.place {
            Some(place) => place.clone(),
            None => event.place.clone().unwrap_or_else(name),
        }
    }
}

/// The newest of several versions of one event. Two that differ and claim to be equally new
/// cannot both be right.
pub(super) fn newest(versions: Vec<Version>) -> Result<Option<Version>, Refusal> {
    let newest = versions.iter().map(|(identity, _)| identity.version.clone()).max();
    let mut newest = versions.into_iter().filter(|(identity, _)| Some(&identity.version) == newest.as_ref());
    let Some((identity, event)) = newest.next() else { return Ok(None) };
    for (other, another) in newest {
        let same = match (&event, &another) {
            (Ok(event), Ok(another)) => event.says_the_same(another),
            _ => false,
        };
        if !same {
            let reason = format!(
                "samma UID som händelsen på rad {}, men annat innehåll; båda utelämnas",
                identity.line
            );
            return Err((other.line, reason));
        }
    }
    Ok(Some((identity, event)))
}

impl Event {
    fn says_the_same(&self, other: &Event) -> bool {
        *self == Event { line: self.line, ..other.clone() }
    }
}

/// The UID; for an event without one, what it says.
fn key_of(raw: &RawEvent, (identity, _): &Version) -> String {
    let key = match identity.uid.is_empty() {
        false => identity.uid.clone(),
        true => {
            let values: Vec<&str> = ["SUMMARY", "DTSTART", "RRULE", "RECURRENCE-ID"]
                .iter()
                .filter_map(|name| raw.all(name).next())
                .map(|property: &Property| property.value.as_str())
                .collect();
            format!("utan UID|{}", values.join("|"))
        }
    };
    match key.chars().count() > KEY_MAX_CHARS {
        true => Digest::of(&[key.as_bytes()]).to_string(),
        false => key,
    }
}

fn clock(time: &SlotTime) -> String {
    let minute = |time: Option<Time>| {
        time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).unwrap_or_default()
    };
    format!("{}-{}+{}", minute(time.start), minute(time.end), time.end_days_later)
}
