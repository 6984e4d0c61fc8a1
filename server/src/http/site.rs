//! The built files: what the browser downloads, by exact address.
//!
//! Every address is known from the manifest when the server starts, so a path can reach nothing
//! else. Files under `/pkg` are named after their content and kept for two more builds, so that
//! a page of yesterday still finds its parts.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use anyhow::{Context, Result};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::App;
use ::app::audience::Audience;

/// Builds whose files are served: the current one and the two before it.
pub const BUILDS_KEPT: usize = 3;

const MANIFEST: &str = "build.json";
const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_EVERY_TIME: &str = "no-cache";

/// What the build says about itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// Names the build.
    pub build: String,
    /// The module that loads and starts the bundle.
    pub boot: String,
    /// The bundle of each audience, by its name. Builds from before there were several have none; only
    /// their hashed files are asked for.
    #[serde(default)]
    pub bundles: BTreeMap<String, Bundle>,
    /// The style sheet.
    pub css: String,
    /// From a source's address to its hashed one.
    #[serde(default)]
    pub hashed: BTreeMap<String, String>,
    /// Every file by its address.
    pub files: BTreeMap<String, BuiltFile>,
}

/// What one audience's app consists of.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Bundle {
    /// The JavaScript side.
    pub js: String,
    /// The WASM side.
    pub wasm: String,
}

impl Manifest {
    /// The bundle of an audience.
    pub fn bundle(&self, audience: Audience) -> Bundle {
        self.bundles.get(audience.name()).cloned().unwrap_or_default()
    }
}

/// One file of the build.
#[derive(Clone, Debug, Deserialize)]
pub struct BuiltFile {
    /// Of the uncompressed bytes.
    pub sha256: String,
}

/// The files that are served, of this build and of earlier ones.
#[derive(Debug)]
pub struct Site {
    /// This build.
    pub manifest: Manifest,
    files: HashMap<String, SiteFile>,
}

#[derive(Debug)]
struct SiteFile {
    path: PathBuf,
    brotli: bool,
    gzip: bool,
    media_type: &'static str,
    cache: &'static str,
    etag: HeaderValue,
}

impl Site {
    /// Reads a build and keeps a copy under `builds`, together with the last two; older ones go.
    /// Files are served from the copies, so that the build folder may change under a running
    /// server.
    ///
    /// # Errors
    /// When there is no build in `site`, or the copy cannot be written.
    pub fn open(site: &Path, builds: &Path) -> Result<Self> {
        let manifest = read_manifest(site)
            .with_context(|| format!("no build in {}: run `cargo xtask build` first", site.display()))?;
        let copy = builds.join(&manifest.build);
        keep_copy(site, &copy).with_context(|| format!("cannot copy the build to {}", copy.display()))?;
        let mut files = HashMap::new();
        for folder in newest_first(builds, &copy)? {
            let Ok(earlier) = read_manifest(&folder) else { continue };
            let current = folder == copy;
            for (address, built) in &earlier.files {
                if (current || address.starts_with("/pkg/")) && !files.contains_key(address) {
                    files.insert(address.clone(), SiteFile::of(&folder, address, built));
                }
            }
        }
        Ok(Self { manifest, files })
    }

    /// The bytes of a file of this build.
    ///
    /// # Errors
    /// When the build has no such file.
    pub fn read(&self, address: &str) -> io::Result<Vec<u8>> {
        let file = self.files.get(address).ok_or(io::ErrorKind::NotFound)?;
        fs::read(&file.path)
    }

    /// Whether a file of the build stands at this address.
    pub fn has(&self, address: &str) -> bool {
        self.files.contains_key(address)
    }

    async fn answer(&self, address: &str, headers: &HeaderMap) -> Option<Response> {
        let file = self.files.get(address)?;
        let mut response = match headers.get(IF_NONE_MATCH) {
            Some(known) if *known == file.etag => StatusCode::NOT_MODIFIED.into_response(),
            _ => file.whole(headers).await?,
        };
        let own = response.headers_mut();
        own.insert(CACHE_CONTROL, HeaderValue::from_static(file.cache));
        own.insert(ETAG, file.etag.clone());
        own.insert(VARY, HeaderValue::from_static("accept-encoding"));
        Some(response)
    }
}

impl SiteFile {
    fn of(folder: &Path, address: &str, built: &BuiltFile) -> Self {
        let path = folder.join(address.trim_start_matches('/'));
        let cache = if address.starts_with("/pkg/") { FOREVER } else { ASK_EVERY_TIME };
        let etag = HeaderValue::from_str(&format!("\"{}\"", built.sha256.get(..32).unwrap_or_default()));
        Self {
            brotli: with_suffix(&path, "br").exists(),
            gzip: with_suffix(&path, "gz").exists(),
            media_type: media_type(address),
            cache,
            etag: etag.unwrap_or_else(|_| HeaderValue::from_static("\"\"")),
            path,
        }
    }

    async fn whole(&self, headers: &HeaderMap) -> Option<Response> {
        let (path, encoding) = match accepted(headers) {
            (true, _) if self.brotli => (with_suffix(&self.path, "br"), Some("br")),
            (_, true) if self.gzip => (with_suffix(&self.path, "gz"), Some("gzip")),
            _ => (self.path.clone(), None),
        };
        let bytes = tokio::fs::read(path).await.ok()?;
        let mut response = Response::new(Body::from(bytes));
        let own = response.headers_mut();
        own.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        if let Some(encoding) = encoding {
            own.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Some(response)
    }
}

/// Answers with a built file, or a plain 404: never with a page, which a browser would take for
/// the script it asked for.
pub async fn file(State(app): State<App>, request: Request) -> Response {
    match app.site().answer(request.uri().path(), request.headers()).await {
        Some(response) => response,
        None => (StatusCode::NOT_FOUND, "Filen finns inte.\n").into_response(),
    }
}

/// Whether brotli and gzip are accepted (`q=0` refuses).
fn accepted(headers: &HeaderMap) -> (bool, bool) {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let wanted: Vec<&str> = values
        .flat_map(|value| value.split(','))
        .filter_map(|one| match one.split_once(';') {
            Some((_, weight)) if weight.replace(' ', "").trim_end_matches(['0', '.']) == "q=" => None,
            Some((name, _)) => Some(name.trim()),
            None => Some(one.trim()),
        })
        .collect();
    (wanted.contains(&"br"), wanted.contains(&"gzip"))
}

fn media_type(address: &str) -> &'static str {
    match address.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn read_manifest(folder: &Path) -> Result<Manifest> {
    Ok(serde_json::from_slice(&fs::read(folder.join(MANIFEST))?)?)
}

/// Copies the build; the manifest last, so that a copy that has one is whole.
fn keep_copy(site: &Path, copy: &Path) -> io::Result<()> {
    if !copy.join(MANIFEST).exists() {
        copy_folder(site, copy)?;
        fs::copy(site.join(MANIFEST), copy.join(MANIFEST))?;
    }
    // The time of the manifest says when the build was last started.
    fs::File::options().append(true).open(copy.join(MANIFEST))?.set_modified(SystemTime::now())
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()))?;
        } else if entry.file_name() != MANIFEST {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// The kept builds, this one first; removes those beyond [`BUILDS_KEPT`].
fn newest_first(builds: &Path, current: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(builds)? {
        let folder = entry?.path();
        let started = fs::metadata(folder.join(MANIFEST)).and_then(|meta| meta.modified());
        found.push((folder != current, std::cmp::Reverse(started.unwrap_or(SystemTime::UNIX_EPOCH)), folder));
    }
    found.sort();
    let beyond = found.split_off(found.len().min(BUILDS_KEPT));
    for (.., folder) in beyond {
        fs::remove_dir_all(folder)?;
    }
    Ok(found.into_iter().map(|(.., folder)| folder).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn build(folder: &Path, name: &str) {
        fs::create_dir_all(folder.join("pkg")).unwrap();
        fs::write(folder.join(format!("pkg/{name}.js")), name).unwrap();
        fs::write(folder.join("robots.txt"), name).unwrap();
        let manifest = serde_json::json!({
            "build": name, "boot": "", "js": format!("/pkg/{name}.js"), "wasm": "", "css": "",
            "files": {format!("/pkg/{name}.js"): {"sha256": name}, "/robots.txt": {"sha256": name}},
        });
        fs::write(folder.join(MANIFEST), manifest.to_string()).unwrap();
    }

    #[test]
    fn the_two_builds_before_this_one_keep_their_hashed_files_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (site, builds) = (folder.path().join("site"), folder.path().join("builds"));
        let mut last = None;
        for name in ["a", "b", "c", "d"] {
            let _ = fs::remove_dir_all(&site);
            build(&site, name);
            last = Some(Site::open(&site, &builds).unwrap());
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let site = last.unwrap();
        assert_eq!(site.read("/robots.txt").unwrap(), b"d");
        let kept: Vec<bool> = ["a", "b", "c", "d"].map(|name| site.has(&format!("/pkg/{name}.js"))).into();
        assert_eq!(kept, [false, true, true, true]);
    }

    #[test]
    fn a_refused_encoding_is_not_used() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0"));
        assert_eq!(accepted(&headers), (false, true));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip;q=0.8, br;q=1.0"));
        assert_eq!(accepted(&headers), (true, true));
        assert_eq!(accepted(&HeaderMap::new()), (false, false));
    }
}
