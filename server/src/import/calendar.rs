//! A programme as iCalendar (RFC 5545).
//!
//! Read: events with RRULE, RDATE (periods too), EXDATE, RECURRENCE-ID, STATUS:CANCELLED,
//! DURATION, all-day and floating times, UTC, IANA and Windows zone names and zones the file
//! defines itself. What is not read is refused by name. A file that may be incomplete (cut short,
//! over a limit, nested beyond reason) is refused whole, because a later part could have moved or
//! cancelled an occurrence of an earlier one.
//!
//! An occurrence keeps the length its series has on the clock, as calendars show it, also in the
//! nights that the clocks change. Without LOCATION the calendar's own name stands for the place.

use samvaro_core::schedule::Effort;

use super::findings::Findings;
use super::programme::ImportedProgramme;
use super::{FILE_MAX_BYTES, Reading};

mod component;
mod content_line;
mod date_time;
mod differing;
mod event;
mod line_up;
mod repeats;
mod series;
mod zone_rule;
mod zones;

/// The most events of a file.
pub const EVENTS_MAX: usize = 10_000;

/// The most dates that one event may add, and the most it may take away.
pub const EVENT_DATES_MAX: usize = 2_000;

/// Components inside components.
pub const DEPTH_MAX: usize = 8;

/// The most time zones of a file.
pub const ZONES_MAX: usize = 100;

/// Candidate days that working out all rules of a file may cost.
pub const FILE_EFFORT_DAYS: u64 = 1_500_000;

/// What listing one occurrence from another zone costs of that: its clocks must be looked up.
pub const LISTED_EFFORT_DAYS: usize = 15;

/// The most properties of a file that are looked at.
pub const PROPERTIES_MAX: usize = 200_000;

/// The most rules of one time zone that a file defines.
pub const ZONE_BLOCKS_MAX: usize = 200;

/// Reads a calendar file.
pub fn read(bytes: &[u8], reading: &Reading) -> ImportedProgramme {
    let mut programme = ImportedProgramme::default();
    let mut findings = Findings::default();
    match contents(bytes) {
        Ok(contents) => {
            let mut zones = zones::Zones::new(reading.zone.clone(), contents.zones);
            let mut reader = series::Reader {
                reading,
                calendar_name: contents.name,
                zones: &mut zones,
                effort: Effort::of_days(FILE_EFFORT_DAYS),
                findings: &mut findings,
                slots: Vec::new(),
            };
            reader.read(contents.events);
            programme.slots = reader.slots;
            programme.slots.sort_by_key(|slot| slot.line);
        }
        Err((line, reason)) => findings.give_up(line, format!("{reason}; inget lästes")),
    }
    findings.into(&mut programme);
    programme
}

fn contents(bytes: &[u8]) -> Result<component::Contents, (u32, String)> {
    if bytes.len() > FILE_MAX_BYTES {
        return Err((1, format!("filen är större än {FILE_MAX_BYTES} byte")));
    }
    component::Contents::of(bytes)
}
