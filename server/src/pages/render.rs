//! Renders pages: whole ones for the public, and the empty shell.

use std::sync::Arc;

use ::app::document::{SiteFiles, document};
use ::app::public::source::Programmes;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use super::programmes::StoredProgrammes;
use crate::http::App;
use crate::http::headers::policy_of_page;

/// To be called once, before the first page.
pub fn prepare() {
    // An error says that it has been called before.
    let _ = any_spawner::Executor::init_tokio();
}

/// A page with everything in it, readable before any script has run.
pub async fn page(State(app): State<App>, request: Request) -> Response {
    let programmes: Arc<dyn Programmes> = Arc::new(StoredProgrammes::new(app.store().clone()));
    let files = files(&app);
    let render = render_app_async_with_context(
        move || provide_context(programmes.clone()),
        move || {
            set_policy();
            document(files.clone())
        },
    );
    let mut response = render(request).await;
    // The nonce is good for one answer, so no answer may be used twice.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The page that says that there is no such page.
pub async fn missing(app: State<App>, request: Request) -> Response {
    let mut response = page(app, request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

fn set_policy() {
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    let policy = HeaderValue::from_str(&policy_of_page(&nonce));
    if let (Ok(policy), Some(response)) = (policy, use_context::<ResponseOptions>()) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

fn files(app: &App) -> SiteFiles {
    let manifest = &app.site().manifest;
    SiteFiles {
        boot: manifest.boot.clone(),
        js: manifest.js.clone(),
        wasm: manifest.wasm.clone(),
        css: manifest.css.clone(),
    }
}

/// The empty shell: the same head as every page, no mark that anything was rendered, no nonce.
pub fn shell(app: &App) -> String {
    let SiteFiles { boot, js, wasm, css } = files(app);
    format!(
        "<!DOCTYPE html><html lang=\"sv\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Samvaro</title><link rel=\"stylesheet\" href=\"{css}\">\
         <link rel=\"manifest\" href=\"/manifest.webmanifest\">\
         <link rel=\"icon\" href=\"/icons/icon.svg\" type=\"image/svg+xml\">\
         <link rel=\"apple-touch-icon\" href=\"/icons/apple-touch-icon.png\">\
         <script type=\"module\" src=\"{boot}\" data-js=\"{js}\" data-wasm=\"{wasm}\" id=\"boot\"></script>\
         </head><body></body></html>\n"
    )
}
