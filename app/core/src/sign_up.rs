//! Sign-ups with names, which exist only where the organisation has recorded a decision.
//!
//! A sign-up is a change in the place's log; the name stands beside it as a personal field, and
//! nowhere in what is folded. What is folded is one line for each sign-up ([`Listed`]) in the
//! tally of its occurrence: whether it stands, and how many of its persons came. So a name can be
//! erased and its number stays.

use serde::{Deserialize, Serialize};

use crate::id::{Position, SignUpId};
use crate::target::OccurrenceKey;

mod add_wins;
mod line;
mod listed;

pub use add_wins::AddWins;
pub use line::{InLine, Standing, in_line};
pub use listed::Listed;

/// Somebody is put on the list of an occurrence, with a name beside the change. Without one, and
/// with an id that is on the list already, it takes back a withdrawal: the person stands last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUp {
    /// Which sign-up.
    #[serde(rename = "i")]
    pub id: SignUpId,
    /// To what.
    #[serde(rename = "t")]
    pub target: OccurrenceKey,
    /// For how many, 1 to [`SignUp::MAX_PERSONS`].
    #[serde(rename = "n")]
    pub persons: u32,
    /// The log position that the person saw.
    #[serde(rename = "b")]
    pub base: Position,
    /// Whether the last day to sign up had gone.
    #[serde(rename = "l", default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

impl SignUp {
    /// The most people that one name may stand for, in persons.
    pub const MAX_PERSONS: u32 = 10;
}

/// Somebody is taken off the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// Which sign-up.
    #[serde(rename = "i")]
    pub id: SignUpId,
    /// From what.
    #[serde(rename = "t")]
    pub target: OccurrenceKey,
    /// The log position that the person saw.
    #[serde(rename = "b")]
    pub base: Position,
}

/// How many of those signed up under one name came.
///
/// Named attendance is an add-wins set: several tablets that tick one name count it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Which sign-up.
    #[serde(rename = "i")]
    pub id: SignUpId,
    /// To what.
    #[serde(rename = "t")]
    pub target: OccurrenceKey,
    /// How many came, at most [`SignUp::MAX_PERSONS`]; 0 takes the tick away.
    #[serde(rename = "n")]
    pub persons: u32,
    /// The log position that the person saw.
    #[serde(rename = "b")]
    pub base: Position,
}
