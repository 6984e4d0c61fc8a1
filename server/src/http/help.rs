//! `/api/v1/help`: refused changes that need a person, and what a coordinator does with them.

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use samvaro_core::help::{HelpRequest, Helped};

use super::App;
use super::body::Small;
use super::caller::SignedIn;
use super::problem::ApiError;
use crate::clock;
use crate::help::{Helper, again as judge_again, put_aside, wanted};

/// `GET`: what waits, place by place.
pub async fn show(State(app): State<App>, signed_in: SignedIn) -> Result<Response, ApiError> {
    let wanted = wanted(app.store().as_ref(), signed_in.account.organisation).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(wanted)).into_response())
}

/// `POST …/again`: has the changes of one place judged again.
pub async fn again(
    State(app): State<App>,
    signed_in: SignedIn,
    Small(request): Small<HelpRequest>,
) -> Result<Json<Helped>, ApiError> {
    let helper = helper(&signed_in);
    let helped = judge_again(app.store().as_ref(), helper, request.log, request.aside).await?;
    let account = signed_in.account.id.0;
    tracing::info!(%account, log = %request.log, taken = helped.taken, left = helped.left, "judged again");
    Ok(Json(helped))
}

/// `POST …/aside`: puts the changes of one place by.
pub async fn aside(
    State(app): State<App>,
    signed_in: SignedIn,
    Small(request): Small<HelpRequest>,
) -> Result<Json<Helped>, ApiError> {
    let helped = put_aside(app.store().as_ref(), helper(&signed_in), request.log).await?;
    let account = signed_in.account.id.0;
    tracing::info!(%account, log = %request.log, aside = helped.aside, "put aside");
    Ok(Json(helped))
}

/// The signed-in person, now.
pub(super) fn helper(signed_in: &SignedIn) -> Helper {
    Helper {
        organisation: signed_in.account.organisation,
        account: Some(signed_in.account.id),
        now: clock::now_ms(),
        today: clock::today(),
    }
}
