//! `/api/v1/session`: how a coordinator signs in and out.
//!
//! First by a one-time link, then by a password. Whether an account exists is never told: every
//! refusal is the same and takes as long.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use samvaro_core::api::{LinkRequest, PasswordRequest, Session, SignInRequest};

use super::App;
use super::body::Small;
use super::caller::{ClientAddress, SignedIn};
use super::problem::ApiError;
use crate::access::cookie::Cookie;
use crate::access::password;
use crate::access::session::SessionToken;
use crate::access::token::Token;
use crate::clock;
use crate::store::access::Account;

/// The longest e-mail address that is looked up, in bytes.
const EMAIL_MAX_BYTES: usize = 254;

/// `GET`: who is signed in.
pub async fn show(State(app): State<App>, signed_in: SignedIn) -> Result<Response, ApiError> {
    let session = session(&app, &signed_in.account).await?;
    Ok(Json(session).into_response())
}

/// `POST`: signs in.
pub async fn sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Small(request): Small<SignInRequest>,
) -> Result<Response, ApiError> {
    if !app.settings().password_is_enough() {
        return Err(ApiError::NeedsSecondFactor);
    }
    let email = request.email.trim();
    if email.len() > EMAIL_MAX_BYTES {
        return Err(ApiError::WrongSignIn);
    }
    app.throttles().sign_in(address, Some(email))?;
    let account = app.store().account_by_email(email).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = password::verify(request.password, hash).await;
    let account = account.filter(|_| right).ok_or(ApiError::WrongSignIn)?;
    app.throttles().signed_in(address, Some(email));
    tracing::info!(account = %account.id.0, "a coordinator signed in");
    begin(&app, &account).await
}

/// `DELETE`: signs out, whether or not anybody was signed in.
pub async fn sign_out(State(app): State<App>, headers: axum::http::HeaderMap) -> Result<Response, ApiError> {
    let carried = Cookie::Session.read(&headers, app.secure_cookies());
    if let Some(token) = carried.and_then(SessionToken::parse) {
        app.store().remove_session(&token.sum().0).await?;
    }
    Ok((StatusCode::NO_CONTENT, [Cookie::Session.clear(app.secure_cookies())]).into_response())
}

/// `POST …/link`: uses a one-time link.
pub async fn link(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Small(request): Small<LinkRequest>,
) -> Result<Response, ApiError> {
    if !app.settings().password_is_enough() {
        return Err(ApiError::NeedsSecondFactor);
    }
    app.throttles().sign_in(address, None)?;
    let token = Token::parse(&request.token).ok_or(ApiError::WrongLink)?;
    let account = app.store().account_by_link(&token.sum().0, clock::now_ms()).await?;
    let account = account.ok_or(ApiError::WrongLink)?;
    app.throttles().signed_in(address, None);
    tracing::info!(account = %account.id.0, "a one-time link was used");
    begin(&app, &account).await
}

/// `POST …/password`: chooses a password. All older sessions end.
pub async fn choose_password(
    State(app): State<App>,
    SignedIn { mut account, .. }: SignedIn,
    Small(request): Small<PasswordRequest>,
) -> Result<Response, ApiError> {
    password::check(&request.password, &account.email).map_err(ApiError::WeakPassword)?;
    let hash = password::hash(request.password).await.map_err(|_| ApiError::Internal)?;
    app.store().set_password(account.id, &hash).await?;
    account.password_hash = Some(hash);
    tracing::info!(account = %account.id.0, "a password was chosen");
    begin(&app, &account).await
}

/// A new session with a token of its own.
async fn begin(app: &App, account: &Account) -> Result<Response, ApiError> {
    let now = clock::now_ms();
    let token = SessionToken::begin(now).map_err(|_| ApiError::Internal)?;
    app.store().add_session(account.id, &token.sum().0, token.ends_at(now)).await?;
    let session = session(app, account).await?;
    let headers = [Cookie::Session.set(&token.reveal(), app.secure_cookies())];
    Ok((headers, Json(session)).into_response())
}

async fn session(app: &App, account: &Account) -> Result<Session, ApiError> {
    let organisations = app.store().organisations().await?;
    let organisation = organisations.into_iter().find(|one| one.id == account.organisation);
    Ok(Session {
        email: account.email.clone(),
        organisation_name: organisation.ok_or(ApiError::Internal)?.name,
        needs_password: account.password_hash.is_none(),
    })
}
