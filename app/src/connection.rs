//! What a tab knows about the way to the server.

use samvaro_core::id::Millis;
use serde::{Deserialize, Serialize};

/// Whether the server is there, and what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Not tried yet.
    #[default]
    Unknown,
    /// It answered.
    Online,
    /// It could not be reached, or somebody else answered for it.
    Offline,
    /// It does not know this tablet (any more).
    Unpaired,
    /// It answered, but not with what was asked for.
    Trouble,
}

/// What a tab knows about the way to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// Whether the server is there.
    pub reach: Reach,
    /// Whether an exchange is going on.
    pub sending: bool,
    /// When the server last answered, by this tablet's clock.
    pub last_contact: Option<Millis>,
    /// How much the server's clock is ahead of this tablet's, in milliseconds.
    pub skew_ms: Millis,
}
