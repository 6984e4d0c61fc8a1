//! What is counted: an occurrence of an activity, or the drop-in visits of half a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ActivityId, SlotId};
use crate::iso::{self, Written};

/// The identity of an occurrence: it keeps its original date when it is moved, and its slot when
/// the slot's time changes.
///
/// Written `activity/slot/2026-11-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OccurrenceKey {
    /// The series.
    pub activity: ActivityId,
    /// The schedule line.
    pub slot: SlotId,
    /// The date that the schedule line named.
    pub date: Date,
}

/// Half of an opening day; a drop-in visitor counts at most once in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Before 12.00.
    Forenoon,
    /// From 12.00.
    Afternoon,
}

/// What a tally belongs to.
///
/// Written as an [`OccurrenceKey`], or as `drop-in/2026-11-21/forenoon`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// One date of an activity.
    Occurrence(OccurrenceKey),
    /// Visits outside activities.
    DropIn(Date, Half),
}

impl Target {
    /// The local date that the count is about (the original date of a moved occurrence).
    pub fn date(&self) -> Date {
        match self {
            Self::Occurrence(key) => key.date,
            Self::DropIn(date, _) => *date,
        }
    }
}

/// The text is not the written form of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATarget;

impl fmt::Display for NotATarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected activity/slot/date or drop-in/date/half")
    }
}

impl std::error::Error for NotATarget {}

impl fmt::Display for OccurrenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.activity, self.slot, Written(self.date))
    }
}

impl FromStr for OccurrenceKey {
    type Err = NotATarget;

    fn from_str(text: &str) -> Result<Self, NotATarget> {
        let mut parts = text.splitn(3, '/');
        let mut next = || parts.next().ok_or(NotATarget);
        Ok(Self {
            activity: next()?.parse().map_err(|_| NotATarget)?,
            slot: next()?.parse().map_err(|_| NotATarget)?,
            date: iso::date(next()?).ok_or(NotATarget)?,
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occurrence(key) => key.fmt(f),
            Self::DropIn(date, Half::Forenoon) => write!(f, "drop-in/{}/forenoon", Written(*date)),
            Self::DropIn(date, Half::Afternoon) => write!(f, "drop-in/{}/afternoon", Written(*date)),
        }
    }
}

impl FromStr for Target {
    type Err = NotATarget;

    fn from_str(text: &str) -> Result<Self, NotATarget> {
        let Some(rest) = text.strip_prefix("drop-in/") else {
            return text.parse().map(Self::Occurrence);
        };
        let (date, half) = rest.split_once('/').ok_or(NotATarget)?;
        let half = match half {
            "forenoon" => Half::Forenoon,
            "afternoon" => Half::Afternoon,
            _ => return Err(NotATarget),
        };
        Ok(Self::DropIn(iso::date(date).ok_or(NotATarget)?, half))
    }
}

macro_rules! written_as_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = NotATarget;

            fn try_from(text: String) -> Result<Self, NotATarget> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    };
}

written_as_text!(OccurrenceKey);
written_as_text!(Target);
