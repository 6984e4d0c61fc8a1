//! Signing in and out, and the one-time link.

use leptos::prelude::window;
use samvaro_core::api::{LinkRequest, PasswordRequest, Session, SignInRequest};
use wasm_bindgen::JsValue;

use crate::browser::fetch::{NoAnswer, Question, ask, fetch_json, post_json};

const SESSION: &str = "/api/v1/session";
const LINK: &str = "/api/v1/session/link";
const PASSWORD: &str = "/api/v1/session/password";

/// What a one-time link carries in its fragment, which never reaches a server's log.
const LINK_MARK: &str = "#lank=";

/// Who is signed in.
pub async fn current() -> Result<Session, NoAnswer> {
    fetch_json(SESSION).await
}

/// Signs in with a password.
pub async fn sign_in(email: String, password: String) -> Result<Session, NoAnswer> {
    post_json(SESSION, &SignInRequest { email, password }).await
}

/// Signs in with a one-time link.
pub async fn use_link(token: String) -> Result<Session, NoAnswer> {
    post_json(LINK, &LinkRequest { token }).await
}

/// Chooses a password.
pub async fn choose_password(password: String) -> Result<Session, NoAnswer> {
    post_json(PASSWORD, &PasswordRequest { password }).await
}

/// Signs out. Whether the server has heard it is told.
pub async fn sign_out() -> bool {
    let question = Question { method: "DELETE", path: SESSION, accept: "application/json", body: None };
    ask(question).await.is_ok_and(|answer| (200..300).contains(&answer.status))
}

/// The token of a one-time link, taken out of the address bar so that neither the history nor a
/// glance keeps it.
pub fn take_link() -> Option<String> {
    let location = window().location();
    let token = location.hash().ok()?.strip_prefix(LINK_MARK)?.to_owned();
    let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    let history = window().history().ok()?;
    history.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok()?;
    Some(token)
}
