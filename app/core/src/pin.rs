//! A place's PIN: hides the names on its tablets from a glance. Only what PBKDF2 makes of it is kept.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// What PBKDF2 with SHA-256 makes of six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Random; another one for each PIN.
    pub salt: Digest,
    /// How many rounds.
    pub rounds: u32,
    /// What came out.
    pub hash: Digest,
}

impl Pin {
    /// How many digits a PIN has.
    pub const DIGITS: usize = 6;
    /// Rounds of a new PIN: a tenth of a second on a tablet.
    pub const ROUNDS: u32 = 200_000;
    /// More rounds than this would let a tablet stand still.
    pub const MAX_ROUNDS: u32 = 2_000_000;

    /// Whether a text is a PIN.
    pub fn is_pin(text: &str) -> bool {
        text.len() == Self::DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
    }
}
