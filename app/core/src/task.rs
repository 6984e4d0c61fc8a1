//! What somebody on the staff can be responsible for on a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::iso::{self, Written};
use crate::target::{NotATarget, OccurrenceKey};

/// What there is to do every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chore {
    /// Opening the house.
    Opening,
    /// Closing it.
    Closing,
    /// The coffee.
    Coffee,
    /// Welcoming those who come.
    Host,
}

impl Chore {
    /// All of them, in the order in which they are shown, with their written form.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Opening, "opening"),
        (Self::Host, "host"),
        (Self::Coffee, "coffee"),
        (Self::Closing, "closing"),
    ];
}

/// What somebody is responsible for.
///
/// Written as an [`OccurrenceKey`], or as `opening/2026-11-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Task {
    /// One date of an activity.
    Occurrence(OccurrenceKey),
    /// Something that is to do every day.
    Chore(Date, Chore),
}

impl Task {
    /// The day it is about.
    pub fn date(&self) -> Date {
        match self {
            Self::Occurrence(key) => key.date,
            Self::Chore(date, _) => *date,
        }
    }
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occurrence(key) => key.fmt(f),
            Self::Chore(date, chore) => {
                let name = Chore::ALL.iter().find(|(known, _)| known == chore).map_or("", |(_, name)| name);
                write!(f, "{name}/{}", Written(*date))
            }
        }
    }
}

impl FromStr for Task {
    type Err = NotATarget;

    fn from_str(text: &str) -> Result<Self, NotATarget> {
        let (first, rest) = text.split_once('/').ok_or(NotATarget)?;
        match Chore::ALL.iter().find(|(_, name)| *name == first) {
            Some((chore, _)) => Ok(Self::Chore(iso::date(rest).ok_or(NotATarget)?, *chore)),
            None => text.parse().map(Self::Occurrence),
        }
    }
}

impl TryFrom<String> for Task {
    type Error = NotATarget;

    fn try_from(text: String) -> Result<Self, NotATarget> {
        text.parse()
    }
}

impl From<Task> for String {
    fn from(task: Task) -> Self {
        task.to_string()
    }
}
