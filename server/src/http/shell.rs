//! The empty shells: the page without a body of its own, in which the browser side mounts.
//!
//! It holds no inline script and so needs no nonce: the service worker keeps it and answers with
//! it for every address of its app, with or without network.

use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::App;
use super::headers::policy_of_shell;
use crate::pages::render;
use ::app::audience::Audience;

/// Answers with the shell of the app that the address belongs to.
pub async fn shell(State(app): State<App>, uri: Uri) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (CONTENT_SECURITY_POLICY, policy_of_shell()),
    ];
    (headers, render::shell(&app, Audience::at(uri.path()))).into_response()
}
