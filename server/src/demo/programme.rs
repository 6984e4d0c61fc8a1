//! The programme of a made-up place: its card, its week, and what was changed this week.

use jiff::civil::{Date, Time, Weekday};
use samvaro_core::change::Body;
use samvaro_core::field::{
    ActivityField, ClosureField, Fields, Moved, OccurrenceField, Period, PlaceField, Put, SlotField,
};
use samvaro_core::id::{ActivityId, ClosureId, Millis, PlaceId, SlotId};
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::{IsoWeek, MonthlyWeekday, Schedule, SlotTime, Weekly, Weeks, Window};
use samvaro_core::target::OccurrenceKey;
use samvaro_core::text::{Line, Name, Slug};

use super::places::{DemoPlace, WeekLine, When};
use super::{Dated, WEEKS_BACK};
use crate::clock;
use crate::intake::derived;

/// A line of the week with the ids it got.
pub struct PlacedLine {
    pub line: WeekLine,
    pub activity: ActivityId,
    pub slot: SlotId,
    pub schedule: Schedule,
    pub time: SlotTime,
}

/// The first day of the demonstration.
pub fn first_day(today: Date) -> Date {
    let monday = IsoWeek::of(today).monday();
    plus_days(monday, -7 * WEEKS_BACK).unwrap_or(monday)
}

/// The place's lines; each kind is one activity.
pub fn lines(place: PlaceId, demo: &DemoPlace, today: Date) -> Vec<PlacedLine> {
    let placed = |(index, line): (usize, &WeekLine)| PlacedLine {
        line: *line,
        activity: ActivityId(derived(place.0, "activity", line.kind.name)),
        slot: SlotId(derived(place.0, "slot", &index.to_string())),
        schedule: schedule(line.when, first_day(today)),
        time: SlotTime { start: Some(time(line.start)), end: Some(time(line.end)), end_days_later: 0 },
    };
    demo.week.iter().enumerate().map(placed).collect()
}

fn time((hour, minute): (i8, i8)) -> Time {
    Time::constant(hour, minute, 0, 0)
}

fn weekday(number: i8) -> Weekday {
    Weekday::from_monday_one_offset(number).unwrap_or(Weekday::Monday)
}

fn schedule(when: When, from: Date) -> Schedule {
    let weekly = |days: &[i8], weeks| {
        let weekdays = days.iter().copied().map(weekday).collect();
        Schedule::Weekly(Weekly { weekdays, weeks, from, until: None })
    };
    match when {
        When::Weekly(days) => weekly(days, Weeks::All),
        When::Odd(day) => weekly(&[day], Weeks::Odd),
        When::Even(day) => weekly(&[day], Weeks::Even),
        When::Monthly(ordinal, day) => {
            Schedule::MonthlyWeekday(MonthlyWeekday { ordinal, weekday: weekday(day), from, until: None })
        }
    }
}

/// Everything that the office has written about the place.
pub fn changes(
    place: PlaceId,
    demo: &DemoPlace,
    slug: &Slug,
    lines: &[PlacedLine],
    today: Date,
) -> Vec<Dated> {
    let begun = moment(first_day(today), 8);
    let mut changes = vec![(begun, put(card(demo, slug)))];
    let mut known = Vec::new();
    for line in lines {
        if !known.contains(&line.activity) {
            known.push(line.activity);
            changes.push((begun, put(activity(line))));
        }
        changes.push((begun, put(slot(line))));
    }
    if demo.summer_closed {
        let summers = [today.year() - 1, today.year()].into_iter().map(|year| summer(place, year));
        changes.extend(summers.map(|fields| (begun, put(fields))));
    }
    changes.extend(this_week(demo, lines, today).into_iter().map(|fields| (moment(today, 7), put(fields))));
    changes
}

fn moment(date: Date, hour: i8) -> Millis {
    clock::moment_of(date.at(hour, 30, 0, 0))
}

/// The office's edits follow each other, so each has seen those before it.
fn put(fields: Fields) -> Body {
    Body::Put(Put { fields, base: 0 })
}

fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok()
}

fn name(text: &str) -> Option<Name> {
    Name::parse(text).ok()
}

fn card(demo: &DemoPlace, slug: &Slug) -> Fields {
    let mut fields: Vec<PlaceField> = name(demo.name).map(PlaceField::Name).into_iter().collect();
    fields.push(PlaceField::Slug(slug.clone()));
    fields.push(PlaceField::Address(line(demo.address)));
    fields.push(PlaceField::Directions(line(demo.directions)));
    fields.push(PlaceField::Phone(line(demo.phone)));
    fields.push(PlaceField::PhoneHours(line("Vardagar 9.00–12.00")));
    fields.push(PlaceField::Hours(line(demo.hours)));
    fields.push(PlaceField::StepFree(line(demo.step_free)));
    fields.push(PlaceField::HearingLoop(line("I Stora salen.")));
    if demo.every_day {
        fields.push(PlaceField::RestsOnRedDays(false));
        fields.push(PlaceField::RestsOnEves(false));
    }
    Fields::Place(fields)
}

fn activity(placed: &PlacedLine) -> Fields {
    let kind = placed.line.kind;
    let mut fields: Vec<ActivityField> = name(kind.name).map(ActivityField::Name).into_iter().collect();
    fields.extend(kind.note.map(|note| ActivityField::Note(line(note))));
    fields.extend(kind.price_kr.map(|price| ActivityField::PriceKr(Some(price))));
    fields.extend(kind.bring.map(|bring| ActivityField::Bring(line(bring))));
    fields.extend(kind.host.map(|host| ActivityField::Host(name(host))));
    fields.extend(kind.language.map(|language| ActivityField::Language(name(language))));
    fields.extend(kind.room.map(|room| ActivityField::Room(name(room))));
    fields.extend(kind.association.map(|_| ActivityField::AssociationRun(true)));
    if let Some(by) = kind.sign_up_by {
        fields.push(ActivityField::NeedsSignUp(true));
        fields.push(ActivityField::SignUpBy(line(by)));
    }
    Fields::Activity(placed.activity, fields)
}

fn slot(placed: &PlacedLine) -> Fields {
    let fields = vec![
        SlotField::Activity(placed.activity),
        SlotField::Schedule(placed.schedule.clone()),
        SlotField::Time(placed.time),
    ];
    Fields::Slot(placed.slot, fields)
}

/// Weeks 28 to 31.
fn summer(place: PlaceId, year: i16) -> Fields {
    let week = |number| IsoWeek::new(year, number).unwrap_or_else(|_| IsoWeek::of(Date::ZERO));
    let period = Period { from: week(28).monday(), until: week(31).sunday() };
    let id = ClosureId(derived(place.0, "closure", &year.to_string()));
    Fields::Closure(id, vec![ClosureField::Period(period), ClosureField::Reason(line("Sommarstängt"))])
}

const REASONS: [&str; 3] =
    ["Ledaren är sjuk.", "Lokalen är uthyrd den dagen.", "Vi är för få för att kunna spela."];

/// A few dates of this week and the next that turned out otherwise.
fn this_week(demo: &DemoPlace, lines: &[PlacedLine], today: Date) -> Vec<Fields> {
    let ahead = Window::new(plus_days(today, 1).unwrap_or(today), plus_days(today, 13).unwrap_or(today));
    let mut dates: Vec<(Date, &PlacedLine)> = Vec::new();
    // What is open all day stays as it is.
    for placed in lines.iter().filter(|placed| placed.line.end.0 - placed.line.start.0 <= 3) {
        let found = placed.schedule.dates(ahead).unwrap_or_default();
        dates.extend(found.into_iter().map(|date| (date, placed)));
    }
    dates.sort_by_key(|(date, placed)| (*date, placed.time));
    let mut changed = Vec::new();
    if let Some((date, placed)) = dates.first() {
        let reason = REASONS[demo.name.len() % REASONS.len()];
        let fields = vec![OccurrenceField::Cancelled(true), OccurrenceField::Reason(line(reason))];
        changed.push(Fields::Occurrence(placed.key(*date), fields));
    }
    if let Some((date, placed)) = dates.get(3) {
        let later =
            |time: Option<Time>| time.map(|time| time.saturating_add(jiff::SignedDuration::from_mins(30)));
        let time =
            SlotTime { start: later(placed.time.start), end: later(placed.time.end), end_days_later: 0 };
        let moved = OccurrenceField::Moved(Some(Moved { date: *date, time }));
        changed.push(Fields::Occurrence(placed.key(*date), vec![moved]));
    }
    if let Some((date, placed)) = dates.get(5) {
        let room = OccurrenceField::Room(name("Matsalen"));
        changed.push(Fields::Occurrence(placed.key(*date), vec![room]));
    }
    changed
}

impl PlacedLine {
    /// One date of the line.
    pub fn key(&self, date: Date) -> OccurrenceKey {
        OccurrenceKey { activity: self.activity, slot: self.slot, date }
    }
}
