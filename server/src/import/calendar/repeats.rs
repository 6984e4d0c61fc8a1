//! How an event repeats: its rule, the dates it adds and the dates it takes away.

use jiff::civil::{Date, DateTime};
use samvaro_core::schedule::{Rule, RuleEnd};

use super::EVENT_DATES_MAX;
use super::component::RawEvent;
use super::content_line::Property;
use super::date_time::{Length, Moment, basic_date, basic_date_time, quoted};
use super::event::{Refusal, length_of, length_until, wall_in};
use super::zones::{ZoneId, Zones};

/// RRULE, RDATE and EXDATE of an event, in the zone of its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    pub rule: Option<Rule>,
    /// A day that is the last by one reading of UNTIL and too late by another. Only a rule that
    /// names no such day is certain.
    pub doubtful: Option<(Date, Date)>,
    /// Further occurrences, with their own length if they have one.
    pub added: Vec<(Moment, Option<Length>)>,
    /// Occurrences that fall away.
    pub removed: Vec<Moment>,
}

impl Repeats {
    pub fn read(raw: &RawEvent, start: Moment, zones: &mut Zones) -> Result<Self, Refusal> {
        if let Some(property) = raw.all("EXRULE").next() {
            return Err((property.line, "EXRULE läses inte".to_owned()));
        }
        let mut repeats = Self::default();
        if let Some(property) = raw.all("RRULE").next() {
            repeats.take_rule(property, start, zones).map_err(|reason| (property.line, reason))?;
        }
        for property in raw.all("RDATE") {
            repeats.take_added(property, start, zones).map_err(|reason| (property.line, reason))?;
        }
        for property in raw.all("EXDATE") {
            repeats.take_removed(property, start, zones).map_err(|reason| (property.line, reason))?;
        }
        Ok(repeats)
    }

    pub fn is_empty(&self) -> bool {
        self.rule.is_none() && self.added.is_empty()
    }

    fn take_rule(&mut self, property: &Property, start: Moment, zones: &Zones) -> Result<(), String> {
        let is_until = |part: &&str| part.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("UNTIL="));
        let parts: Vec<&str> = property.value.trim().split(';').collect();
        let mut ends = parts.iter().copied().filter(is_until);
        let (Some(until), None) = (ends.next(), ends.next()) else {
            self.rule = Some(Rule::parse(&property.value).map_err(|error| error.to_string())?);
            return Ok(());
        };
        let rest: Vec<&str> = parts.iter().copied().filter(|part| !is_until(part)).collect();
        let rule = Rule::parse(&rest.join(";")).map_err(|error| error.to_string())?;
        if rule.end() != RuleEnd::Never {
            return Err("RRULE har både COUNT och UNTIL".to_owned());
        }
        let wrong = || format!("{} i RRULE går inte att förstå", quoted(until));
        let readings = last_days(&until[6..], start, zones).ok_or_else(wrong)?;
        let (first, last) =
            (readings.iter().min().ok_or_else(wrong)?, readings.iter().max().ok_or_else(wrong)?);
        self.doubtful = (first != last).then_some((*first, *last));
        self.rule = Some(rule.ending(RuleEnd::Until(*last)));
        Ok(())
    }

    fn take_added(&mut self, property: &Property, start: Moment, zones: &mut Zones) -> Result<(), String> {
        let periods = property.param("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("PERIOD"));
        for value in property.value.split(',') {
            let (from, length) = match value.split_once('/') {
                Some((from, to)) if periods => {
                    let from = Moment::read(property, from, zones)?;
                    let wrong = || format!("RDATE: ”{}” går inte att förstå", quoted(value));
                    let length = match to.trim_start().starts_with(['P', '+', '-']) {
                        true => length_of(from, to).ok_or_else(wrong)?,
                        false => length_until(from, Moment::read(property, to, zones)?, zones)?,
                    };
                    (from, Some(length))
                }
                _ => (Moment::read(property, value, zones)?, None),
            };
            self.added.push((like_start(from, start, zones, "RDATE")?, length));
        }
        limit(self.added.len(), "RDATE")
    }

    fn take_removed(&mut self, property: &Property, start: Moment, zones: &mut Zones) -> Result<(), String> {
        for value in property.value.split(',') {
            let moment = Moment::read(property, value, zones)?;
            // A day takes away whatever begins on it, as common calendars understand it.
            self.removed.push(match moment {
                Moment::Day(day) => Moment::Day(day),
                moment => like_start(moment, start, zones, "EXDATE")?,
            });
        }
        limit(self.removed.len(), "EXDATE")
    }
}

fn limit(dates: usize, name: &str) -> Result<(), String> {
    match dates > EVENT_DATES_MAX {
        true => Err(format!("fler än {EVENT_DATES_MAX} datum i {name}")),
        false => Ok(()),
    }
}

/// The moment in the zone of the start; both must be days, or both times.
fn like_start(moment: Moment, start: Moment, zones: &Zones, name: &str) -> Result<Moment, String> {
    match (moment, start) {
        (Moment::Day(_), Moment::Day(_)) => Ok(moment),
        (Moment::At(..), Moment::At(_, zone)) => wall_in(moment, zone, zones),
        _ => Err(format!("{name} och DTSTART ska båda ha klockslag, eller ingen av dem")),
    }
}

/// The last day of a rule by each way that readers understand an UNTIL. RFC 5545 wants a day for
/// days, UTC for times in a zone and wall time for floating times; other mixtures occur.
fn last_days(until: &str, start: Moment, zones: &Zones) -> Option<Vec<Date>> {
    if let Some(day) = basic_date(until) {
        return Some(match start {
            Moment::Day(_) => vec![day],
            // Midnight of that day, or all of it.
            Moment::At(wall, _) => vec![last_day(day.at(0, 0, 0, 0), wall), day],
        });
    }
    let (end, utc) = basic_date_time(until)?;
    if end.year() == Date::MAX.year() {
        // The last year there is means "for ever", and may not fit into a zone's clocks.
        return Some(vec![end.date()]);
    }
    let (wall, zone) = match start {
        Moment::Day(_) if utc => {
            return Some(vec![end.date(), zones.wall_of_utc(end, ZoneId::PLACE)?.date()]);
        }
        Moment::Day(_) => return Some(vec![end.date()]),
        Moment::At(wall, zone) => (wall, zone),
    };
    let (as_utc, as_wall) = (last_day(zones.wall_of_utc(end, zone)?, wall), last_day(end, wall));
    Some(match (utc, zone == ZoneId::FLOATING) {
        (true, false) => vec![as_utc],
        (false, true) => vec![as_wall],
        _ => vec![as_utc, as_wall],
    })
}

/// The last day on which the time of day of a start is not later than an end.
fn last_day(end: DateTime, start: DateTime) -> Date {
    match start.time() <= end.time() {
        true => end.date(),
        false => end.date().yesterday().unwrap_or(Date::MIN),
    }
}
