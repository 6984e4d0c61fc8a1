//! Single occurrences that differ from their series (RECURRENCE-ID): moved, renamed, cancelled.
//!
//! One that cannot be read takes its own date out of the series, because what the series says of
//! that date is known to be wrong. One that belongs to no date of the series stands alone.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::{Date, Time};
use samvaro_core::schedule::{Schedule, ScheduleRefused, SlotTime, Window};

use super::date_time::{Length, Moment};
use super::event::{Event, wall_in};
use super::line_up::local;
use super::series::{Reader, Version, newest};
use super::zones::Zones;
use crate::import::programme::{ImportedException, ImportedSlot};

/// An occurrence that differs: from which one, and what holds instead.
struct Differing {
    line: u32,
    original: Date,
    start: Option<Time>,
    held: Result<(Event, Date, SlotTime), String>,
}

impl Reader<'_> {
    /// Adds the differing occurrences of a series whose slots begin at `first_slot`.
    pub(super) fn add_differing(
        &mut self,
        key: &str,
        series: Option<&Event>,
        versions: Vec<Version>,
        first_slot: usize,
    ) {
        let mut all = Vec::new();
        for (moment, line, versions) in by_moment(versions) {
            if series.is_some_and(|series| series.removes_in(moment, self.zones)) {
                continue;
            }
            match local(moment, Length::Unknown, self.zones) {
                Ok((original, SlotTime { start, .. })) => {
                    all.push(Differing { line, original, start, held: self.held(versions) });
                }
                Err(reason) => self.findings.problem(line, reason),
            }
        }
        let originals: BTreeSet<Date> = all.iter().map(|differing| differing.original).collect();
        let mut named = Vec::new();
        for slot in first_slot..self.slots.len() {
            match self.named_by(slot, &originals) {
                Ok(dates) => named.push(dates),
                Err(refused) => {
                    let line = self.slots[slot].line;
                    self.slots.truncate(first_slot);
                    self.findings.problem(line, format!("{refused}; hela serien utelämnas"));
                    return;
                }
            }
        }
        let mut emptied = BTreeSet::new();
        for differing in all {
            let belongs = |(slot, dates): (usize, &BTreeSet<Date>)| {
                let at = self.slots[first_slot + slot].time.start;
                let same_time = differing.start.is_none() || at.is_none() || at == differing.start;
                (same_time && dates.contains(&differing.original)).then_some(first_slot + slot)
            };
            match named.iter().enumerate().find_map(belongs) {
                Some(slot) => emptied.extend(self.differ(slot, differing)),
                None => self.stand_alone(key, differing),
            }
        }
        for slot in emptied.into_iter().rev() {
            self.slots.remove(slot);
        }
    }

    /// What holds instead, in the newest version.
    fn held(&self, versions: Vec<Version>) -> Result<(Event, Date, SlotTime), String> {
        let at_line = |(line, reason)| format!("{reason} (rad {line})");
        let (_, event) = newest(versions).map_err(at_line)?.ok_or("tillfället är tomt")?;
        let event = event.map_err(at_line)?;
        if !event.repeats.is_empty() {
            return Err("ett ändrat tillfälle har en egen upprepning".to_owned());
        }
        let (date, time) = local(event.start, event.length, self.zones)?;
        Ok((event, date, time))
    }

    /// Which of the dates a slot names.
    fn named_by(&mut self, slot: usize, dates: &BTreeSet<Date>) -> Result<BTreeSet<Date>, ScheduleRefused> {
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Ok(BTreeSet::new()) };
        let schedule = &self.slots[slot].schedule;
        match schedule.dates_within(Window::new(*first, *last), &mut self.effort) {
            Err(ScheduleRefused::TooManyDates) => {}
            named => return named.map(BTreeSet::from_iter),
        }
        let mut named = BTreeSet::new();
        for date in dates {
            named.extend(schedule.dates_within(Window::day(*date), &mut self.effort)?);
        }
        Ok(named)
    }

    /// Puts the difference into its slot, and names the slot if nothing is left of it.
    fn differ(&mut self, slot: usize, differing: Differing) -> Option<usize> {
        match differing.held {
            Ok((event, date, time)) => {
                let place = self.place(&event);
                let exception = self.slots[slot].exception(differing.original, &event, place, (date, time));
                self.slots[slot].exceptions.extend(exception);
                None
            }
            Err(reason) => {
                let reason = format!("{reason}; tillfället {} utelämnas", differing.original);
                self.findings.problem(differing.line, reason);
                take_out(&mut self.slots[slot].schedule, differing.original).then_some(slot)
            }
        }
    }

    fn stand_alone(&mut self, key: &str, differing: Differing) {
        match differing.held {
            Ok((event, date, time)) => {
                let start = differing.start.map(|start| format!("T{start}")).unwrap_or_default();
                let key = format!("{key}|{}{start}", differing.original);
                let slot = ImportedSlot { schedule: Schedule::Once(date), time, ..self.slot(key, &event) };
                self.slots.push(slot);
            }
            Err(reason) => self.findings.problem(differing.line, reason),
        }
    }
}

/// Takes a date out of a schedule; true if no date is left.
fn take_out(schedule: &mut Schedule, date: Date) -> bool {
    match schedule {
        Schedule::Rule(set) => {
            set.removed.insert(date);
            false
        }
        Schedule::Dates(dates) => {
            dates.remove(&date);
            dates.is_empty()
        }
        _ => true,
    }
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

/// Differing occurrences by the one they stand for, in the order of the file.
fn by_moment(differing: Vec<Version>) -> Vec<(Moment, u32, Vec<Version>)> {
    let mut moments: Vec<(Moment, u32, Vec<Version>)> = Vec::new();
    let mut places: HashMap<Moment, usize> = HashMap::new();
    for version in differing {
        let Some(Ok(moment)) = version.0.recurrence else { continue };
        let place = *places.entry(moment).or_insert(moments.len());
        match moments.get_mut(place) {
            Some((_, _, versions)) => versions.push(version),
            None => moments.push((moment, version.0.line, vec![version])),
        }
    }
    moments
}
