//! A dry run: what an import would hold, one JSON line per occurrence, with nothing stored.

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::{Date, DateTime};
use samvaro_core::schedule::{Effort, ScheduleRefused, SlotTime, Window};
use serde::Serialize;

use super::programme::{ImportedException, ImportedProgramme, ImportedSlot};
use super::{Reading, read_file};

/// The most occurrences that one dry run prints.
pub const OCCURRENCES_MAX: usize = 100_000;

/// Candidate days that a dry run may look at over all schedules.
const DRY_RUN_EFFORT_DAYS: u64 = 20_000_000;

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
    let (occurrences, refused) = occurrences(&programme, window);
    for occurrence in &occurrences {
        serde_json::to_writer(&mut *out, occurrence)?;
        out.write_all(b"\n")?;
    }
    for problem in &programme.problems {
        writeln!(err, "rad {}: {}", problem.line, problem.reason)?;
    }
    for (line, reason) in &refused {
        writeln!(err, "rad {line}: {reason}")?;
    }
    for notice in &programme.notices {
        writeln!(err, "rad {} (upplysning): {}", notice.line, notice.text)?;
    }
    out.flush()?;
    Ok(programme.problems.is_empty() && refused.is_empty())
}

type Refused = Vec<(u32, String)>;

/// The occurrences in order, and the slots whose dates could not be told, by their line.
fn occurrences(programme: &ImportedProgramme, window: Window) -> (Vec<Occurrence<'_>>, Refused) {
    let mut effort = Effort::of_days(DRY_RUN_EFFORT_DAYS);
    let (mut occurrences, mut refused) = (Vec::new(), Vec::new());
    for slot in &programme.slots {
        match of_slot(slot, window, &mut effort) {
            Ok(more) if occurrences.len() + more.len() <= OCCURRENCES_MAX => occurrences.extend(more),
            Ok(_) => {
                refused.push((
                    slot.line,
                    format!("fler än {OCCURRENCES_MAX} tillfällen; resten skrevs inte ut"),
                ));
                break;
            }
            Err(reason) => refused.push((slot.line, format!("{}: {reason}", slot.activity))),
        }
    }
    occurrences.sort_by(|one, other| {
        let key = |occurrence: &Occurrence<'_>| {
            (
                occurrence.start.clone(),
                occurrence.place.to_owned(),
                occurrence.activity.to_owned(),
                occurrence.end.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
    (occurrences, refused)
}

fn of_slot<'a>(
    slot: &'a ImportedSlot,
    window: Window,
    effort: &mut Effort,
) -> Result<Vec<Occurrence<'a>>, ScheduleRefused> {
    let differs = |date: &Date| slot.exceptions.iter().any(|exception| exception.original == *date);
    let mut dates = slot.schedule.dates_within(window, effort)?;
    dates.retain(|date| !differs(date));
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
