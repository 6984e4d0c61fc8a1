//! Why a number was corrected. A fixed list and no words of one's own: those could hold a name.

use serde::{Deserialize, Serialize};

/// Why an earlier number was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// Somebody counted wrongly.
    Miscounted,
    /// Somebody came late, after the count.
    CameLate,
    /// Somebody was left out of the count.
    LeftOut,
    /// Volunteers were counted as visitors.
    Volunteers,
    /// It belonged to another occurrence.
    WrongOccurrence,
    /// Something else, or a reason that this version does not know.
    #[serde(other)]
    Other,
}

impl Correction {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Miscounted,
        Self::CameLate,
        Self::LeftOut,
        Self::Volunteers,
        Self::WrongOccurrence,
        Self::Other,
    ];
}
