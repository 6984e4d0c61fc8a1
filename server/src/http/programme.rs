//! `GET /api/v1/places` and `GET /api/v1/places/{place}/programme`: programmes for the public,
//! without a single count.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use samvaro_core::digest::Digest;
use samvaro_core::document::{ProgrammeDocument, Seen};
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::{days_between, plus_days};
use serde::{Deserialize, Serialize};

use super::App;
use super::problem::ApiError;
use crate::clock;
use crate::pages::programmes::StoredProgrammes;

/// How far the programme goes if nobody says until when, in days.
const DEFAULT_DAYS: i64 = 27;

/// Which days.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Days {
    #[serde(default, with = "samvaro_core::iso")]
    from: Option<Date>,
    #[serde(default, with = "samvaro_core::iso")]
    until: Option<Date>,
}

impl Days {
    fn window(self) -> Result<Window, ApiError> {
        let from = self.from.unwrap_or_else(clock::today);
        let until = self.until.or_else(|| plus_days(from, DEFAULT_DAYS)).unwrap_or(from);
        let days = days_between(from, until) + 1;
        let fits = (1..=i64::from(ProgrammeDocument::WINDOW_MAX_DAYS)).contains(&days);
        let refused = ApiError::Unreadable("Perioden är tom eller för lång.");
        if fits { Ok(Window::new(from, until)) } else { Err(refused) }
    }
}

/// Answers `GET /api/v1/places`.
pub async fn places(State(app): State<App>, headers: HeaderMap) -> Result<Response, ApiError> {
    let now = clock::wall_clock();
    let places = StoredProgrammes::new(app.store().clone()).places(now).await?;
    answer(&headers, places.ok_or(ApiError::NotFound)?)
}

/// Answers `GET /api/v1/places/{place}/programme`.
pub async fn programme(
    State(app): State<App>,
    Path(slug): Path<String>,
    days: Result<Query<Days>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Query(days) = days.map_err(|_| ApiError::Unreadable("Datum skrivs så här: 2026-11-21."))?;
    let window = days.window()?;
    let document = StoredProgrammes::new(app.store().clone()).programme(&slug, window).await?;
    answer(&headers, document.ok_or(ApiError::NotFound)?)
}

/// The document with its tag. The tag is of the document alone: the time of day it is looked at
/// changes each minute, and nobody needs to fetch anew for that.
fn answer<T: Serialize>(headers: &HeaderMap, document: T) -> Result<Response, ApiError> {
    let bytes = serde_json::to_vec(&document).map_err(|_| ApiError::Internal)?;
    let tag = Digest::of(&[&bytes]).to_string();
    let tag = HeaderValue::from_str(&format!("\"{}\"", &tag[..32])).map_err(|_| ApiError::Internal)?;
    let mut response = if is_known(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let seen = Seen { now: clock::wall_clock(), document };
        let bytes = serde_json::to_vec(&seen).map_err(|_| ApiError::Internal)?;
        ([(CONTENT_TYPE, "application/json")], bytes).into_response()
    };
    let own = response.headers_mut();
    own.insert(ETAG, tag);
    own.insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(response)
}

/// Whether the browser has this already. A tag may come back marked weak, when it was compressed
/// on the way.
fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = tags.flat_map(|value| value.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
    tags.any(|known| known == "*" || known.as_bytes() == tag.as_bytes())
}
