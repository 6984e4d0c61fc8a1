//! Renders pages: whole ones for the public, and the empty shells.

use std::collections::HashMap;

use ::app::audience::Audience;
use ::app::document::{SiteFiles, document};
use ::app::public::address::Address;
use ::app::public::{Loaded, Page};
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use super::programmes::StoredProgrammes;
use crate::http::App;
use crate::http::headers::policy_of_page;

/// When to come back after a failure, in seconds.
const RETRY_AFTER_S: u16 = 30;

/// To be called once, before the first page.
pub fn prepare() {
    // An error says that it has been called before.
    let _ = any_spawner::Executor::init_tokio();
}

/// A page with everything in it, readable before any script has run.
pub async fn page(
    State(app): State<App>,
    Query(parameters): Query<HashMap<String, String>>,
    request: Request,
) -> Response {
    let address = Address::read(request.uri().path(), |name| parameters.get(name).cloned());
    let programmes = StoredProgrammes::new(app.store().clone());
    let page = match address {
        Address::Start { search } => Page::Start { search, places: programmes.today().await },
        Address::Place { slug, week } => {
            let programme = programmes.week(&slug, week).await;
            Page::Place { slug, week, programme }
        }
        Address::Nowhere => Page::Nowhere,
    };
    let status = status_of(&page);
    let files = files(&app, Audience::Public);
    let render = render_app_async_with_context(
        || {},
        move || {
            set_policy();
            document(files.clone(), page.clone())
        },
    );
    let mut response = render(request).await;
    *response.status_mut() = status;
    // The nonce is good for one answer, so no answer may be used twice.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
    }
    response
}

fn status_of(page: &Page) -> StatusCode {
    fn of<T>(loaded: &Loaded<T>) -> StatusCode {
        match loaded {
            Loaded::Here { .. } => StatusCode::OK,
            Loaded::NoSuchPlace => StatusCode::NOT_FOUND,
            Loaded::Unavailable | Loaded::NotReached | Loaded::WeekNotKept => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
    match page {
        Page::Start { places, .. } => of(places),
        Page::Place { programme, .. } => of(programme),
        Page::Nowhere => StatusCode::NOT_FOUND,
    }
}

fn set_policy() {
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    let policy = HeaderValue::from_str(&policy_of_page(&nonce));
    if let (Ok(policy), Some(response)) = (policy, use_context::<ResponseOptions>()) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

fn files(app: &App, audience: Audience) -> SiteFiles {
    let manifest = &app.site().manifest;
    let bundle = manifest.bundle(audience);
    SiteFiles { boot: manifest.boot.clone(), js: bundle.js, wasm: bundle.wasm, css: manifest.css.clone() }
}

/// An empty shell: the same head as every page, no mark that anything was rendered, no nonce.
pub fn shell(app: &App, audience: Audience) -> String {
    ::app::document::shell(&files(app, audience))
}
