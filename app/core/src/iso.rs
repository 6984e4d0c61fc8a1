//! Dates and times as ISO 8601 writes them in extended form, and as serde fields:
//! `#[serde(with = "crate::iso")]`.
//!
//! The calendar is jiff's; its reader and writer know every form of the standard and explain every
//! error, which was a tenth of the tablet's bundle. We write one form and read that one.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use serde::de::Unexpected;
use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

/// A value with one written form.
pub trait Iso: Sized {
    /// What is expected where it cannot be read.
    const FORM: &'static str;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the formatter.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Reads exactly what [`Iso::write`] writes.
    fn read(text: &str) -> Option<Self>;
}

/// A value as it is written: `iso::Written(date).to_string()`.
#[derive(Clone, Copy, Debug)]
pub struct Written<T>(pub T);

impl<T: Iso> fmt::Display for Written<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

/// Reads a date, `2026-11-21`.
pub fn date(text: &str) -> Option<Date> {
    Date::read(text)
}

/// Reads a moment on the wall clock, `2026-11-21T10:19:05`.
pub fn date_time(text: &str) -> Option<DateTime> {
    DateTime::read(text)
}

/// `2026-11-21`.
impl Iso for Date {
    const FORM: &'static str = "a date, 2026-11-21";

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }

    fn read(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let year = number([y1, y2])? * 100 + number([y3, y4])?;
        Self::new(year, two(m1, m2)?, two(d1, d2)?).ok()
    }
}

/// `10:19:05`; a fraction of a second is never written.
impl Iso for Time {
    const FORM: &'static str = "a time of day, 10:19:05";

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())
    }

    fn read(text: &str) -> Option<Self> {
        let &[h1, h2, b':', m1, m2, b':', s1, s2] = text.as_bytes() else { return None };
        Self::new(two(h1, h2)?, two(m1, m2)?, two(s1, s2)?, 0).ok()
    }
}

/// `2026-11-21T10:19:05`.
impl Iso for DateTime {
    const FORM: &'static str = "a date and time, 2026-11-21T10:19:05";

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", Written(self.date()), Written(self.time()))
    }

    fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        Some(Date::read(date)?.to_datetime(Time::read(time)?))
    }
}

fn two(tens: u8, units: u8) -> Option<i8> {
    i8::try_from(number([tens, units])?).ok()
}

fn number(digits: [u8; 2]) -> Option<i16> {
    let [tens, units] = digits;
    let both = tens.is_ascii_digit() && units.is_ascii_digit();
    both.then(|| i16::from(tens - b'0') * 10 + i16::from(units - b'0'))
}

/// What may stand in a field: a value, perhaps a value, or a set of values.
pub trait IsoField: Sized {
    /// Writes the field.
    ///
    /// # Errors
    /// Those of the serializer.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the field.
    ///
    /// # Errors
    /// Those of the deserializer, and texts of another form.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! field {
    ($($value:ty),*) => {$(
        impl IsoField for $value {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&Written(*self))
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(&String::deserialize(deserializer)?)
            }
        }
    )*};
}

field!(Date, Time, DateTime);

impl<T: IsoField + Iso + Copy> IsoField for Option<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| read(&text)).transpose()
    }
}

impl<T: Iso + Ord + Copy> IsoField for BTreeSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<String> = self.iter().map(|value| Written(*value).to_string()).collect();
        texts.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut values = Self::new();
        for text in Vec::<String>::deserialize(deserializer)? {
            values.insert(read(&text)?);
        }
        Ok(values)
    }
}

fn read<T: Iso, E: serde::de::Error>(text: &str) -> Result<T, E> {
    T::read(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &T::FORM))
}

/// For `#[serde(with = "crate::iso")]`.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: IsoField, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// For `#[serde(with = "crate::iso")]`.
///
/// # Errors
/// Those of the deserializer, and texts of another form.
pub fn deserialize<'de, T: IsoField, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn we_write_as_the_calendar_writes_and_read_what_we_write(
            year in 0i16..=9999, month in 1i8..=12, day in 1i8..=31,
            hour in 0i8..24, minute in 0i8..60, second in 0i8..60,
        ) {
            prop_assume!(Date::new(year, month, day).is_ok());
            let moment = jiff::civil::date(year, month, day).at(hour, minute, second, 0);
            let (date, time) = (moment.date(), moment.time());
            prop_assert_eq!(Written(date).to_string(), date.to_string());
            prop_assert_eq!(Written(time).to_string(), time.to_string());
            prop_assert_eq!(Written(moment).to_string(), moment.to_string());
            prop_assert_eq!(Date::read(&date.to_string()), Some(date));
            prop_assert_eq!(Time::read(&time.to_string()), Some(time));
            prop_assert_eq!(DateTime::read(&moment.to_string()), Some(moment));
        }

        #[test]
        fn any_other_text_is_refused(text in "[0-9T:.-]{0,20}") {
            if let Some(date) = Date::read(&text) {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }

    #[test]
    fn the_thirtieth_of_february_is_no_date() {
        for text in ["2026-02-30", "2026-13-01", "2026-1-01", "-026-01-01", "2026-01-01T", "", "２026-01-01"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
