//! What a coordinator is told about refused changes: `GET /api/v1/help`, and what is done with them.

use serde::{Deserialize, Serialize};

use crate::id::{LogId, Millis};
use crate::protocol::Verdict;
use crate::target::Target;

/// The most changes that are told one by one for each place; the others are only counted.
pub const TOLD_MAX_CHANGES: usize = 50;

/// The places with changes that need a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpWanted {
    /// In order of name.
    pub places: Vec<HelpAtPlace>,
}

/// Refused changes that were meant for one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpAtPlace {
    /// The log that they were meant for.
    pub log: LogId,
    /// What the place is called; nothing if it is none of the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it is the log of what the organisation's places share.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// How many wait for somebody.
    pub waiting: u64,
    /// How many were put by.
    pub aside: u64,
    /// The first [`TOLD_MAX_CHANGES`] that wait.
    pub changes: Vec<HelpChange>,
}

/// One refused change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpChange {
    /// When it was made, by its writer's clock.
    pub at: Millis,
    /// What its writer's tablet is called, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablet: Option<String>,
    /// What it does.
    pub what: HelpWhat,
    /// Why it was refused.
    pub verdict: Verdict,
}

/// What a refused change does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpWhat {
    /// Somebody counted.
    Count(HelpCount),
    /// A count was taken back.
    Undo(HelpCount),
    /// The programme was edited.
    Edit,
    /// This version does not know it.
    Unknown,
}

/// A count that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpCount {
    /// What was counted.
    pub target: Target,
    /// What the activity is called, if the programme knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many visitors more or fewer.
    pub visitors: i32,
}

/// Which changes: `POST /api/v1/help/again` and `POST /api/v1/help/aside`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpRequest {
    /// The log that they were meant for.
    pub log: LogId,
    /// Whether those that were put by are meant; else those that wait.
    #[serde(default)]
    pub aside: bool,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helped {
    /// Changes that have entered their log now.
    pub taken: u64,
    /// Changes that were put by now.
    pub aside: u64,
    /// Changes that are as they were.
    pub left: u64,
}
