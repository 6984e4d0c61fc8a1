//! The empty shell: the page without a body of its own, in which the browser side mounts.
//!
//! It holds no inline script and so needs no nonce: the service worker keeps it and answers with
//! it for every address of the tablet and the coordinator, with or without network.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::App;
use super::headers::policy_of_shell;
use crate::pages::render;

/// Answers with the shell.
pub async fn shell(State(app): State<App>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (CONTENT_SECURITY_POLICY, policy_of_shell()),
    ];
    (headers, render::shell(&app)).into_response()
}
