//! A dry run: what an import would hold, one JSON line per occurrence, with nothing stored.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

use jiff::civil::{Date, DateTime};
use samvaro_core::schedule::{Effort, ScheduleRefused, SlotTime, Window};
use serde::Serialize;

use super::findings::Findings;
use super::programme::{ImportedException, ImportedProgramme, ImportedSlot};
use super::{Reading, read_file};

/// The most occurrences that one dry run prints.
pub const OCCURRENCES_MAX: usize = 100_000;

/// Candidate days that a dry run may look at over all schedules.
const DRY_RUN_EFFORT_DAYS: u64 = 4_000_000;

/// One printed line. The order of the fields is the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Occurrence<'a> {
    place: &'a str,
    activity: &'a str,
    start: String,
    end: Option<String>,
    cancelled: bool,
}

/// Reads the file and prints its occurrences from a first to a last day, both included: the
/// occurrences on `out` in order of start, what was not understood on `err` with its line.
/// True if everything was understood.
pub fn dry_run(
    file: &Path,
    place: Option<&str>,
    from: Date,
    until: Date,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<bool> {
    let window = Window::new(from, until);
    let reading = Reading::new(window).map_err(io::Error::other)?.for_place(place);
    let programme = read_file(file, &reading)?;
    let mut findings = Findings::default();
    for occurrence in occurrences(&programme, window, &mut findings) {
        serde_json::to_writer(&mut *out, &occurrence)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    let mut refused = ImportedProgramme::default();
    findings.into(&mut refused);
    for problem in programme.problems.iter().chain(&refused.problems) {
        writeln!(err, "rad {}: {}", problem.line, problem.reason)?;
    }
    for notice in &programme.notices {
        writeln!(err, "rad {} (upplysning): {}", notice.line, notice.text)?;
    }
    Ok(programme.problems.is_empty() && refused.problems.is_empty())
}

/// The occurrences in order; slots whose dates cannot be told are named.
fn occurrences<'a>(
    programme: &'a ImportedProgramme,
    window: Window,
    findings: &mut Findings,
) -> Vec<Occurrence<'a>> {
    let mut effort = Effort::of_days(DRY_RUN_EFFORT_DAYS);
    let mut occurrences = Vec::new();
    for slot in &programme.slots {
        match of_slot(slot, window, &mut effort) {
            Ok(more) if occurrences.len() + more.len() <= OCCURRENCES_MAX => occurrences.extend(more),
            Ok(_) => {
                let reason = format!("fler än {OCCURRENCES_MAX} tillfällen; resten skrevs inte ut");
                findings.give_up(slot.line, reason);
                break;
            }
            Err(refused) => findings.problem(slot.line, format!("{}: {refused}", slot.activity)),
        }
    }
    occurrences.sort_by(|one, other| one.order().cmp(&other.order()));
    occurrences
}

impl Occurrence<'_> {
    fn order(&self) -> (&str, &str, &str, Option<&str>) {
        (&self.start, self.place, self.activity, self.end.as_deref())
    }
}

fn of_slot<'a>(
    slot: &'a ImportedSlot,
    window: Window,
    effort: &mut Effort,
) -> Result<Vec<Occurrence<'a>>, ScheduleRefused> {
    let differing: HashSet<Date> = slot.exceptions.iter().map(|exception| exception.original).collect();
    let mut dates = slot.schedule.dates_within(window, effort)?;
    dates.retain(|date| !differing.contains(date));
    let mut found: Vec<_> = dates.into_iter().map(|date| plain(slot, date)).collect();
    let exceptions = slot.exceptions.iter().map(|exception| (held_on(slot, exception), exception));
    let inside = exceptions.filter(|((date, _), _)| window.contains(*date));
    found.extend(inside.map(|((date, time), exception)| Occurrence {
        place: exception.place.as_deref().unwrap_or(&slot.place),
        activity: exception.name.as_deref().unwrap_or(&slot.activity),
        start: start(date, time),
        end: end(date, time),
        cancelled: exception.cancelled,
    }));
    Ok(found)
}

fn held_on(slot: &ImportedSlot, exception: &ImportedException) -> (Date, SlotTime) {
    exception.moved_to.unwrap_or((exception.original, slot.time))
}

fn plain(slot: &ImportedSlot, date: Date) -> Occurrence<'_> {
    Occurrence {
        place: &slot.place,
        activity: &slot.activity,
        start: start(date, slot.time),
        end: end(date, slot.time),
        cancelled: slot.cancelled,
    }
}

fn start(date: Date, time: SlotTime) -> String {
    time.starts_at(date).map_or_else(|| date.to_string(), minute)
}

/// The end where it is known: a time, or the last day of several.
fn end(date: Date, time: SlotTime) -> Option<String> {
    match time.ends_at(date) {
        Some(end) => Some(minute(end)),
        None if time.start.is_none() && time.end_days_later > 0 => Some(time.last_day(date)?.to_string()),
        None => None,
    }
}

fn minute(at: DateTime) -> String {
    format!("{}T{:02}:{:02}", at.date(), at.hour(), at.minute())
}
