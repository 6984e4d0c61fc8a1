//! Opaque tokens: 256 random bits, kept by the server only as their SHA-256 sum.
//!
//! A sum without salt is enough for a secret that nobody can guess.

use std::fmt;

use samvaro_core::digest::Digest;
use sha2::{Digest as _, Sha256};

/// The secret that a device, a session or a one-time link carries. Printing it for the log gives
/// nothing away.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; Token::BYTES]);

impl Token {
    /// How much randomness, in bytes.
    pub const BYTES: usize = 32;

    /// A new one.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; Self::BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads the 64 hexadecimal digits of a cookie or a link.
    pub fn parse(text: &str) -> Option<Self> {
        Digest::from_hex(text).map(|digest| Self(digest.0))
    }

    /// What the store keeps.
    pub fn sum(&self) -> Digest {
        Digest(Sha256::digest(self.0).into())
    }

    /// What the other side carries.
    pub fn reveal(&self) -> String {
        Digest(self.0).to_string()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_token_survives_the_cookie_and_never_the_log() {
        let token = Token::random().unwrap();
        assert_eq!(Token::parse(&token.reveal()), Some(token.clone()));
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_ne!(token.sum().to_string(), token.reveal());
        assert_eq!(Token::parse("abc"), None);
    }
}
