//! The components of a calendar file: its events and the time zones it defines.
//!
//! Holds only the properties that are read. Everything else, and every component inside an event
//! (alarms), is passed over.

use super::content_line::{LineError, Property, RawLine, RawLines};
use super::{DEPTH_MAX, EVENTS_MAX, PROPERTIES_MAX, ZONE_BLOCKS_MAX, ZONES_MAX};

/// Properties that decide whether, when and what an occurrence is.
const DECIDING: [&str; 13] = [
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "RECURRENCE-ID",
    "STATUS",
    "SUMMARY",
    "SEQUENCE",
    "DTSTAMP",
];

/// Properties that only describe it.
const DESCRIBING: [&str; 3] = ["DESCRIPTION", "LOCATION", "CLASS"];

const ZONE_PROPERTIES: [&str; 5] = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"];

/// An event with the properties that are read, and what could not be.
#[derive(Debug, Default)]
pub struct RawEvent {
    pub line: u32,
    pub properties: Vec<Property>,
    /// A property that decides and could not be read: the event is refused.
    pub fault: Option<(u32, String)>,
    /// A property that describes and could not be read: it is left out.
    pub left_out: Vec<(u32, String)>,
}

impl RawEvent {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }
}

/// A zone the file defines, with its standard and daylight blocks.
#[derive(Debug, Default)]
pub struct RawZone {
    pub id: String,
    pub blocks: Vec<ZoneBlock>,
}

#[derive(Debug, Default)]
pub struct ZoneBlock {
    pub daylight: bool,
    pub properties: Vec<Property>,
}

/// What a calendar file holds.
#[derive(Debug, Default)]
pub struct Contents {
    pub name: Option<String>,
    pub events: Vec<RawEvent>,
    pub zones: Vec<RawZone>,
}

#[derive(Default)]
struct Walk {
    open: Vec<String>,
    contents: Contents,
    event: Option<RawEvent>,
    zone: Option<RawZone>,
    calendars: usize,
    properties: usize,
}

impl Contents {
    /// Reads the components, or says on which line the file as a whole cannot be trusted.
    pub fn of(bytes: &[u8]) -> Result<Self, (u32, String)> {
        let mut walk = Walk::default();
        let mut last_line = 1;
        for line in RawLines::new(bytes) {
            last_line = line.line;
            walk.take(&line).map_err(|reason| (line.line, reason))?;
        }
        match walk.open.is_empty() {
            _ if walk.calendars == 0 => {
                Err((1, "filen är ingen kalender (BEGIN:VCALENDAR saknas)".to_owned()))
            }
            true => Ok(walk.contents),
            false => Err((last_line, "filen är avbruten (END:VCALENDAR saknas)".to_owned())),
        }
    }
}

impl Walk {
    fn take(&mut self, line: &RawLine<'_>) -> Result<(), String> {
        let name = line.name();
        match (name.as_str(), self.open.len()) {
            ("BEGIN", _) => self.begin(line.line, &component_name(line)),
            ("END", _) => {
                self.end(line.line, &component_name(line));
                Ok(())
            }
            (_, 0) => Ok(()),
            (_, 1) => self.calendar_property(&name, line),
            (_, 2) if self.event.is_some() => self.event_property(&name, line),
            (_, 2 | 3) if self.zone.is_some() => {
                self.zone_property(&name, line);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, line: u32, name: &str) -> Result<(), String> {
        let inside_event = self.event.is_some();
        if inside_event && matches!(name, "VEVENT" | "VCALENDAR") {
            self.close_event_at(line);
        }
        if self.open.len() >= DEPTH_MAX {
            return Err(format!("BEGIN inuti BEGIN, djupare än {DEPTH_MAX} nivåer"));
        }
        self.open.push(name.to_owned());
        match (name, self.open.len()) {
            ("VCALENDAR", 1) => self.calendars += 1,
            ("VEVENT", 2) => {
                if self.contents.events.len() >= EVENTS_MAX {
                    return Err(format!("kalendern har fler än {EVENTS_MAX} händelser; dela upp den"));
                }
                self.event = Some(RawEvent { line, ..RawEvent::default() });
            }
            ("VTIMEZONE", 2) => self.zone = Some(RawZone::default()),
            ("STANDARD" | "DAYLIGHT", 3) => {
                if let Some(zone) = self.zone.as_mut().filter(|zone| zone.blocks.len() <= ZONE_BLOCKS_MAX) {
                    zone.blocks.push(ZoneBlock { daylight: name == "DAYLIGHT", properties: Vec::new() });
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// An event that begins before the last one ended: the last one is refused.
    fn close_event_at(&mut self, line: u32) {
        self.open.truncate(1);
        if let Some(mut event) = self.event.take() {
            event.fault.get_or_insert((line, "END:VEVENT saknas för händelsen före".to_owned()));
            self.contents.events.push(event);
        }
    }

    fn end(&mut self, line: u32, name: &str) {
        let Some(depth) = self.open.iter().rposition(|open| open == name) else { return };
        let proper = depth + 1 == self.open.len();
        self.open.truncate(depth);
        if depth <= 1 {
            if let Some(mut event) = self.event.take() {
                if !proper {
                    event.fault.get_or_insert((line, format!("END:{name} kommer för tidigt")));
                }
                self.contents.events.push(event);
            }
            let room = self.contents.zones.len() < ZONES_MAX;
            self.contents.zones.extend(self.zone.take().filter(|_| room));
        }
    }

    fn calendar_property(&mut self, name: &str, line: &RawLine<'_>) -> Result<(), String> {
        let value = line.value().to_ascii_uppercase();
        match name {
            "METHOD"
                if matches!(
                    value.as_str(),
                    "CANCEL" | "COUNTER" | "DECLINECOUNTER" | "REFRESH" | "REPLY"
                ) =>
            {
                Err(format!("METHOD:{value} är ett meddelande och inget program"))
            }
            "CALSCALE" if value != "GREGORIAN" => Err("CALSCALE: bara GREGORIAN läses".to_owned()),
            "X-WR-CALNAME" | "NAME" => {
                self.contents.name = line.property("NAME").ok().map(|property| property.text());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn event_property(&mut self, name: &str, line: &RawLine<'_>) -> Result<(), String> {
        let decides = DECIDING.iter().find(|known| **known == name);
        let known = decides.or_else(|| DESCRIBING.iter().find(|known| **known == name));
        let (Some(event), Some(name)) = (&mut self.event, known) else { return Ok(()) };
        self.properties += 1;
        if self.properties > PROPERTIES_MAX {
            return Err(format!("kalendern har fler än {PROPERTIES_MAX} uppgifter; dela upp den"));
        }
        match line.property(name) {
            Ok(property) => event.properties.push(property),
            Err(error) if decides.is_some() => {
                event.fault.get_or_insert((line.line, format!("{name}: {}", error.reason())));
            }
            Err(LineError::NoValue) => {}
            Err(error) => event.left_out.push((line.line, format!("{name}: {}", error.reason()))),
        }
        Ok(())
    }

    fn zone_property(&mut self, name: &str, line: &RawLine<'_>) {
        let Some(zone) = &mut self.zone else { return };
        let known = ZONE_PROPERTIES.iter().find(|known| **known == name);
        match (zone.blocks.last_mut(), known) {
            _ if name == "TZID" && self.open.len() == 2 => zone.id = line.value(),
            (Some(block), Some(name)) if block.properties.len() < ZONE_PROPERTIES.len() => {
                block.properties.extend(line.property(name).ok());
            }
            _ => {}
        }
    }
}

fn component_name(line: &RawLine<'_>) -> String {
    line.value().to_ascii_uppercase()
}
