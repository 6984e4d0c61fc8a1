//! Every address that the server answers, and who may call it, in one table.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::handler::Handler;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, delete, get, post};
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::caller::ClientAddress;
use super::problem::ApiError;
use super::{
    App, attendance, calendar, desk, devices, events, guard, headers, health, help, metrics, openapi,
};
use super::{pages, pair, programme, rescue, session, shell, site, sync, trace, worker};
use crate::access::rights::Who;
use crate::pages::render;
use ::app::audience::Audience;

/// One line of the table.
pub struct Row {
    /// The method.
    pub method: Method,
    /// The address as axum writes it.
    pub path: &'static str,
    /// Whom it answers.
    pub who: Who,
    handler: MethodRouter<App>,
}

/// All of them.
#[rustfmt::skip]
pub fn table() -> Vec<Row> {
    use Who::{Account, AnyTablet, Anyone, Coordinator, Follower, Tablet};
    vec![
        // Pages. Those of the tablet and the coordinator are empty: what they show comes from
        // the browser's own store and the guarded addresses below.
        read("/",                                   Anyone,      render::page),
        read("/plats/{place}",                      Anyone,      render::page),
        read("/plats/{place}/kalender.ics",         Anyone,      calendar::calendar),
        read("/personal",                           Anyone,      shell::shell),
        read("/personal/{*rest}",                   Anyone,      shell::shell),
        read("/samordning",                         Anyone,      shell::shell),
        read("/samordning/{*rest}",                 Anyone,      shell::shell),
        // Built files.
        read(Audience::Public.shell(),              Anyone,      shell::shell),
        read(Audience::Staff.shell(),               Anyone,      shell::shell),
        read(Audience::Editor.shell(),              Anyone,      shell::shell),
        read(Audience::Coordinator.shell(),         Anyone,      shell::shell),
        read("/sw.js",                              Anyone,      worker::worker),
        read("/manifest.webmanifest",               Anyone,      site::file),
        read("/favicon.ico",                        Anyone,      site::file),
        read("/robots.txt",                         Anyone,      site::file),
        read("/pkg/{*file}",                        Anyone,      site::file),
        read("/icons/{*file}",                      Anyone,      site::file),
        read("/fonts/{*file}",                      Anyone,      site::file),
        // The programme, for everyone.
        read("/api/v1/places",                      Anyone,      programme::places),
        read("/api/v1/places/{place}/programme",    Anyone,      programme::programme),
        // The tablet.
        post_to("/api/v1/pair",                     Anyone,      pair::pair),
        read("/api/v1/device",                      Tablet,      pair::device),
        remove("/api/v1/device",                    AnyTablet,   devices::farewell),
        post_to("/api/v1/device/report",            Tablet,      devices::report),
        post_to("/api/v1/sync",                     AnyTablet,   sync::sync),
        read("/api/v1/pages/{hash}",                Tablet,      pages::page),
        read("/api/v1/events",                      Follower,    events::events),
        // The coordinator.
        post_to("/api/v1/session",                  Anyone,      session::sign_in),
        remove("/api/v1/session",                   Anyone,      session::sign_out),
        post_to("/api/v1/session/link",             Anyone,      session::link),
        read("/api/v1/session",                     Account,     session::show),
        post_to("/api/v1/session/password",         Account,     session::choose_password),
        read("/api/v1/attendance",                  Coordinator, attendance::attendance),
        read("/api/v1/help",                        Coordinator, help::show),
        post_to("/api/v1/help/again",               Coordinator, help::again),
        post_to("/api/v1/help/aside",               Coordinator, help::aside),
        post_to("/api/v1/rescue/look",              Coordinator, rescue::look),
        post_to("/api/v1/rescue",                   Coordinator, rescue::take_in),
        read("/api/v1/devices",                     Coordinator, devices::list),
        post_to("/api/v1/devices/{device}/revoke",  Coordinator, devices::revoke),
        read("/api/v1/desk",                        Coordinator, desk::organisation),
        read("/api/v1/desk/{place}",                Coordinator, desk::place),
        post_to("/api/v1/changes",                  Coordinator, desk::write),
        // For machines.
        read("/api/openapi.json",                   Anyone,      openapi::document),
        read("/healthz",                            Anyone,      health::health),
        read("/metrics",                            Anyone,      metrics::metrics),
    ]
}

fn read<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Row {
    Row { method: Method::GET, path, who, handler: get(handler) }
}

fn post_to<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Row {
    Row { method: Method::POST, path, who, handler: post(handler) }
}

fn remove<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Row {
    Row { method: Method::DELETE, path, who, handler: delete(handler) }
}

/// The table as a service, with what holds for every address around it.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for Row { path, who, handler, .. } in table() {
        let guarded = handler.route_layer(from_fn_with_state((app.clone(), who), guard::guard));
        router = router.route(path, guarded);
    }
    // The outermost layer stands last.
    router
        .fallback(nothing_here)
        .method_not_allowed_fallback(async || ApiError::WrongMethod)
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), in_time))
        .layer(from_fn_with_state(app.clone(), not_too_often))
        .layer(cross_site(&app))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(from_fn_with_state(app.clone(), trace::trace))
        .with_state(app)
}

/// Refuses what another site asks the browser to do. Behind a proxy that changes `Host` the
/// public address still is our own.
fn cross_site(app: &App) -> CsrfLayer<impl Fn(ProtectionError) -> Response + Clone + use<>> {
    let own = CsrfLayer::new().add_trusted_origin(app.settings().public_url.as_str());
    own.unwrap_or_default().with_rejection_response(|_| ApiError::CrossSite.into_response())
}

/// Refuses an address that asks without end.
async fn not_too_often(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    match app.throttles().request(address) {
        Ok(()) => next.run(request).await,
        Err(too_often) => ApiError::from(too_often).into_response(),
    }
}

/// Ends what takes too long. Event streams have answered by then and go on.
async fn in_time(State(app): State<App>, request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(app.settings().patience.request, next.run(request)).await;
    answered.unwrap_or_else(|_| ApiError::TimedOut.into_response())
}

/// A problem for machines, a page for people.
async fn nothing_here(
    app: State<App>,
    uri: Uri,
    parameters: Query<HashMap<String, String>>,
    request: Request,
) -> Response {
    let is_page = !uri.path().starts_with("/api/") && request.method() == Method::GET;
    if !is_page {
        return ApiError::NotFound.into_response();
    }
    // A file that is asked for by name is no page.
    if uri.path().rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return (StatusCode::NOT_FOUND, "Filen finns inte.\n").into_response();
    }
    render::page(app, parameters, request).await
}
