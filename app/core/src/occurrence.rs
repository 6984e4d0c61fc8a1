//! One date of an activity, as people see it.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::schedule::SlotTime;
use crate::target::OccurrenceKey;
use crate::text::{Line, Name};

/// Why an occurrence is or is not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is held as planned.
    Planned,
    /// Somebody cancelled it; it stays visible, because people travel.
    Cancelled {
        /// Why, if they said.
        reason: Option<Line>,
    },
    /// The place is closed.
    Closed {
        /// Why, if they said.
        reason: Option<Line>,
    },
    /// Recurring slots rest on this red day or eve.
    RedDay {
        /// The day's Swedish name.
        name: String,
    },
    /// It has counts, but the programme no longer names it.
    OutsideProgramme,
}

/// Where an occurrence was before it was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedFrom {
    /// The original date.
    #[serde(with = "crate::iso")]
    pub date: Date,
    /// The original start, where known.
    #[serde(default, with = "crate::iso")]
    pub start: Option<Time>,
    /// The original room, where it changed.
    pub room: Option<Name>,
}

/// One date of an activity with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// Its identity, which keeps the original date.
    pub key: OccurrenceKey,
    /// The date on which it is.
    #[serde(with = "crate::iso")]
    pub date: Date,
    /// The time, as far as it is known.
    pub time: SlotTime,
    /// What it is called.
    pub name: Name,
    /// Whether it is held.
    pub state: State,
    /// Where it was before somebody moved it.
    pub moved_from: Option<MovedFrom>,
    /// Where in the house.
    pub room: Option<Name>,
    /// Who leads it.
    pub host: Option<Name>,
    /// Price in whole kronor.
    pub price_kr: Option<u32>,
    /// Whether one must sign up.
    pub needs_sign_up: bool,
    /// The last day to sign up, in words.
    pub sign_up_by: Option<Line>,
    /// Earliest entry.
    #[serde(default, with = "crate::iso")]
    pub earliest_entry: Option<Time>,
    /// What to bring.
    pub bring: Option<Line>,
    /// A line under the name.
    pub note: Option<Line>,
    /// In which language, if not Swedish.
    pub language: Option<Name>,
    /// Whether an association runs it.
    pub association_run: bool,
}

impl Occurrence {
    /// Whether people come: planned, moved or counted, but not cancelled, closed or resting.
    pub fn is_held(&self) -> bool {
        matches!(self.state, State::Planned | State::OutsideProgramme)
    }

    /// Sorts occurrences as a programme shows them.
    pub fn put_in_order(occurrences: &mut [Self]) {
        occurrences.sort_by(|a, b| a.order().cmp(&b.order()));
    }

    /// The order of a programme: date, unknown times first, then start, end and name.
    pub fn order(&self) -> (Date, Option<Time>, Option<Time>, &Name, OccurrenceKey) {
        (self.date, self.time.start, self.time.end, &self.name, self.key)
    }
}
