//! A coordinator's session: how it is carried, and how long it lasts.

use std::time::Duration;

use samvaro_core::digest::Digest;
use samvaro_core::id::Millis;

use super::token::Token;

/// Without any request.
pub const IDLE: Duration = Duration::from_secs(12 * 60 * 60);

/// Whatever happens.
pub const LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The end is moved in steps of at least this, so that not every request writes.
const STEP: Duration = Duration::from_secs(10 * 60);

/// How long a one-time link can be used.
pub const LINK_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// A session's token, with the moment at which it began. What the store keeps is a sum over both,
/// so a session that claims to have begun later is no session at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToken {
    token: Token,
    began_at: Millis,
}

impl SessionToken {
    /// Of a session that begins now.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn begin(now: Millis) -> Result<Self, getrandom::Error> {
        Ok(Self { token: Token::random()?, began_at: now })
    }

    /// Reads what [`SessionToken::reveal`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (token, began_at) = text.split_once('.')?;
        Some(Self { token: Token::parse(token)?, began_at: began_at.parse().ok()? })
    }

    /// What the browser carries.
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.token.reveal(), self.began_at)
    }

    /// What the store keeps.
    pub fn sum(&self) -> Digest {
        Digest::of(&[&self.token.sum().0, &self.began_at.to_be_bytes()])
    }

    /// When it ends if nothing more is asked.
    pub fn ends_at(&self, now: Millis) -> Millis {
        let idle = now.saturating_add(IDLE.as_millis() as Millis);
        idle.min(self.began_at.saturating_add(LIFETIME.as_millis() as Millis))
    }

    /// The new end, if it is worth writing down.
    pub fn later_end(&self, standing: Millis, now: Millis) -> Option<Millis> {
        let ends_at = self.ends_at(now);
        (ends_at.saturating_sub(standing) >= STEP.as_millis() as Millis).then_some(ends_at)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HOUR: Millis = 60 * 60 * 1_000;

    #[test]
    fn a_session_goes_on_while_it_is_used_but_no_longer_than_a_week() {
        let token = SessionToken::begin(0).unwrap();
        assert_eq!(token.ends_at(0), 12 * HOUR);
        assert_eq!(token.later_end(12 * HOUR, HOUR / 60), None);
        assert_eq!(token.later_end(12 * HOUR, 5 * HOUR), Some(17 * HOUR));
        assert_eq!(token.later_end(165 * HOUR, 160 * HOUR), Some(168 * HOUR));
        assert_eq!(token.later_end(168 * HOUR, 167 * HOUR), None);
    }

    #[test]
    fn whoever_says_that_it_began_later_has_another_token() {
        let token = SessionToken::begin(7).unwrap();
        assert_eq!(SessionToken::parse(&token.reveal()).unwrap(), token);
        let younger = SessionToken::parse(&token.reveal().replace(".7", ".8")).unwrap();
        assert_ne!(younger.sum(), token.sum());
    }
}
