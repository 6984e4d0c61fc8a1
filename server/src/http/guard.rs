//! Stands before every route: finds out who calls, and lets in whom the table of rights admits.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;
use super::caller::{SignedIn, Tablet};
use super::problem::ApiError;
use crate::access::cookie::Cookie;
use crate::access::rights::{Role, Who};
use crate::access::session::SessionToken;
use crate::access::token::Token;
use crate::clock;
use crate::store::access::{Device, DeviceState};

/// A tablet gets a new token when the one it has is older than this, in milliseconds (30 days).
const TOKEN_ROTATE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Lets the request through to a route for `who`, with the caller beside it.
pub async fn guard(State((app, who)): State<(App, Who)>, mut request: Request, next: Next) -> Response {
    if who == Who::Anyone {
        return next.run(request).await;
    }
    let renewed = match find_caller(&app, who, &mut request).await {
        Ok(renewed) => renewed,
        Err(error) => return error.into_response(),
    };
    let mut response = next.run(request).await;
    if let Some(token) = renewed {
        let (name, value) = Cookie::Device.set(&token.reveal(), app.secure_cookies());
        response.headers_mut().append(name, value);
    }
    response
}

/// Puts the caller into the request, or says why not. Gives a tablet's new token, if it is time.
async fn find_caller(app: &App, who: Who, request: &mut Request) -> Result<Option<Token>, ApiError> {
    let mut refused = ApiError::SignedOut;
    if who.asks_for_tablet() {
        refused = ApiError::Unpaired;
        let found = tablet(app, request.headers()).await?;
        if found.as_ref().is_some_and(|(device, _)| device.state == DeviceState::Revoked) {
            refused = ApiError::Withdrawn;
        }
        if let Some((device, renewed)) = found.filter(|(device, _)| who.admits(role_of(device))) {
            request.extensions_mut().insert(Tablet(device));
            return Ok(renewed);
        }
    }
    if who.asks_for_account()
        && let Some(signed_in) = signed_in(app, request.headers()).await?
    {
        let (role, otherwise) = role_of_account(app, &signed_in);
        if who.admits(role) {
            request.extensions_mut().insert(signed_in);
            return Ok(None);
        }
        refused = otherwise;
    }
    Err(refused)
}

fn role_of(device: &Device) -> Role {
    match device.state {
        DeviceState::Active => Role::Tablet,
        DeviceState::Suspended | DeviceState::Revoked => Role::WithheldTablet,
    }
}

/// The role, and what to say to someone for whom it is not enough.
fn role_of_account(app: &App, signed_in: &SignedIn) -> (Role, ApiError) {
    if !app.settings().password_is_enough() {
        return (Role::Public, ApiError::NeedsSecondFactor);
    }
    match signed_in.account.password_hash {
        None => (Role::NewAccount, ApiError::NeedsPassword),
        Some(_) => (Role::Coordinator, ApiError::SignedOut),
    }
}

async fn tablet(app: &App, headers: &HeaderMap) -> Result<Option<(Device, Option<Token>)>, ApiError> {
    let carried = Cookie::Device.read(headers, app.secure_cookies());
    let Some(token) = carried.and_then(Token::parse) else { return Ok(None) };
    let sum = token.sum().0;
    let Some(device) = app.store().device_by_token(&sum).await? else { return Ok(None) };
    if device.has_older_tokens {
        app.store().confirm_device_token(device.id, &sum).await?;
    }
    let renewed = renew(app, &device).await?;
    Ok(Some((device, renewed)))
}

/// A newer token, when it is time for one. The old one works until the new one has come back, so
/// a lost answer never unpairs.
async fn renew(app: &App, device: &Device) -> Result<Option<Token>, ApiError> {
    let now = clock::now_ms();
    let due = device.has_newer_token || now.saturating_sub(device.token_made_at) > TOKEN_ROTATE_MS;
    if !due || device.state != DeviceState::Active || !app.throttles().may_rotate(device.id) {
        return Ok(None);
    }
    let token = Token::random().map_err(|_| ApiError::Internal)?;
    app.store().rotate_device_token(device.id, &token.sum().0, now).await?;
    Ok(Some(token))
}

/// The session, which goes on for being used.
async fn signed_in(app: &App, headers: &HeaderMap) -> Result<Option<SignedIn>, ApiError> {
    let carried = Cookie::Session.read(headers, app.secure_cookies());
    let Some(token) = carried.and_then(SessionToken::parse) else { return Ok(None) };
    let (sum, now) = (token.sum().0, clock::now_ms());
    let Some(session) = app.store().session_by_token(&sum, now).await? else { return Ok(None) };
    if let Some(ends_at) = token.later_end(session.expires_at, now) {
        app.store().extend_session(&sum, ends_at).await?;
    }
    let account = app.store().account_by_email(&session.email).await?;
    Ok(account.filter(|account| account.id == session.account).map(|account| SignedIn { account }))
}
