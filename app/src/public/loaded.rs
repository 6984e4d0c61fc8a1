//! What came of asking for a programme, on either side.

use jiff::civil::DateTime;
use samvaro_core::document::Seen;
use serde::{Deserialize, Serialize};

/// A document, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loaded<T> {
    /// Here it is.
    Here {
        /// The document and the moment it is looked at.
        seen: Seen<T>,
        /// When it was fetched, if the phone had to show what it keeps.
        #[serde(default, with = "samvaro_core::iso")]
        kept_since: Option<DateTime>,
    },
    /// No place has this name.
    NoSuchPlace,
    /// Without a network, and not among the weeks that the phone keeps.
    WeekNotKept,
    /// Without a network, and nothing is kept.
    NotReached,
    /// The server cannot read it just now.
    Unavailable,
}
