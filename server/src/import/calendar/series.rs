//! Events that belong together: a series and the occurrences that differ from it.
//!
//! A differing occurrence that cannot be read takes its own date out of the series; one that
//! would change an unknown part of the series takes the series out.

use std::collections::HashMap;

use jiff::civil::{Date, Time};
use samvaro_core::digest::Digest;
use samvaro_core::schedule::{Effort, Schedule, SlotTime, Window};

use super::component::RawEvent;
use super::content_line::Property;
use super::date_time::{Length, Moment};
use super::event::{Event, Identity, Refusal, wall_in};
use super::line_up::{Line, LineUp, local};
use super::zones::Zones;
use crate::import::Reading;
use crate::import::findings::Findings;
use crate::import::plain_text::one_line;
use crate::import::programme::{ImportedException, ImportedSlot};

/// The longest UID that is taken as a key whole; longer ones are hashed.
const KEY_MAX_CHARS: usize = 200;

/// One version of an event: who it is, and what it says if that can be read.
type Version = (Identity, Result<Event, Refusal>);

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
        let series = newest(series)?;
        let (event, first_slot) = (series.and_then(|(_, event)| self.named(event)), self.slots.len());
        if let Some(event) = &event {
            self.add_series(key, event)?;
        }
        for (moment, versions) in by_moment(differing) {
            let Some((identity, version)) = newest(versions)? else { continue };
            let exception = Differing { key, moment, series: event.as_ref() };
            if let Err(reason) = self.differ(exception, version, first_slot) {
                self.findings.problem(identity.line, reason);
            }
        }
        Ok(())
    }

    fn named(&mut self, event: Result<Event, Refusal>) -> Option<Event> {
        event.map_err(|(line, reason)| self.findings.problem(line, reason)).ok()
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

    fn slot(&self, source_key: String, event: &Event) -> ImportedSlot {
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

    fn place(&self, event: &Event) -> String {
        let name = || one_line(self.calendar_name.as_deref().unwrap_or(""), ImportedSlot::NAME_MAX_CHARS);
        match &self.reading.place {
            Some(place) => place.clone(),
            None => event.place.clone().unwrap_or_else(name),
        }
    }

    /// Puts a differing occurrence into its slot; one that belongs to none stands alone.
    fn differ(
        &mut self,
        differing: Differing<'_>,
        version: Result<Event, Refusal>,
        first_slot: usize,
    ) -> Result<(), String> {
        if differing.series.is_some_and(|series| series.removes_in(differing.moment, self.zones)) {
            return Ok(());
        }
        let (original, clock_time) = match differing.moment {
            Moment::Day(day) => (day, None),
            moment => {
                let (date, time) = local(moment, Length::Unknown, self.zones)?;
                (date, time.start)
            }
        };
        let slot = self.slot_of(original, clock_time, first_slot)?;
        let read = version.map_err(|(line, reason)| format!("{reason} (rad {line})")).and_then(|event| {
            if !event.repeats.is_empty() {
                return Err("ett ändrat tillfälle har en egen upprepning".to_owned());
            }
            let held = local(event.start, event.length, self.zones)?;
            Ok((event, held))
        });
        match (read, slot) {
            (Ok((event, held)), Some(slot)) => {
                let place = self.place(&event);
                let exception = self.slots[slot].exception(original, &event, place, held);
                self.slots[slot].exceptions.extend(exception);
                Ok(())
            }
            (Ok((event, (date, time))), None) => {
                let key = format!(
                    "{}|{original}{}",
                    differing.key,
                    clock_time.map(|time| format!("T{time}")).unwrap_or_default()
                );
                let slot = ImportedSlot { schedule: Schedule::Once(date), time, ..self.slot(key, &event) };
                self.slots.push(slot);
                Ok(())
            }
            (Err(reason), Some(slot)) => {
                self.take_out(slot, original);
                Err(format!("{reason}; tillfället {original} utelämnas"))
            }
            (Err(reason), None) => Err(reason),
        }
    }

    fn slot_of(
        &mut self,
        date: Date,
        start: Option<Time>,
        first_slot: usize,
    ) -> Result<Option<usize>, String> {
        for (place, slot) in self.slots.iter().enumerate().skip(first_slot) {
            if start.is_some_and(|start| slot.time.start.is_some_and(|known| known != start)) {
                continue;
            }
            let names = slot.schedule.dates_within(Window::day(date), &mut self.effort);
            if !names.map_err(|refused| refused.to_string())?.is_empty() {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn take_out(&mut self, slot: usize, date: Date) {
        let gone = match &mut self.slots[slot].schedule {
            Schedule::Rule(set) => {
                set.removed.insert(date);
                false
            }
            Schedule::Dates(dates) => {
                dates.remove(&date);
                dates.is_empty()
            }
            _ => true,
        };
        if gone {
            self.slots.remove(slot);
        }
    }
}

/// An occurrence that differs: of which series, and which one.
struct Differing<'a> {
    key: &'a str,
    moment: Moment,
    series: Option<&'a Event>,
}

impl Event {
    fn removes_in(&self, moment: Moment, zones: &Zones) -> bool {
        match self.start {
            Moment::At(_, zone) => wall_in(moment, zone, zones).is_ok_and(|moment| self.removes(moment)),
            Moment::Day(_) => self.removes(moment),
        }
    }
}

impl ImportedSlot {
    /// What differs on one date, or nothing.
    fn exception(
        &self,
        original: Date,
        event: &Event,
        place: String,
        held: (Date, SlotTime),
    ) -> Option<ImportedException> {
        let unlike = |new: Option<String>, old: Option<&String>| new.filter(|new| Some(new) != old);
        let exception = ImportedException {
            original,
            cancelled: event.cancelled,
            moved_to: (held != (original, self.time)).then_some(held),
            name: unlike(Some(event.name.clone()), Some(&self.activity)),
            place: unlike(Some(place), Some(&self.place)),
            note: unlike(event.note.clone(), self.note.as_ref()),
        };
        let says_something = exception.cancelled != self.cancelled
            || exception.moved_to.is_some()
            || exception.name.is_some()
            || exception.place.is_some()
            || exception.note.is_some();
        says_something.then_some(exception)
    }
}

/// The newest of several versions of one event. Two that differ and claim to be equally new
/// cannot both be right.
fn newest(versions: Vec<Version>) -> Result<Option<Version>, Refusal> {
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

/// Differing occurrences by the one they stand for, in the order of the file.
fn by_moment(differing: Vec<Version>) -> Vec<(Moment, Vec<Version>)> {
    let mut moments: Vec<(Moment, Vec<Version>)> = Vec::new();
    let mut places: HashMap<Moment, usize> = HashMap::new();
    for version in differing {
        let Some(Ok(moment)) = version.0.recurrence else { continue };
        let place = *places.entry(moment).or_insert(moments.len());
        match moments.get_mut(place) {
            Some((_, versions)) => versions.push(version),
            None => moments.push((moment, vec![version])),
        }
    }
    moments
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
