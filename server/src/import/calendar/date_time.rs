//! Dates, times and durations as iCalendar writes them.

use jiff::civil::{Date, DateTime};

use super::content_line::Property;
use super::zones::{ZoneId, Zones};

/// When something is: a day, or a wall time in a zone. A floating time is wall time
/// wherever the place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    Day(Date),
    At(DateTime, ZoneId),
}

impl Moment {
    /// Reads one value of a property such as DTSTART, with the property's zone.
    pub fn read(property: &Property, value: &str, zones: &mut Zones) -> Result<Self, String> {
        let wrong = || format!("{}: ”{}” är ingen tid", property.name, quoted(value));
        let as_day = property.param("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
        if as_day || !value.contains('T') {
            return basic_date(value).map(Self::Day).ok_or_else(wrong);
        }
        let (wall, utc) = basic_date_time(value).ok_or_else(wrong)?;
        match (utc, property.param("TZID")) {
            (true, Some(_)) => Err(format!("{}: både TZID och Z", property.name)),
            (true, None) => Ok(Self::At(wall, zones.named("UTC")?)),
            (false, Some(name)) => Ok(Self::At(wall, zones.named(name)?)),
            (false, None) => Ok(Self::At(wall, ZoneId::FLOATING)),
        }
    }

    pub fn wall_date(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::At(wall, _) => wall.date(),
        }
    }
}

/// How long something goes on, on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// Nobody says.
    Unknown,
    /// Whole days, at least one.
    Days(i64),
    /// Wall time.
    Seconds(i64),
}

/// `20261107`
pub fn basic_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok())
        .flatten()
}

/// `20261107T100000`, and whether a `Z` follows. A leap second counts as the second before.
pub fn basic_date_time(text: &str) -> Option<(DateTime, bool)> {
    let text = text.trim();
    let (wall, utc) = match text.strip_suffix('Z') {
        Some(wall) => (wall, true),
        None => (text, false),
    };
    let (date, time) = wall.split_once('T')?;
    if time.len() != 6 || !time.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| time[range].parse::<i8>().ok();
    let second = part(4..6).filter(|second| *second <= 60)?.min(59);
    let time = jiff::civil::Time::new(part(0..2)?, part(2..4)?, second, 0).ok()?;
    Some((basic_date(date)?.to_datetime(time), utc))
}

/// `PT1H30M`, `P1D`, `P2W`: days and seconds, never negative.
pub fn duration(text: &str) -> Option<(i64, i64)> {
    const NUMBER_MAX_DIGITS: usize = 9;
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (mut days, mut seconds, mut in_time, mut number, mut any) = (0i64, 0i64, false, String::new(), false);
    for character in text.chars() {
        match character {
            '0'..='9' if number.len() < NUMBER_MAX_DIGITS => {
                number.push(character);
                continue;
            }
            'T' if !in_time && number.is_empty() => {
                in_time = true;
                continue;
            }
            _ => {}
        }
        let count: i64 = number.parse().ok()?;
        match (character, in_time) {
            ('W', false) => days += count * 7,
            ('D', false) => days += count,
            ('H', true) => seconds += count * 3_600,
            ('M', true) => seconds += count * 60,
            ('S', true) => seconds += count,
            _ => return None,
        }
        any = true;
        number.clear();
    }
    (any && number.is_empty()).then_some((days, seconds))
}

/// Enough of a foreign text to recognise it by.
pub fn quoted(text: &str) -> String {
    const QUOTED_MAX_CHARS: usize = 40;
    crate::import::plain_text::one_line(text, QUOTED_MAX_CHARS)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn times_are_read_with_and_without_z() {
        assert_eq!(basic_date_time("20261107T100000"), Some((date(2026, 11, 7).at(10, 0, 0, 0), false)));
        assert_eq!(basic_date_time("20261231T235960Z"), Some((date(2026, 12, 31).at(23, 59, 59, 0), true)));
        for text in [
            "20261107",
            "20260230T100000",
            "20261107T250000",
            "20261107T1000",
            "2026-11-07T10:00",
            "20261107T10000ö",
            "T",
            "",
        ] {
            assert_eq!(basic_date_time(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_days_and_seconds() {
        assert_eq!(duration("PT1H30M"), Some((0, 5_400)));
        assert_eq!(duration("P1DT2H"), Some((1, 7_200)));
        assert_eq!(duration("+P2W"), Some((14, 0)));
        for text in ["", "P", "PT", "1H", "-PT1H", "P1H", "PT1D", "P1", "P9999999999D", "PT1H30"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
