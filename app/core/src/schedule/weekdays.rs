//! Sets of weekdays, written as `["mon", "thu"]`.

use jiff::civil::Weekday;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const CODES: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

/// The three letters a weekday is stored and imported as: `mon` to `sun`.
pub fn weekday_code(weekday: Weekday) -> &'static str {
    CODES[weekday.to_monday_zero_offset() as usize].1
}

/// The weekday of a three-letter code.
pub fn weekday_from_code(code: &str) -> Option<Weekday> {
    CODES.iter().find(|(_, known)| *known == code).map(|(weekday, _)| *weekday)
}

/// Some of the seven weekdays. Reads in order from Monday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Weekdays(u8);

impl Weekdays {
    /// All seven.
    pub const ALL: Self = Self(0b111_1111);

    /// Whether the weekday is among them.
    pub fn contains(self, weekday: Weekday) -> bool {
        self.0 & bit(weekday) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The same set with one more.
    pub fn with(self, weekday: Weekday) -> Self {
        Self(self.0 | bit(weekday))
    }

    /// The weekdays from Monday to Sunday.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        CODES.iter().map(|(weekday, _)| *weekday).filter(move |weekday| self.contains(*weekday))
    }
}

fn bit(weekday: Weekday) -> u8 {
    1 << weekday.to_monday_zero_offset()
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(weekdays: I) -> Self {
        weekdays.into_iter().fold(Self::default(), Self::with)
    }
}

impl IntoIterator for Weekdays {
    type Item = Weekday;
    type IntoIter = std::vec::IntoIter<Weekday>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl Serialize for Weekdays {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(weekday_code))
    }
}

impl<'de> Deserialize<'de> for Weekdays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<String>::deserialize(deserializer)?.iter().map(|code| known(code)).collect()
    }
}

fn known<E: serde::de::Error>(code: &str) -> Result<Weekday, E> {
    weekday_from_code(code).ok_or_else(|| E::custom(format_args!("unknown weekday {code:?}")))
}

/// One weekday as its three-letter code, for `#[serde(with = "one_weekday")]`.
pub mod one_weekday {
    use super::*;

    /// Writes the code.
    pub fn serialize<S: Serializer>(weekday: &Weekday, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(weekday_code(*weekday))
    }

    /// Reads the code.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekday, D::Error> {
        let code = String::deserialize(deserializer)?;
        known(&code).map_err(D::Error::custom::<D::Error>)
    }
}
