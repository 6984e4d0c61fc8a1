//! `/healthz`: whether the server can read and write.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};

use super::App;

/// 200 when the store works, 503 when it does not.
pub async fn health(State(app): State<App>) -> Response {
    let (status, word) = match app.store().check().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(cause = %error, "the store does not work");
            (StatusCode::SERVICE_UNAVAILABLE, "not ok\n")
        }
    };
    (status, [(CACHE_CONTROL, "no-store")], word).into_response()
}
