//! `GET /api/v1/attendance`: what was held and counted, for coordinators.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use samvaro_core::attendance::{AttendanceReport, ReportPlace};
use samvaro_core::schedule::calendar_day::days_between;
use serde::Deserialize;

use super::App;
use super::caller::SignedIn;
use super::problem::ApiError;
use crate::clock;
use crate::store::Place;

/// Which days.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Days {
    #[serde(with = "samvaro_core::iso")]
    from: Date,
    #[serde(with = "samvaro_core::iso")]
    until: Date,
}

/// The report over the signed-in person's organisation.
pub async fn attendance(
    State(app): State<App>,
    signed_in: SignedIn,
    days: Result<Query<Days>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(Days { from, until }) =
        days.map_err(|_| ApiError::Unreadable("Datum skrivs så här: from=2026-01-01&until=2026-12-31."))?;
    if !(0..AttendanceReport::WINDOW_MAX_DAYS).contains(&days_between(from, until)) {
        return Err(ApiError::Unreadable("Perioden är tom eller för lång."));
    }
    let (store, id) = (app.store(), signed_in.account.organisation);
    let organisations = store.organisations().await?;
    let organisation = organisations.into_iter().find(|one| one.id == id).ok_or(ApiError::Internal)?;
    let now = clock::wall_clock();
    let report = AttendanceReport {
        organisation: organisation.name,
        now,
        from,
        until,
        places: store.places(id).await?.into_iter().filter_map(named).collect(),
        lines: store.attendance(id, from, until.min(now.date())).await?,
    };
    Ok(Json(report).into_response())
}

fn named(place: Place) -> Option<ReportPlace> {
    let Place { id, slug, name, .. } = place;
    name.map(|name| ReportPlace { id, slug, name })
}
