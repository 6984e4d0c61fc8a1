//! `/api/v1/desk` and `/api/v1/changes`: a coordinator reads programmes as they stand, and writes.
//!
//! Each request is a replica of its own, owned by the account. Only what people edit is written
//! here: counts come from the places.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use samvaro_core::change::Body;
use samvaro_core::desk::{
    CHANGES_MAX_BODIES, CHANGES_MAX_BYTES, ChangesAnswer, ChangesRequest, DeskDocument, Standing,
};
use samvaro_core::id::LogId;
use samvaro_core::text::Slug;

use super::App;
use super::body::{expect_type, read_decoded};
use super::caller::SignedIn;
use super::problem::ApiError;
use crate::clock;
use crate::exchange::{RecordError, Recorded, Recording, record};
use crate::help::logs_of;
use crate::store::{Owner, StoreError};

/// `GET /api/v1/desk`: what the places share.
pub async fn organisation(State(app): State<App>, signed_in: SignedIn) -> Result<Response, ApiError> {
    show(&app, &signed_in, None).await
}

/// `GET /api/v1/desk/{place}`: a place, and what the places share.
pub async fn place(
    State(app): State<App>,
    signed_in: SignedIn,
    slug: Result<Path<Slug>, PathRejection>,
) -> Result<Response, ApiError> {
    let Path(slug) = slug.map_err(|_| ApiError::NotFound)?;
    let place = app.store().place_by_slug(&slug).await?;
    let own = place.filter(|place| place.organisation == signed_in.account.organisation);
    let place = own.ok_or(ApiError::NotFound)?;
    show(&app, &signed_in, Some(place.id.log())).await
}

async fn show(app: &App, signed_in: &SignedIn, place: Option<LogId>) -> Result<Response, ApiError> {
    let place = match place {
        Some(log) => Some(standing(app, log).await?),
        None => None,
    };
    let organisation = standing(app, signed_in.account.organisation.log()).await?;
    let document = DeskDocument { organisation, place };
    Ok(([(CACHE_CONTROL, "private, no-store")], Json(document)).into_response())
}

async fn standing(app: &App, log: LogId) -> Result<Standing, StoreError> {
    let (position, programme) = app.store().standing(log).await?;
    Ok(Standing { log, position, programme: Arc::unwrap_or_clone(programme) })
}

/// `POST /api/v1/changes`: writes. Durable when the answer leaves.
pub async fn write(
    State(app): State<App>,
    signed_in: SignedIn,
    request: Request,
) -> Result<Json<ChangesAnswer>, ApiError> {
    let account = &signed_in.account;
    app.throttles().write(account.id)?;
    expect_type(request.headers(), "application/json")?;
    let bytes = read_decoded(request, CHANGES_MAX_BYTES).await?;
    let request: ChangesRequest = serde_json::from_slice(&bytes)
        .map_err(|_| ApiError::Unreadable("Ändringarna gick inte att läsa."))?;
    let log = request.log;
    check(&request)?;
    if !logs_of(app.store().as_ref(), account.organisation).await?.contains(&log) {
        return Err(ApiError::NotFound);
    }
    let recorded = take_in(&app, &signed_in, request).await?;
    let head = app.store().head(log).await?.ok_or(ApiError::NotFound)?;
    let (added, refused) = (recorded.added, recorded.refusals.len());
    tracing::info!(account = %account.id.0, %log, added, refused, "changes were written at a desk");
    Ok(Json(ChangesAnswer { position: head.position, refusals: recorded.refusals }))
}

fn check(request: &ChangesRequest) -> Result<(), ApiError> {
    if request.bodies.is_empty() || request.bodies.len() > CHANGES_MAX_BODIES {
        return Err(ApiError::Unreadable("Begäran har inga ändringar eller för många."));
    }
    let edits = |body: &Body| matches!(body, Body::Put(_));
    request.bodies.iter().all(edits).then_some(()).ok_or(ApiError::Unreadable("Här räknas ingen."))
}

async fn take_in(app: &App, signed_in: &SignedIn, request: ChangesRequest) -> Result<Recorded, ApiError> {
    let organisation = signed_in.account.organisation;
    let recording = Recording {
        organisation,
        replica: request.replica(organisation),
        owner: Owner::Account(signed_in.account.id.0),
        now: clock::now_ms(),
        today: clock::today(),
    };
    let log = request.log;
    let bodies = request.bodies.into_iter().map(|body| (log, body));
    record(app.store().as_ref(), &recording, bodies).await.map_err(ApiError::from)
}

impl From<RecordError> for ApiError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Different(_) => Self::UsedRequest,
            RecordError::Body(_) => Self::Internal,
            RecordError::Store(error) => error.into(),
        }
    }
}
