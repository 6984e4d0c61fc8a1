//! The time of day of a slot: from, until, both possibly unknown.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::calendar_day::plus_days;

/// Local wall time of a slot, to the minute. Nothing is known but what the programme says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SlotTime {
    /// When it begins, if known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "minute")]
    pub start: Option<Time>,
    /// When it ends, if known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "minute")]
    pub end: Option<Time>,
    /// How many days after its own date it ends: 0 for nearly everything.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub end_days_later: u8,
}

/// Why a time of day cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotTimeError {
    /// It says when it ends but not when it begins.
    EndWithoutStart,
    /// It ends before it begins.
    EndsBeforeStart,
    /// It goes on for more than [`SlotTime::DAYS_MAX`] days.
    TooLong,
}

impl SlotTime {
    /// The longest an occurrence may go on: an exhibition of eight months.
    pub const DAYS_MAX: u8 = 250;

    /// Time unknown.
    pub const UNKNOWN: Self = Self { start: None, end: None, end_days_later: 0 };

    /// From a time, until a time the same day if known.
    pub fn new(start: Option<Time>, end: Option<Time>) -> Result<Self, SlotTimeError> {
        let time = Self { start, end, end_days_later: 0 };
        time.check().map(|()| time)
    }

    /// Whether the time may be stored.
    pub fn check(&self) -> Result<(), SlotTimeError> {
        if self.end_days_later > Self::DAYS_MAX {
            return Err(SlotTimeError::TooLong);
        }
        match (self.start, self.end) {
            (None, Some(_)) => Err(SlotTimeError::EndWithoutStart),
            (Some(start), Some(end)) if end < start && self.end_days_later == 0 => {
                Err(SlotTimeError::EndsBeforeStart)
            }
            _ => Ok(()),
        }
    }

    /// The local start on a date, if the time is known.
    pub fn starts_at(&self, date: Date) -> Option<DateTime> {
        self.start.map(|start| date.to_datetime(start))
    }

    /// The local end of the occurrence on a date, if the time is known.
    pub fn ends_at(&self, date: Date) -> Option<DateTime> {
        Some(self.last_day(date)?.to_datetime(self.end?))
    }

    /// The last day of the occurrence that begins on a date.
    pub fn last_day(&self, date: Date) -> Option<Date> {
        plus_days(date, i64::from(self.end_days_later))
    }
}

fn is_zero(days: &u8) -> bool {
    *days == 0
}

/// Reads `9:30`, `09:30`, `09.30` and `09:30:00`, as programmes write times.
pub fn parse_time(text: &str) -> Option<Time> {
    let mut parts = text.trim().split([':', '.']);
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next());
    let number = |text: &str, length: std::ops::RangeInclusive<usize>| {
        let fits = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<i8>().ok()).flatten()
    };
    if parts.next().is_some() || second.is_some_and(|second| number(second, 2..=2).is_none_or(|s| s > 59)) {
        return None;
    }
    Time::new(number(hour, 1..=2)?, number(minute, 2..=2)?, 0, 0).ok()
}

mod minute {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Time, parse_time};

    pub(super) fn serialize<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.collect_str(&format_args!("{:02}:{:02}", time.hour(), time.minute())),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| parse_time(&text).ok_or_else(|| D::Error::custom("not a time of day")))
            .transpose()
    }
}

impl fmt::Display for SlotTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EndWithoutStart => "sluttid utan starttid",
            Self::EndsBeforeStart => "sluttiden ligger före starttiden",
            Self::TooLong => "tillfället varar mer än 250 dagar",
        })
    }
}

impl std::error::Error for SlotTimeError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{date, time};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_time_is_small_json_and_an_unknown_one_is_empty() {
        let coffee = SlotTime::new(Some(time(9, 30, 0, 0)), Some(time(11, 0, 0, 0))).unwrap();
        let written = serde_json::to_value(coffee).unwrap();
        assert_eq!(written, json!({"start": "09:30", "end": "11:00"}));
        assert_eq!(serde_json::from_value::<SlotTime>(written).unwrap(), coffee);
        assert_eq!(serde_json::to_value(SlotTime::UNKNOWN).unwrap(), json!({}));
        assert_eq!(serde_json::from_value::<SlotTime>(json!({})).unwrap(), SlotTime::UNKNOWN);
    }

    #[test]
    fn a_night_ends_the_day_after() {
        let night =
            SlotTime { start: Some(time(22, 0, 0, 0)), end: Some(time(1, 0, 0, 0)), end_days_later: 1 };
        night.check().unwrap();
        assert_eq!(night.ends_at(date(2026, 12, 31)), Some(date(2027, 1, 1).at(1, 0, 0, 0)));
        assert_eq!(night.ends_at(Date::MAX), None);
    }

    #[test]
    fn impossible_times_are_refused() {
        let (ten, nine) = (Some(time(10, 0, 0, 0)), Some(time(9, 0, 0, 0)));
        assert_eq!(SlotTime::new(ten, nine), Err(SlotTimeError::EndsBeforeStart));
        assert_eq!(SlotTime::new(None, nine), Err(SlotTimeError::EndWithoutStart));
        let endless = SlotTime { end_days_later: 251, ..SlotTime::UNKNOWN };
        assert_eq!(endless.check(), Err(SlotTimeError::TooLong));
    }

    #[test]
    fn times_are_read_as_programmes_write_them() {
        for text in ["9:30", "09:30", "09.30", " 9.30 ", "09:30:00"] {
            assert_eq!(parse_time(text), Some(time(9, 30, 0, 0)), "{text}");
        }
        for text in ["", "9", "24:00", "9:60", "09:3", "9:30:61", "-1:30", "9:30:00:00", "+9:30", "kl 9"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
