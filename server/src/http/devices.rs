//! `/api/v1/devices`: an organisation's tablets, and taking one away.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use samvaro_core::api::{DeviceLine, DeviceList, DeviceReport, Trust};
use samvaro_core::id::PlaceId;
use samvaro_core::text::Slug;
use uuid::Uuid;

use super::App;
use super::body::Small;
use super::caller::{SignedIn, Tablet};
use super::problem::ApiError;
use crate::access::cookie::Cookie;
use crate::clock;
use crate::help::called;
use crate::store::access::{Device, DeviceId, DeviceState};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// `GET`: all tablets, in order of place.
pub async fn list(State(app): State<App>, signed_in: SignedIn) -> Result<Response, ApiError> {
    let organisation = signed_in.account.organisation;
    let places = app.store().places(organisation).await?;
    let names = places.iter().map(|place| (place.id, (called(place), place.slug.clone())));
    let names: BTreeMap<PlaceId, (String, Slug)> = names.collect();
    let devices = app.store().devices(organisation).await?;
    let mut reports: BTreeMap<DeviceId, DeviceReport> = BTreeMap::new();
    for (device, report) in app.store().device_reports(organisation).await? {
        reports.extend(samvaro_core::json::read(&report).ok().map(|report| (device, report)));
    }
    let with_report = |device: Device| (reports.remove(&device.id), device);
    let mut devices: Vec<_> = devices
        .into_iter()
        .map(with_report)
        .map(|(report, device)| DeviceLine { report, ..line(device, &names) })
        .collect();
    devices.sort_by(|a, b| (&a.place, a.paired_at).cmp(&(&b.place, b.paired_at)));
    Ok(([(CACHE_CONTROL, "no-store")], Json(DeviceList { devices })).into_response())
}

fn line(device: Device, names: &BTreeMap<PlaceId, (String, Slug)>) -> DeviceLine {
    let place = names.get(&device.place);
    DeviceLine {
        id: device.id.0,
        name: device.name,
        place: place.map_or_else(String::new, |(name, _)| name.clone()),
        slug: place.map(|(_, slug)| slug.clone()),
        trust: match device.state {
            DeviceState::Active => Trust::Active,
            DeviceState::Suspended => Trust::Suspended,
            DeviceState::Revoked => Trust::Revoked,
        },
        paired_at: device.paired_at,
        last_seen_at: device.last_seen_at,
        report: None,
    }
}

/// `POST /api/v1/device/report`: what a tablet tells of itself, for coordinators to read off. The
/// answer repeats it.
pub async fn report(
    State(app): State<App>,
    Tablet(device): Tablet,
    Small(report): Small<DeviceReport>,
) -> Result<Json<DeviceReport>, ApiError> {
    if report.build.len() > DeviceReport::BUILD_MAX_BYTES {
        return Err(ApiError::Unreadable("Byggets namn är för långt."));
    }
    let text = serde_json::to_string(&report).map_err(|_| ApiError::Internal)?;
    app.store().keep_device_report(device.id, &text, clock::now_ms()).await?;
    Ok(Json(report))
}

/// `POST …/{device}/revoke`: the tablet reads nothing from now on; what it still has goes into
/// quarantine, and then it forgets everything.
pub async fn revoke(
    State(app): State<App>,
    signed_in: SignedIn,
    device: Result<Path<Uuid>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path(id) = device.map_err(|_| ApiError::NotFound)?;
    let devices = app.store().devices(signed_in.account.organisation).await?;
    let device = devices.iter().find(|device| device.id == DeviceId(id)).ok_or(ApiError::NotFound)?;
    app.store().set_device_state(device.id, DeviceState::Revoked).await?;
    tracing::info!(account = %signed_in.account.id.0, device = %id, "a tablet was taken away");
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/device`: a tablet that was taken away has handed in what it had, and lets the
/// browser forget the rest. A trusted one is not helped to forget.
pub async fn farewell(State(app): State<App>, Tablet(device): Tablet) -> Result<Response, ApiError> {
    if device.state != DeviceState::Revoked {
        return Err(ApiError::StillPaired);
    }
    tracing::info!(device = %device.id.0, "a tablet that was taken away has forgotten everything");
    let forget = [(CLEAR_SITE_DATA, "\"cache\", \"cookies\", \"storage\"")];
    Ok((StatusCode::NO_CONTENT, [Cookie::Device.clear(app.secure_cookies())], forget).into_response())
}
