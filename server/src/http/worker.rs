//! `/sw.js`: the service worker, told which files the build consists of.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::App;
use super::problem::ApiError;
use super::site::Site;
use ::app::audience::Audience;

const SOURCE: &str = "/sw.js";

/// What an installed app shows of itself.
const INSTALLED: [&str; 3] = ["/manifest.webmanifest", "/icons/icon.svg", "/icons/icon-192.png"];

/// What the worker may keep.
#[derive(Serialize)]
struct Build<'a> {
    build: &'a str,
    /// What every app needs.
    common: Vec<&'a str>,
    /// What each app needs beside that.
    apps: Vec<BuildApp>,
}

/// One audience's app.
#[derive(Serialize)]
struct BuildApp {
    /// The device that uses it: all its apps are kept together.
    device: &'static str,
    /// Its pages stand here and below; of two homes the longer one counts.
    homes: &'static [&'static str],
    /// Its empty shell.
    shell: &'static str,
    /// Its bundle.
    files: [String; 2],
}

impl BuildApp {
    fn of(site: &Site, audience: Audience) -> Self {
        let bundle = site.manifest.bundle(audience);
        Self {
            device: audience.device(),
            homes: audience.homes(),
            shell: audience.shell(),
            files: [bundle.js, bundle.wasm],
        }
    }
}

impl<'a> Build<'a> {
    fn of(site: &'a Site) -> Self {
        let manifest = &site.manifest;
        let bundles: Vec<&str> =
            manifest.bundles.values().flat_map(|bundle| [bundle.js.as_str(), bundle.wasm.as_str()]).collect();
        let common = |address: &&str| {
            address.starts_with("/pkg/") && !address.ends_with(".txt") && !bundles.contains(address)
        };
        let mut kept: Vec<&str> = manifest.files.keys().map(String::as_str).filter(common).collect();
        kept.extend(INSTALLED.into_iter().filter(|address| site.has(address)));
        let apps = Audience::ALL.map(|audience| BuildApp::of(site, audience)).into();
        Self { build: &manifest.build, common: kept, apps }
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
