//! `GET /api/v1/pages/{hash}`: a page of a snapshot of a log that the tablet reads.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use samvaro_core::digest::Digest;
use samvaro_core::snapshot::PAGE_MEDIA_TYPE;

use super::App;
use super::caller::Tablet;
use super::limits::PAGE_FRESH_SECONDS;
use super::problem::ApiError;

/// Answers with the page. One of another place is not found, as one that never was.
pub async fn page(
    State(app): State<App>,
    Tablet(device): Tablet,
    Path(hash): Path<String>,
) -> Result<Response, ApiError> {
    let hash = Digest::from_hex(&hash).ok_or(ApiError::NotFound)?;
    let mut page = None;
    for log in device.reads() {
        page = page.or(app.store().page(log, hash).await?);
    }
    let page = page.ok_or(ApiError::NotFound)?;
    let fresh = format!("private, max-age={PAGE_FRESH_SECONDS}, immutable");
    Ok(([(CONTENT_TYPE, PAGE_MEDIA_TYPE.to_owned()), (CACHE_CONTROL, fresh)], page).into_response())
}
