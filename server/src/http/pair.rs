//! `POST /api/v1/pair` and `GET /api/v1/device`: how a browser becomes a place's tablet.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use samvaro_core::api::{PairRequest, Pairing};
use samvaro_core::pairing::PairingCode;
use samvaro_core::text::{Name, Slug};
use uuid::Uuid;

use super::App;
use super::body::Small;
use super::caller::{ClientAddress, Tablet};
use super::problem::ApiError;
use crate::access::code;
use crate::access::cookie::Cookie;
use crate::access::token::Token;
use crate::clock;
use crate::store::access::{Device, DeviceId, LivePairingCode, NewDevice};

/// Uses a code once. The token leaves in a cookie that no script can read.
pub async fn pair(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Small(request): Small<PairRequest>,
) -> Result<Response, ApiError> {
    let typed = PairingCode::parse(&request.code).map_err(|_| ApiError::WrongCode)?;
    app.throttles().pair(address)?;
    let live = find(&app, &typed).await?;
    let token = Token::random().map_err(|_| ApiError::Internal)?;
    let id = DeviceId(Uuid::new_v4());
    let name = format!("platta {}", &id.0.simple().to_string()[..4]);
    let new = NewDevice { id, token_hash: token.sum().0, name };
    let used = app.store().use_pairing_code(live.id, clock::now_ms(), new).await?;
    let device = used.map_err(|_| ApiError::WrongCode)?;
    app.throttles().paired(address);
    tracing::info!(device = %device.id.0, place = %device.place, "a tablet was paired");
    let pairing = pairing(&app, &device).await?;
    Ok(([Cookie::Device.set(&token.reveal(), app.secure_cookies())], Json(pairing)).into_response())
}

/// The live code that was typed. A wrong try counts against the code it begins like.
async fn find(app: &App, typed: &PairingCode) -> Result<LivePairingCode, ApiError> {
    for live in app.store().live_pairing_codes(clock::now_ms()).await? {
        if !code::is_about(&live.code_hash, typed) {
            continue;
        }
        if code::matches(&live.code_hash, typed).await {
            return Ok(live);
        }
        app.store().count_wrong_try(live.id).await?;
    }
    Err(ApiError::WrongCode)
}

/// What this tablet is paired to.
pub async fn device(State(app): State<App>, Tablet(device): Tablet) -> Result<Json<Pairing>, ApiError> {
    Ok(Json(pairing(&app, &device).await?))
}

async fn pairing(app: &App, device: &Device) -> Result<Pairing, ApiError> {
    let organisations = app.store().organisations().await?;
    let organisation = organisations.into_iter().find(|one| one.id == device.organisation);
    let organisation = organisation.ok_or(ApiError::Internal)?;
    let places = app.store().places(device.organisation).await?;
    let place = places.into_iter().find(|place| place.id == device.place).ok_or(ApiError::Internal)?;
    Ok(Pairing {
        device: device.id.0,
        organisation: organisation.id,
        organisation_name: organisation.name,
        place: place.id,
        log: device.log,
        shared: Some(organisation.id.log()),
        name: place.name.unwrap_or_else(|| unnamed(&place.slug)),
        slug: place.slug,
    })
}

/// A place that nobody has named yet is called by its address.
fn unnamed(slug: &Slug) -> Name {
    Name::parse(slug.as_str()).unwrap_or_else(|_| unreachable!("a slug is shorter than a name may be"))
}
