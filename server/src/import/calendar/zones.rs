//! The time zones of a calendar file, and how their clocks stand to the place's.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::ZONES_MAX;
use super::component::RawZone;
use super::date_time::quoted;
use super::zone_rule::defined;

/// Zones are compared from 1970 on …
const COMPARED_FROM: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
/// … to 2100; what holds in the decades before goes on holding.
const COMPARED_UNTIL: DateTime = DateTime::constant(2100, 1, 1, 0, 0, 0, 0);

/// The zone names of Windows and Outlook that turn up in northern Europe's calendars.
const WINDOWS_NAMES: [(&str, &str); 16] = [
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("China Standard Time", "Asia/Shanghai"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Eastern Standard Time", "America/New_York"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GMT Standard Time", "Europe/London"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("India Standard Time", "Asia/Calcutta"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("W. Europe Standard Time", "Europe/Berlin"),
];

/// A zone of [`Zones`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ZoneId(usize);

impl ZoneId {
    /// The place's own zone.
    pub const PLACE: Self = Self(0);
    /// No zone named: the place's clocks, wherever the place is.
    pub const FLOATING: Self = Self(1);
}

struct Zone {
    name: String,
    clock: TimeZone,
    /// A zone of the file's own holds from here on.
    from: DateTime,
    /// From here on the place's clocks are always the same time ahead.
    constant_since: Timestamp,
    /// Times that the clocks jump over: on which day, from, to (not included).
    gaps: Vec<(Date, Time, Time)>,
}

/// The place's zone and those that the file names.
pub struct Zones {
    zones: Vec<Zone>,
    by_name: HashMap<String, Result<ZoneId, String>>,
    defined: Vec<RawZone>,
}

impl Zones {
    pub fn new(place: TimeZone, defined: Vec<RawZone>) -> Self {
        let name = place.iana_name().unwrap_or("platsens zon").to_owned();
        let gaps = gaps(&place);
        let own = |name: &str| Zone {
            name: name.to_owned(),
            gaps: gaps.clone(),
            constant_since: Timestamp::MIN,
            from: DateTime::MIN,
            clock: place.clone(),
        };
        let zones = vec![own(&name), own("ingen tidszon")];
        Self { zones, by_name: HashMap::from([(name, Ok(ZoneId::PLACE))]), defined }
    }

    /// The zone of a TZID, or why it is not known.
    pub fn named(&mut self, name: &str) -> Result<ZoneId, String> {
        if let Some(known) = self.by_name.get(name) {
            return known.clone();
        }
        if self.by_name.len() > ZONES_MAX {
            return Err(format!("filen har fler än {ZONES_MAX} tidszoner"));
        }
        let found = self.find(name).ok_or_else(|| format!("tidszonen ”{}” är okänd", quoted(name)));
        let id = found.map(|(clock, from)| {
            let place = &self.zones[ZoneId::PLACE.0].clock;
            let constant_since = constant_since(place, &clock);
            let zone = Zone { name: quoted(name), gaps: gaps(&clock), constant_since, from, clock };
            self.zones.push(zone);
            ZoneId(self.zones.len() - 1)
        });
        self.by_name.insert(name.to_owned(), id.clone());
        id
    }

    /// By IANA name, also at the end of a path as some programs write it; by Windows name; by the
    /// file's own definition.
    fn find(&self, name: &str) -> Option<(TimeZone, DateTime)> {
        let ends = name.match_indices('/').map(|(at, _)| &name[at + 1..]);
        let known = std::iter::once(name).chain(ends).find_map(|name| TimeZone::get(name).ok());
        let windows = || {
            let (_, iana) = WINDOWS_NAMES.iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name))?;
            TimeZone::get(iana).ok()
        };
        let own = || {
            let zone = defined(self.defined.iter().find(|zone| zone.id == name)?)?;
            Some((zone.zone, zone.from))
        };
        let known = known.filter(|zone| !zone.is_unknown()).or_else(windows);
        known.map(|zone| (zone, DateTime::MIN)).or_else(own)
    }

    pub fn name(&self, zone: ZoneId) -> &str {
        &self.zones[zone.0].name
    }

    /// The instant of a wall time. A time the clocks jump over is read with the offset before
    /// the jump, one that comes twice is the first, as RFC 5545 says.
    pub fn instant(&self, wall: DateTime, zone: ZoneId) -> Result<Timestamp, String> {
        let zone = &self.zones[zone.0];
        if wall < zone.from {
            return Err(format!("tidszonen ”{}” är inte beskriven så långt tillbaka", zone.name));
        }
        zone.clock.to_timestamp(wall).map_err(|_| "tiden ligger utanför kalendern".to_owned())
    }

    /// A wall time of one zone on the clocks of another.
    pub fn convert(&self, wall: DateTime, from: ZoneId, to: ZoneId) -> Result<DateTime, String> {
        if from == to && from != ZoneId::PLACE {
            return Ok(wall);
        }
        Ok(self.zones[to.0].clock.to_datetime(self.instant(wall, from)?))
    }

    /// A UTC time on the clocks of a zone.
    pub fn wall_of_utc(&self, utc: DateTime, zone: ZoneId) -> Option<DateTime> {
        Some(self.zones[zone.0].clock.to_datetime(TimeZone::UTC.to_timestamp(utc).ok()?))
    }

    /// Whether, from this wall time on, the place's clocks always stay the same time ahead.
    pub fn keeps_step(&self, wall: DateTime, zone: ZoneId) -> Result<bool, String> {
        Ok(self.instant(wall, zone)? >= self.zones[zone.0].constant_since)
    }

    /// The days on which a time of day does not exist in a zone, until 2100.
    pub fn days_without(&self, time: Time, zone: ZoneId) -> impl Iterator<Item = Date> {
        let gaps = self.zones[zone.0].gaps.iter();
        gaps.filter(move |(_, from, to)| *from <= time && time < *to).map(|(day, ..)| *day)
    }
}

fn compared() -> (Timestamp, Timestamp) {
    let utc = TimeZone::UTC;
    let at = |wall| utc.to_timestamp(wall).unwrap_or(Timestamp::UNIX_EPOCH);
    (at(COMPARED_FROM), at(COMPARED_UNTIL))
}

/// The changes of a zone's clocks in the compared years.
fn changes(zone: &TimeZone) -> Vec<Timestamp> {
    let (from, until) = compared();
    zone.following(from).map(|change| change.timestamp()).take_while(|at| *at < until).collect()
}

fn constant_since(place: &TimeZone, zone: &TimeZone) -> Timestamp {
    let ahead = |at| place.to_offset(at).seconds() - zone.to_offset(at).seconds();
    let mut both = [changes(place), changes(zone)].concat();
    both.sort();
    let mut since = Timestamp::MIN;
    let mut standing = ahead(compared().0);
    for at in both {
        if ahead(at) != standing {
            (since, standing) = (at, ahead(at));
        }
    }
    // Before the compared years nothing is claimed.
    since.max(compared().0)
}

fn gaps(zone: &TimeZone) -> Vec<(Date, Time, Time)> {
    let (from, until) = compared();
    let mut before = zone.to_offset(from);
    let mut gaps = Vec::new();
    for change in zone.following(from).take_while(|change| change.timestamp() < until) {
        let after = change.offset();
        if after.seconds() > before.seconds() {
            let (gone, back) =
                (before.to_datetime(change.timestamp()), after.to_datetime(change.timestamp()));
            match gone.date() == back.date() {
                true => gaps.push((gone.date(), gone.time(), back.time())),
                false => {
                    gaps.push((gone.date(), gone.time(), Time::MAX));
                    gaps.push((back.date(), Time::MIN, back.time()));
                }
            }
        }
        before = after;
    }
    gaps
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{date, time};

    use super::*;

    fn zones() -> Zones {
        Zones::new(TimeZone::get("Europe/Stockholm").unwrap(), Vec::new())
    }

    #[test]
    fn zones_are_known_by_iana_name_path_and_windows_name() {
        let mut zones = zones();
        for name in ["Europe/Berlin", "/citadel.org/20190311_1/Europe/Berlin", "W. Europe Standard Time"] {
            let zone = zones.named(name).unwrap();
            let noon = date(2026, 7, 1).at(12, 0, 0, 0);
            assert_eq!(zones.convert(noon, zone, ZoneId::PLACE).unwrap(), noon, "{name}");
        }
        assert!(zones.named("Europa/Stockholm").unwrap_err().contains("Europa/Stockholm"));
    }

    #[test]
    fn helsinki_keeps_step_and_new_york_does_not() {
        let mut zones = zones();
        let start = date(2026, 1, 12).at(12, 0, 0, 0);
        let (helsinki, york, utc) = (
            zones.named("Europe/Helsinki").unwrap(),
            zones.named("America/New_York").unwrap(),
            zones.named("UTC").unwrap(),
        );
        assert!(zones.keeps_step(start, helsinki).unwrap());
        assert!(!zones.keeps_step(start, york).unwrap());
        assert!(!zones.keeps_step(start, utc).unwrap());
    }

    #[test]
    fn half_past_two_is_missing_on_the_last_sunday_of_march() {
        let zones = zones();
        let days: Vec<Date> = zones.days_without(time(2, 30, 0, 0), ZoneId::PLACE).collect();
        assert!(days.contains(&date(2026, 3, 29)) && days.contains(&date(2099, 3, 29)));
        assert_eq!(zones.days_without(time(3, 0, 0, 0), ZoneId::PLACE).count(), 0);
    }
}
