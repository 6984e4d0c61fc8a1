//! Errors as they leave the server: `application/problem+json` with one safe sentence.
//!
//! The cause goes to the log and nowhere else.

use std::time::Duration;

use axum::Json;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use samvaro_core::api::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, Problem};

use super::limits::RETRY_AFTER_SECONDS;
use crate::access::password::WeakPassword;
use crate::access::throttle::TooOften;
use crate::store::StoreError;

/// What can go wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// No tablet, or one that is no longer trusted.
    Unpaired,
    /// A tablet that was taken away: it hands in what it has, and forgets.
    Withdrawn,
    /// A tablet that was not taken away has no reason to forget.
    StillPaired,
    /// Nobody is signed in.
    SignedOut,
    /// Signed in by link; a password comes first.
    NeedsPassword,
    /// Signed in with a password only, on a server that the world can reach.
    NeedsSecondFactor,
    /// The pairing code is wrong, used or too old.
    WrongCode,
    /// The link is wrong, used or too old.
    WrongLink,
    /// The e-mail address or the password is wrong.
    WrongSignIn,
    /// The new password is not good enough.
    WeakPassword(WeakPassword),
    /// Another site asked the browser to do this.
    CrossSite,
    /// There is nothing at this address.
    NotFound,
    /// The address is right, the method is not.
    WrongMethod,
    /// The request cannot be read; the sentence says what about it.
    Unreadable(&'static str),
    /// The body is longer than allowed.
    TooLarge,
    /// The body is of another kind than expected.
    WrongMediaType,
    /// Too many tries.
    TooOften(Duration),
    /// The server has more to do than it can.
    Busy,
    /// The disk is full; nothing was lost that was confirmed.
    Full,
    /// Another device writes under this replica's id.
    ForeignReplica,
    /// The same request was made before, and asked for something else.
    UsedRequest,
    /// It took too long.
    TimedOut,
    /// Our fault.
    Internal,
}

impl From<TooOften> for ApiError {
    fn from(too_often: TooOften) -> Self {
        Self::TooOften(too_often.wait)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Failed => Self::Busy,
            passing if passing.passes() => {
                tracing::warn!(cause = %passing, "the database is away");
                Self::Busy
            }
            StoreError::Full => Self::Full,
            StoreError::ForeignReplica => Self::ForeignReplica,
            StoreError::Missing => Self::NotFound,
            StoreError::Taken
            | StoreError::Forgetful(_)
            | StoreError::Corrupt(_)
            | StoreError::Damaged(_)
            | StoreError::NotEmpty
            | StoreError::Backup(_)
            | StoreError::Erasures(_)
            | StoreError::Database(_) => {
                tracing::error!(cause = %error, "the store failed");
                Self::Internal
            }
        }
    }
}

impl ApiError {
    /// The status, the kind and the sentence.
    fn parts(self) -> (StatusCode, &'static str, String) {
        let say = |status, kind, title: &str| (status, kind, title.to_owned());
        match self {
            Self::Unpaired => say(StatusCode::UNAUTHORIZED, "unpaired", "Plattan är inte parkopplad."),
            Self::Withdrawn => say(StatusCode::UNAUTHORIZED, "withdrawn", "Plattan är borttagen."),
            Self::StillPaired => say(StatusCode::CONFLICT, "still-paired", "Plattan är inte borttagen."),
            Self::SignedOut => say(StatusCode::UNAUTHORIZED, "signed-out", "Du är inte inloggad."),
            Self::NeedsPassword => say(StatusCode::FORBIDDEN, "needs-password", "Välj ett lösenord först."),
            Self::NeedsSecondFactor => say(
                StatusCode::FORBIDDEN,
                "needs-second-factor",
                "Inloggning med bara lösenord är avstängd på den här servern.",
            ),
            Self::WrongCode => {
                say(StatusCode::FORBIDDEN, "wrong-code", "Koden stämmer inte, eller så har den gått ut.")
            }
            Self::WrongLink => {
                say(StatusCode::FORBIDDEN, "wrong-link", "Länken är använd, eller så har den gått ut.")
            }
            Self::WrongSignIn => say(
                StatusCode::UNAUTHORIZED,
                "wrong-sign-in",
                "E-postadressen eller lösenordet stämmer inte.",
            ),
            Self::WeakPassword(weak) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "weak-password", weak_password(weak))
            }
            Self::CrossSite => {
                say(StatusCode::FORBIDDEN, "cross-site", "Begäran kom från en annan webbplats.")
            }
            Self::NotFound => say(StatusCode::NOT_FOUND, "not-found", "Det finns inget på den här adressen."),
            Self::WrongMethod => {
                say(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "Adressen svarar inte på den metoden.")
            }
            Self::Unreadable(sentence) => say(StatusCode::BAD_REQUEST, "unreadable", sentence),
            Self::TooLarge => say(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "Begäran är för stor."),
            Self::WrongMediaType => say(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "wrong-media-type",
                "Begäran är av ett slag som adressen inte tar emot.",
            ),
            Self::TooOften(_) => {
                say(StatusCode::TOO_MANY_REQUESTS, "too-often", "För många försök. Vänta en stund.")
            }
            Self::Busy => {
                say(StatusCode::SERVICE_UNAVAILABLE, "busy", "Servern är upptagen. Försök snart igen.")
            }
            Self::Full => say(
                StatusCode::INSUFFICIENT_STORAGE,
                "full",
                "Servern har slut på plats. Det du har räknat ligger kvar.",
            ),
            Self::ForeignReplica => {
                say(StatusCode::CONFLICT, "foreign-replica", "En annan enhet skriver under samma namn.")
            }
            Self::UsedRequest => {
                say(StatusCode::CONFLICT, "used-request", "Begäran har redan använts till något annat.")
            }
            Self::TimedOut => say(StatusCode::SERVICE_UNAVAILABLE, "timed-out", "Det tog för lång tid."),
            Self::Internal => {
                say(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Något gick fel på servern.")
            }
        }
    }

    fn retry_after_seconds(self) -> Option<u64> {
        match self {
            Self::TooOften(wait) => Some(wait.as_secs() + 1),
            Self::Busy | Self::Full | Self::TimedOut => Some(RETRY_AFTER_SECONDS),
            _ => None,
        }
    }
}

fn weak_password(weak: WeakPassword) -> String {
    match weak {
        WeakPassword::TooShort => format!("Lösenordet behöver minst {PASSWORD_MIN_CHARS} tecken."),
        WeakPassword::TooLong => format!("Lösenordet får ha högst {PASSWORD_MAX_CHARS} tecken."),
        WeakPassword::Guessable => "Lösenordet är för lätt att gissa. Ta gärna fyra ord.".to_owned(),
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, kind, title) = self.parts();
        let problem = Problem { kind: format!("/problem/{kind}"), title, status: status.as_u16() };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after_seconds() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
