//! `/sw.js`: the service worker, told which files the build consists of.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::App;
use super::problem::ApiError;
use super::site::Site;

/// Where the shell stands.
pub const SHELL: &str = "/skal";

const SOURCE: &str = "/sw.js";

/// What the worker keeps from the start.
#[derive(Serialize)]
struct Build<'a> {
    build: &'a str,
    precache: Vec<&'a str>,
}

impl<'a> Build<'a> {
    /// The shell, every hashed file, and what an installed app shows of itself.
    fn of(site: &'a Site) -> Self {
        let manifest = &site.manifest;
        let kept = |address: &&str| address.starts_with("/pkg/") && !address.ends_with(".txt");
        let mut precache = vec![SHELL];
        precache.extend(manifest.files.keys().map(String::as_str).filter(kept));
        let installed = ["/manifest.webmanifest", "/icons/icon.svg", "/icons/icon-192.png"];
        precache.extend(installed.into_iter().filter(|address| site.has(address)));
        Self { build: &manifest.build, precache }
    }
}

/// Answers with the worker; its first line names the build, so each build's worker is a new one.
pub async fn worker(State(app): State<App>) -> Result<Response, ApiError> {
    let source = app.site().read(SOURCE).map_err(|_| ApiError::NotFound)?;
    let build = serde_json::to_string(&Build::of(app.site())).map_err(|_| ApiError::Internal)?;
    let script = [b"const BUILD = ", build.as_bytes(), b";\n", &source].concat();
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    Ok((headers, script).into_response())
}
