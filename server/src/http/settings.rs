//! Where the server stands in the world: what it listens to, and what people type to reach it.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use axum::http::Uri;

use super::limits::{FIRST_BYTE_TIMEOUT, HEADER_TIMEOUT, REQUEST_TIMEOUT};
use crate::access::address::Block;

/// The origin under which people reach the server: `https://samvaro.kommunen.se`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Why an address cannot be the public one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPublicUrl {
    /// It is not `https://host`, with at most a port.
    NotAnOrigin,
    /// Plain HTTP is for the machine itself only: tokens would travel in the open.
    NotEncrypted,
}

impl fmt::Display for BadPublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnOrigin => "expected https://host or https://host:port, without a path",
            Self::NotEncrypted => "plain http is allowed for this machine only; use https",
        })
    }
}

impl std::error::Error for BadPublicUrl {}

impl FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(text: &str) -> Result<Self, BadPublicUrl> {
        let uri: Uri = text.trim_end_matches('/').parse().map_err(|_| BadPublicUrl::NotAnOrigin)?;
        let (scheme, host) = (uri.scheme_str(), uri.host());
        let bare = uri.path() == "/" && uri.query().is_none();
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@') && bare);
        let (Some(scheme), Some(host), Some(authority)) = (scheme, host, authority) else {
            return Err(BadPublicUrl::NotAnOrigin);
        };
        match scheme {
            "https" => {}
            "http" if is_this_machine(host) => {}
            "http" => return Err(BadPublicUrl::NotEncrypted),
            _ => return Err(BadPublicUrl::NotAnOrigin),
        }
        Ok(Self(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase())))
    }
}

impl PublicUrl {
    /// What a server on this machine is reached by.
    pub fn local(addr: SocketAddr) -> Self {
        Self(format!("http://{addr}"))
    }

    /// Without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether everything between browser and server is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Whether only this machine can use it.
    pub fn is_local(&self) -> bool {
        self.0.parse::<Uri>().ok().and_then(|uri| uri.host().map(is_this_machine)).unwrap_or(false)
    }
}

fn is_this_machine(host: &str) -> bool {
    let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    host == "localhost" || address.is_some_and(|address| address.is_loopback())
}

/// How long the server waits for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// A new connection must say something within this time.
    pub first_byte: Duration,
    /// A request's headers must be complete within this time; so long may a kept connection idle.
    pub header: Duration,
    /// A request must be answered within this time, its body read included.
    pub request: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { first_byte: FIRST_BYTE_TIMEOUT, header: HEADER_TIMEOUT, request: REQUEST_TIMEOUT }
    }
}

/// What the HTTP side has to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long it waits for others.
    pub patience: Patience,
    /// What it listens to.
    pub addr: SocketAddr,
    /// How people reach it.
    pub public_url: PublicUrl,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Block>,
    /// Lets coordinators sign in with a password alone although the world can reach the server.
    pub allow_password_only: bool,
}

impl Settings {
    /// Whether browsers reach the server over HTTPS.
    pub fn is_https(&self) -> bool {
        self.public_url.is_https()
    }

    /// Whether nobody but this machine can reach the server.
    pub fn is_local(&self) -> bool {
        self.addr.ip().is_loopback() && self.public_url.is_local()
    }

    /// Whether a password alone signs a coordinator in.
    pub fn password_is_enough(&self) -> bool {
        self.allow_password_only || self.is_local()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_public_address_is_an_origin_and_encrypted_unless_it_is_this_machine() {
        let parse = |text: &str| text.parse::<PublicUrl>().map(|url| url.0);
        assert_eq!(parse("https://Samvaro.kommunen.se/"), Ok("https://samvaro.kommunen.se".to_owned()));
        assert_eq!(parse("http://127.0.0.1:3000"), Ok("http://127.0.0.1:3000".to_owned()));
        assert_eq!(parse("http://[::1]:3000"), Ok("http://[::1]:3000".to_owned()));
        assert_eq!(parse("http://samvaro.kommunen.se"), Err(BadPublicUrl::NotEncrypted));
        for wrong in ["samvaro", "https://host/path", "ftp://host", "https://me@host", ""] {
            assert_eq!(parse(wrong), Err(BadPublicUrl::NotAnOrigin), "{wrong}");
        }
    }

    #[test]
    fn behind_a_proxy_the_world_can_reach_a_server_on_loopback() {
        let settings = |url: &str| Settings {
            patience: Patience::default(),
            addr: "127.0.0.1:3000".parse().unwrap(),
            public_url: url.parse().unwrap(),
            trusted_proxies: Vec::new(),
            allow_password_only: false,
        };
        assert!(settings("http://localhost:3000").password_is_enough());
        assert!(!settings("https://samvaro.kommunen.se").password_is_enough());
    }
}
