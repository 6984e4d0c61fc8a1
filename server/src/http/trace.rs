//! One line in the log for each request: method, route, status, time.
//!
//! The route is its pattern. Never the query, a header or a body: they can hold tokens and names.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::App;

/// Logs and counts the request.
pub async fn trace(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "other".to_owned(), |matched| matched.as_str().to_owned());
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    app.metrics().answered(&route, status, took);
    let ms = took.as_micros() as f64 / 1_000.0;
    match status {
        500.. => tracing::warn!(%method, route, status, ms, "answered"),
        _ => tracing::debug!(%method, route, status, ms, "answered"),
    }
    response
}
