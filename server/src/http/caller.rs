//! Who is calling, as the guard found out; handlers take it from here.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use samvaro_core::id::OrganisationId;

use super::App;
use super::problem::ApiError;
use crate::access::address;
use crate::store::access::{Account, Device};

/// The other end of the connection, which may be a proxy.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// A tablet with a token that the store knows.
#[derive(Clone, Debug)]
pub struct Tablet(pub Device);

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Whose session it is.
    pub account: Account,
}

/// A tablet or a coordinator: whoever follows logs.
#[derive(Clone, Debug)]
pub enum Follower {
    /// Follows its place's log and what the places share.
    Tablet(Tablet),
    /// Follows all logs of the organisation.
    Coordinator(SignedIn),
}

impl Follower {
    /// Whose logs are followed.
    pub fn organisation(&self) -> OrganisationId {
        match self {
            Self::Tablet(Tablet(device)) => device.organisation,
            Self::Coordinator(signed_in) => signed_in.account.organisation,
        }
    }
}

/// The address that limits are kept by.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0);
        let headers = parts.headers.get_all("x-forwarded-for").iter();
        let forwarded: Vec<&str> = headers.filter_map(|value| value.to_str().ok()).collect();
        Ok(Self(address::client(peer, &forwarded, &app.settings().trusted_proxies)))
    }
}

impl FromRequestParts<App> for Tablet {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        parts.extensions.get::<Self>().cloned().ok_or(ApiError::Unpaired)
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        parts.extensions.get::<Self>().cloned().ok_or(ApiError::SignedOut)
    }
}

impl FromRequestParts<App> for Follower {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        let tablet = parts.extensions.get::<Tablet>().cloned().map(Self::Tablet);
        let signed_in = || parts.extensions.get::<SignedIn>().cloned().map(Self::Coordinator);
        tablet.or_else(signed_in).ok_or(ApiError::Unpaired)
    }
}
