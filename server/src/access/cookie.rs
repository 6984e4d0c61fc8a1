//! The two cookies: one that makes a browser a tablet, one that makes it a coordinator's.
//!
//! HttpOnly, so no script can carry them away; SameSite=Strict; host-bound and Secure, but for
//! plain HTTP on the machine itself, where browsers would not send them back.

use std::time::Duration;

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The tablet's.
    Device,
    /// The coordinator's.
    Session,
}

/// How long browsers keep the tablet's cookie at most; it is renewed long before.
const DEVICE_AGE: Duration = Duration::from_secs(400 * 24 * 60 * 60);

impl Cookie {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Device, true) => "__Host-samvaro-device",
            (Self::Device, false) => "samvaro-device",
            (Self::Session, true) => "__Host-samvaro-session",
            (Self::Session, false) => "samvaro-session",
        }
    }

    fn age(self) -> Duration {
        match self {
            Self::Device => DEVICE_AGE,
            Self::Session => super::session::LIFETIME,
        }
    }

    /// What the request carries under this name.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut own = pairs.filter(|(name, _)| *name == self.name(secure));
        own.next().map(|(_, value)| value)
    }

    /// The header that hands the token to the browser.
    pub fn set(self, token: &str, secure: bool) -> (HeaderName, HeaderValue) {
        self.header(token, self.age(), secure)
    }

    /// The header that takes it away.
    pub fn clear(self, secure: bool) -> (HeaderName, HeaderValue) {
        self.header("", Duration::ZERO, secure)
    }

    fn header(self, value: &str, age: Duration, secure: bool) -> (HeaderName, HeaderValue) {
        let name = self.name(secure);
        let secure = if secure { "; Secure" } else { "" };
        let seconds = age.as_secs();
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
        value.set_sensitive(true);
        (SET_COOKIE, value)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_cookie_is_host_bound_and_out_of_reach_of_scripts() {
        let (_, value) = Cookie::Device.set("c0ffee", true);
        let text = value.to_str().unwrap();
        assert!(text.starts_with("__Host-samvaro-device=c0ffee;"));
        for part in ["; Path=/;", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("Domain"));
    }

    #[test]
    fn a_cookie_is_found_among_others_and_only_under_its_own_name() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("a=b; samvaro-device=c0ffee; c=d"));
        assert_eq!(Cookie::Device.read(&headers, false), Some("c0ffee"));
        assert_eq!(Cookie::Device.read(&headers, true), None);
        assert_eq!(Cookie::Session.read(&headers, false), None);
    }
}
