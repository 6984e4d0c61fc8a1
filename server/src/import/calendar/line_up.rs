//! From an understood event to schedule lines: dates and times on the place's clocks.
//!
//! A rule stays a rule as long as the event's zone keeps step with the place's and no date
//! shifts; then its dates are the same on both clocks. Otherwise its occurrences are worked out
//! in the event's own zone and listed, inside the horizon, one line per time of day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use samvaro_core::schedule::calendar_day::{days_between, plus_days};
use samvaro_core::schedule::slot_time::SlotTimeError;
use samvaro_core::schedule::{Effort, RuleSet, Schedule, ScheduleRefused, SlotTime, Window};

use super::LISTED_EFFORT_DAYS;
use super::date_time::{Length, Moment};
use super::event::Event;
use super::zones::{ZoneId, Zones};

/// Two zones' clocks are never further apart than this.
const ZONES_APART_MAX_DAYS: i64 = 2;

/// One schedule line of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub schedule: Schedule,
    pub time: SlotTime,
}

/// The lines of an event, its first one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineUp {
    pub lines: Vec<Line>,
    /// Listed only inside the horizon, because the event follows this zone's clocks.
    pub listed_from: Option<String>,
}

/// One occurrence on the place's clocks.
pub fn local(start: Moment, length: Length, zones: &Zones) -> Result<(Date, SlotTime), String> {
    match start {
        Moment::Day(day) => {
            let Length::Days(days) = length else { return Ok((day, SlotTime::UNKNOWN)) };
            Ok((day, SlotTime { end_days_later: days_later(days - 1)?, ..SlotTime::UNKNOWN }))
        }
        Moment::At(wall, zone) => {
            let from = zones.convert(wall, zone, ZoneId::PLACE)?;
            let mut time = SlotTime { start: Some(minute(from)), ..SlotTime::UNKNOWN };
            if let Length::Seconds(seconds) = length {
                let end = wall.checked_add(SignedDuration::from_secs(seconds));
                let end = end.map_err(|_| "tiden ligger utanför kalendern".to_owned())?;
                let end = zones.convert(end, zone, ZoneId::PLACE)?;
                time.end = Some(minute(end));
                time.end_days_later = days_later(days_between(from.date(), end.date()))?;
            }
            time.check().map_err(|error| error.to_string())?;
            Ok((from.date(), time))
        }
    }
}

fn minute(at: DateTime) -> Time {
    Time::constant(at.hour(), at.minute(), 0, 0)
}

fn days_later(days: i64) -> Result<u8, String> {
    let days = u8::try_from(days).ok().filter(|days| *days <= SlotTime::DAYS_MAX);
    days.ok_or_else(|| SlotTimeError::TooLong.to_string())
}

impl LineUp {
    pub fn of(event: &Event, zones: &Zones, horizon: Window, effort: &mut Effort) -> Result<Self, String> {
        let mut listed = Listed::default();
        let first = local(event.start, event.length, zones)?;
        for (start, length) in &event.repeats.added {
            if !event.removes(*start) {
                listed.add(local(*start, length.unwrap_or(event.length), zones)?)?;
            }
        }
        let Some(set) = event.rule_set() else {
            if !event.removes(event.start) {
                listed.add(first)?;
            }
            return Ok(Self { lines: listed.lines(first.1), listed_from: None });
        };
        event.check_rule(&set, zones, effort)?;
        let stays = match event.start {
            Moment::Day(_) => true,
            Moment::At(wall, zone) => zones.keeps_step(wall, zone)? && first.0 == wall.date(),
        };
        if stays {
            listed.check_beside(&set, first.1, effort)?;
            let main = Line { schedule: Schedule::Rule(listed.join(set, first.1)), time: first.1 };
            let lines = std::iter::once(main).chain(listed.lines(first.1)).collect();
            return Ok(Self { lines, listed_from: None });
        }
        let Moment::At(wall, zone) = event.start else { return Err("DTSTART saknar klockslag".to_owned()) };
        let dates = Schedule::Rule(set).dates_within(horizon.widened(ZONES_APART_MAX_DAYS), effort);
        for date in dates.map_err(|refused| refused.to_string())? {
            let occurrence = local(Moment::At(date.to_datetime(wall.time()), zone), event.length, zones)?;
            effort.spend(LISTED_EFFORT_DAYS).map_err(|refused| refused.to_string())?;
            if horizon.contains(occurrence.0) {
                listed.add(occurrence)?;
            }
        }
        Ok(Self { lines: listed.lines(first.1), listed_from: Some(zones.name(zone).to_owned()) })
    }
}

impl Event {
    /// The rule with its first date and the dates taken away, in the event's own zone.
    fn rule_set(&self) -> Option<RuleSet> {
        let mut set = RuleSet::new(self.start.wall_date(), self.repeats.rule.clone()?);
        let removed = self.repeats.removed.iter().filter(|removed| match (removed, self.start) {
            (Moment::At(wall, _), Moment::At(start, _)) => wall.time() == start.time(),
            _ => true,
        });
        set.removed = removed.map(|removed| removed.wall_date()).collect();
        Some(set)
    }

    /// Whether EXDATE takes a moment of the event away.
    pub fn removes(&self, moment: Moment) -> bool {
        let day = Moment::Day(moment.wall_date());
        self.repeats.removed.iter().any(|removed| *removed == moment || *removed == day)
    }

    /// Refuses a rule whose dates cannot be told for certain.
    fn check_rule(&self, set: &RuleSet, zones: &Zones, effort: &mut Effort) -> Result<(), String> {
        let whole = Schedule::Rule(RuleSet { removed: BTreeSet::new(), ..set.clone() });
        let mut dates = |window| {
            let dates = whole.dates_within(window, effort);
            dates.map_err(|refused: ScheduleRefused| refused.to_string())
        };
        dates(Window::day(set.start))?;
        if let Some((certain, doubtful)) = self.repeats.doubtful {
            let after = plus_days(certain, 1).unwrap_or(Date::MAX);
            if !dates(Window::new(after, doubtful))?.is_empty() {
                return Err(
                    "UNTIL är inte skriven som DTSTART, och ett tillfälle hänger på hur den läses".to_owned()
                );
            }
        }
        let Moment::At(wall, zone) = self.start else { return Ok(()) };
        for day in zones.days_without(wall.time(), zone) {
            if day >= set.start && !dates(Window::day(day))?.is_empty() {
                return Err(format!("klockslaget finns inte den {day}, då klockan ställs om"));
            }
        }
        Ok(())
    }
}

/// Occurrences, each start once.
#[derive(Default)]
struct Listed(BTreeMap<(Date, Option<Time>), SlotTime>);

impl Listed {
    fn add(&mut self, (date, time): (Date, SlotTime)) -> Result<(), String> {
        match self.0.insert((date, time.start), time) {
            Some(other) if other != time => Err(two_ends(date)),
            _ => Ok(()),
        }
    }

    /// A date that the rule names too must not come a second time with another end.
    fn check_beside(&self, set: &RuleSet, time: SlotTime, effort: &mut Effort) -> Result<(), String> {
        let rule = Schedule::Rule(set.clone());
        let others = self.0.iter().filter(|((_, start), other)| *start == time.start && **other != time);
        for ((date, _), _) in others {
            let dates = rule.dates_within(Window::day(*date), effort);
            if !dates.map_err(|refused| refused.to_string())?.is_empty() {
                return Err(two_ends(*date));
            }
        }
        Ok(())
    }

    /// Puts the dates with the rule's own time into the rule.
    fn join(&mut self, mut set: RuleSet, time: SlotTime) -> RuleSet {
        self.0.retain(|(date, _), own| {
            let joins = *own == time;
            if joins {
                set.added.insert(*date);
            }
            !joins
        });
        set
    }

    /// One line per time of day; the first occurrence's own time comes first.
    fn lines(self, first: SlotTime) -> Vec<Line> {
        let mut by_time: BTreeMap<SlotTime, BTreeSet<Date>> = BTreeMap::new();
        for ((date, _), time) in self.0 {
            by_time.entry(time).or_default().insert(date);
        }
        let main = by_time.remove_entry(&first);
        main.into_iter().chain(by_time).map(|(time, dates)| Line { schedule: listed(dates), time }).collect()
    }
}

fn listed(dates: BTreeSet<Date>) -> Schedule {
    match (dates.len(), dates.first()) {
        (1, Some(date)) => Schedule::Once(*date),
        _ => Schedule::Dates(dates),
    }
}

fn two_ends(date: Date) -> String {
    format!("samma tillfälle den {date} har två olika sluttider")
}
