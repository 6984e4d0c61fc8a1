//! `POST /api/v1/sync`: a tablet pushes, is acknowledged and reads on, in one round trip.

use std::collections::BTreeSet;

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use samvaro_core::protocol::{MEDIA_TYPE, REQUEST_MAX_BYTES, SyncRequest};

use super::App;
use super::body::{expect_type, read_decoded};
use super::caller::Tablet;
use super::problem::ApiError;
use crate::clock;
use crate::exchange::{Caller, ExchangeError, exchange};
use crate::store::Owner;
use crate::store::access::{Device, DeviceState};

/// Answers one exchange. What was pushed is durable when the answer leaves.
pub async fn sync(
    State(app): State<App>,
    Tablet(device): Tablet,
    request: Request,
) -> Result<Response, ApiError> {
    app.throttles().sync(device.id)?;
    expect_type(request.headers(), MEDIA_TYPE)?;
    let body = read_decoded(request, REQUEST_MAX_BYTES).await?;
    let request: SyncRequest =
        serde_json::from_slice(&body).map_err(|_| ApiError::Unreadable("Begäran gick inte att läsa."))?;
    let now = clock::now_ms();
    if app.throttles().may_touch(device.id) {
        // Worth knowing and no more: a disk that is full keeps nobody from reading.
        if let Err(error) = app.store().touch_device(device.id, now, request.sent_at.checked_sub(now)).await {
            tracing::warn!(cause = %error, "that a tablet was heard of was not written down");
        }
    }
    let pushed = request.push.len();
    let reply = exchange(app.store().as_ref(), &caller(&device), request, now, clock::today()).await?;
    app.metrics().exchanged(pushed, reply.refusals.len());
    let body = serde_json::to_vec(&reply).map_err(|_| ApiError::Internal)?;
    Ok(([(CONTENT_TYPE, MEDIA_TYPE), (CACHE_CONTROL, "no-store")], body).into_response())
}

/// A tablet writes its place's log and reads that and what the places share, nothing else; a
/// withheld one reads nothing, and what it still has is kept apart for a person.
fn caller(device: &Device) -> Caller {
    let active = device.state == DeviceState::Active;
    Caller {
        organisation: device.organisation,
        owner: Owner::Device(device.id.0),
        reads: if active { device.reads().into() } else { BTreeSet::new() },
        writes: BTreeSet::from([device.log]),
        revoked: !active,
    }
}

impl From<ExchangeError> for ApiError {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Protocol(_) => Self::Unreadable("Protokollets version är okänd."),
            ExchangeError::Pack(_) => Self::Unreadable("Ändringarna gick inte att läsa."),
            ExchangeError::TooManyLogs => Self::Unreadable("Begäran frågar efter för många loggar."),
            ExchangeError::Store(error) => error.into(),
        }
    }
}
