//! `GET /plats/{place}/kalender.ics`: a place's programme for the calendar in the phone.
//!
//! Each slot is one event. Plain weekly slots repeat by rule; everything else, odd and even weeks
//! first of all, lists its dates, because no rule of iCalendar knows odd weeks. What was moved,
//! renamed or cancelled stands as an exception beside its slot.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use samvaro_core::document::PlaceCard;
use samvaro_core::field::SlotField;
use samvaro_core::id::SlotId;
use samvaro_core::occurrence::{Occurrence, State as OccurrenceState};
use samvaro_core::programme::Programme;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::{Schedule, SlotTime, Weekdays, Weeks, Window};
use samvaro_core::text::Slug;

use super::App;
use super::limits::CALENDAR_FRESH_SECONDS;
use super::problem::ApiError;
use crate::clock;

mod lines;

use lines::{Lines, Moment};

/// How far back the calendar goes, in days.
const DAYS_BACK: i64 = 28;

/// How far ahead it goes, in days. Whoever subscribes gets the rest in time.
const DAYS_AHEAD: i64 = 190;

/// Answers with the calendar.
pub async fn calendar(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, ApiError> {
    let slug = Slug::parse(&slug).map_err(|_| ApiError::NotFound)?;
    let place = app.store().place_by_slug(&slug).await?.ok_or(ApiError::NotFound)?;
    let programme = app.store().programme(place.id.log()).await?;
    let today = clock::today();
    let window = Window::new(
        plus_days(today, -DAYS_BACK).unwrap_or(today),
        plus_days(today, DAYS_AHEAD).unwrap_or(today),
    );
    let text = written(&programme, window).ok_or(ApiError::NotFound)?;
    let fresh = format!("public, max-age={CALENDAR_FRESH_SECONDS}");
    let kind = "text/calendar; charset=utf-8".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, fresh)], text).into_response())
}

/// The calendar of a place; `None` until it has a name.
fn written(programme: &Programme, window: Window) -> Option<String> {
    let card = PlaceCard::of(programme)?;
    let mut slots: BTreeMap<SlotId, Vec<Occurrence>> = BTreeMap::new();
    for occurrence in programme.occurrences(window) {
        slots.entry(occurrence.key.slot).or_default().push(occurrence);
    }
    let mut lines = Lines::begin(card.name.as_str());
    for (slot, occurrences) in slots {
        let series = Series::of(programme, slot, &occurrences, window);
        series.write(&mut lines, &card);
        for occurrence in &occurrences {
            match &series {
                _ if is_silent(occurrence) => {}
                Series { dates, .. } if !dates.contains(&occurrence.key.date) => {
                    single(&mut lines, &card, occurrence)
                }
                _ if is_plain(occurrence) => {}
                series => exception(&mut lines, &card, occurrence, series),
            }
        }
    }
    Some(lines.end())
}

/// A slot inside the window.
struct Series<'a> {
    slot: SlotId,
    /// An occurrence that shows name, time and room as planned; none if there is no such.
    pattern: Option<&'a Occurrence>,
    time: SlotTime,
    /// The dates that the slot names and on which something stands in the calendar.
    dates: BTreeSet<Date>,
    /// For a plain weekly slot, its weekdays and the dates that fall away.
    weekly: Option<(Weekdays, BTreeSet<Date>)>,
}

impl<'a> Series<'a> {
    fn of(programme: &Programme, slot: SlotId, occurrences: &'a [Occurrence], window: Window) -> Self {
        let registers = programme.slots.get(&slot);
        let schedule = registers.and_then(|slot| {
            slot.get(|f| if let SlotField::Schedule(schedule) = f { Some(schedule) } else { None })
        });
        let time = registers
            .and_then(|slot| slot.get(|f| if let SlotField::Time(time) = f { Some(*time) } else { None }));
        let named: BTreeSet<Date> = schedule
            .and_then(|schedule| schedule.dates(window).ok())
            .unwrap_or_default()
            .into_iter()
            .collect();
        let pattern = occurrences.iter().find(|occurrence| is_plain(occurrence));
        let shown = occurrences.iter().filter(|occurrence| !is_silent(occurrence));
        let shown: BTreeSet<Date> = shown.map(|occurrence| occurrence.key.date).collect();
        let dates: BTreeSet<Date> = match pattern {
            Some(_) => named.intersection(&shown).copied().collect(),
            None => BTreeSet::new(),
        };
        let weekly = match schedule {
            Some(Schedule::Weekly(weekly)) if weekly.weeks == Weeks::All => {
                let gone = named.difference(&dates).copied();
                // A rule begins on a date that stands; what fell away before it is not named.
                let gone = gone.filter(|date| dates.first().is_some_and(|first| date > first));
                Some((weekly.weekdays, gone.collect()))
            }
            _ => None,
        };
        Self { slot, pattern, time: time.unwrap_or_default(), dates, weekly }
    }

    fn write(&self, lines: &mut Lines, card: &PlaceCard) {
        let (Some(pattern), Some(first), Some(last)) = (self.pattern, self.dates.first(), self.dates.last())
        else {
            return;
        };
        lines.raw("BEGIN:VEVENT");
        lines.raw(&format!("UID:{}@samvaro", self.slot));
        stamp(lines);
        when(lines, *first, self.time);
        match &self.weekly {
            Some((weekdays, gone)) => {
                let days: Vec<&str> = weekdays.iter().map(day_code).collect();
                let until = until(*last, self.time);
                lines.raw(&format!("RRULE:FREQ=WEEKLY;BYDAY={};UNTIL={until}", days.join(",")));
                let gone: Vec<Moment> = gone.iter().map(|date| start(*date, self.time)).collect();
                lines.moments("EXDATE", &gone);
            }
            None => {
                let others: Vec<Moment> =
                    self.dates.iter().skip(1).map(|date| start(*date, self.time)).collect();
                lines.moments("RDATE", &others);
            }
        }
        what(lines, card, pattern);
        lines.raw("END:VEVENT");
    }
}

/// Closed and red days are no occurrences for a calendar.
fn is_silent(occurrence: &Occurrence) -> bool {
    matches!(occurrence.state, OccurrenceState::Closed { .. } | OccurrenceState::RedDay { .. })
}

/// Whether the slot's own event says everything about it.
fn is_plain(occurrence: &Occurrence) -> bool {
    occurrence.state == OccurrenceState::Planned
        && occurrence.moved_from.is_none()
        && occurrence.date == occurrence.key.date
}

fn exception(lines: &mut Lines, card: &PlaceCard, occurrence: &Occurrence, series: &Series) {
    lines.raw("BEGIN:VEVENT");
    lines.raw(&format!("UID:{}@samvaro", series.slot));
    lines.moments("RECURRENCE-ID", &[start(occurrence.key.date, series.time)]);
    body(lines, card, occurrence);
}

/// An occurrence that stands alone: the slot does not name its date inside the window.
fn single(lines: &mut Lines, card: &PlaceCard, occurrence: &Occurrence) {
    lines.raw("BEGIN:VEVENT");
    lines.raw(&format!("UID:{}-{}@samvaro", occurrence.key.slot, occurrence.key.date));
    body(lines, card, occurrence);
}

fn body(lines: &mut Lines, card: &PlaceCard, occurrence: &Occurrence) {
    stamp(lines);
    when(lines, occurrence.date, occurrence.time);
    if let OccurrenceState::Cancelled { .. } = occurrence.state {
        lines.raw("STATUS:CANCELLED");
    }
    what(lines, card, occurrence);
    lines.raw("END:VEVENT");
}

/// The same all through a day, so that unchanged programmes give unchanged calendars.
fn stamp(lines: &mut Lines) {
    lines.raw(&format!("DTSTAMP:{}T000000Z", clock::today().strftime("%Y%m%d")));
}

fn when(lines: &mut Lines, date: Date, time: SlotTime) {
    lines.moments("DTSTART", &[start(date, time)]);
    if let Some(end) = time.ends_at(date) {
        lines.moments("DTEND", &[Moment::Time(end)]);
    }
}

fn start(date: Date, time: SlotTime) -> Moment {
    time.starts_at(date).map_or(Moment::Day(date), Moment::Time)
}

/// The end of a rule: a day for events without a time, else a moment in UTC as the standard asks.
fn until(last: Date, time: SlotTime) -> String {
    match time.starts_at(last) {
        None => Moment::Day(last).value(),
        Some(start) => {
            let moment = jiff::Timestamp::from_millisecond(clock::moment_of(start)).unwrap_or_default();
            moment.strftime("%Y%m%dT%H%M%SZ").to_string()
        }
    }
}

fn what(lines: &mut Lines, card: &PlaceCard, occurrence: &Occurrence) {
    let mut summary = occurrence.name.to_string();
    let mut notes = Vec::new();
    if let OccurrenceState::Cancelled { reason } = &occurrence.state {
        summary = format!("Inställt: {summary}");
        notes.extend(reason.as_ref().map(ToString::to_string));
    }
    lines.text("SUMMARY", &summary);
    let place = [Some(card.name.to_string()), occurrence.room.as_ref().map(ToString::to_string)];
    let address = card.address.as_ref().map(ToString::to_string);
    let location: Vec<String> = place.into_iter().chain([address]).flatten().collect();
    lines.text("LOCATION", &location.join(", "));
    notes.extend(occurrence.note.as_ref().map(ToString::to_string));
    notes.extend(occurrence.price_kr.map(|price| format!("{price} kr")));
    notes.extend(occurrence.needs_sign_up.then(|| "Anmälan behövs.".to_owned()));
    if !notes.is_empty() {
        lines.text("DESCRIPTION", &notes.join("\n"));
    }
}

fn day_code(weekday: jiff::civil::Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][weekday.to_monday_zero_offset() as usize]
}

#[cfg(test)]
mod tests;
