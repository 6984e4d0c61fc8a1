//! Taking back that a number is an estimate, whoever said so: whoever counted exactly knows better.

use serde::{Deserialize, Serialize};

use crate::id::Dot;
use crate::tally::{Count, Delta, Tally, Undo};
use crate::target::Target;

/// A standing count that says that the number is an estimate, and nothing else: all that taking it
/// back must name, also on a tablet that never read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Guess {
    /// The change that says so.
    #[serde(rename = "d")]
    pub dot: Dot,
    /// Whether it was a late entry.
    #[serde(rename = "l", default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

impl Count {
    /// Whether it says that the number is an estimate, and nothing else.
    pub fn only_estimates(&self) -> bool {
        self.about && self.delta == Delta::default()
    }
}

impl Tally {
    /// What takes back every estimate of this target that nobody has taken back yet. The number
    /// stays as it is.
    pub fn take_back_estimates(&self, target: Target) -> Vec<Undo> {
        let undo = |&Guess { dot, late }: &Guess| Undo {
            undone: dot,
            target,
            delta: Delta::default(),
            late,
            about: true,
        };
        self.guesses.iter().map(undo).collect()
    }
}
