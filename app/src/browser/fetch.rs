//! One question to the server, answered within a deadline or not at all.
//!
//! An answer counts only if it is of the type that was asked for: the 200 of a hotel's sign-in
//! page is "offline".

use gloo::timers::callback::Timeout;
use samvaro_core::api::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCredentials, RequestInit, Response};

/// How long a whole exchange may take, body included, in milliseconds.
pub const DEADLINE_MS: u32 = 15_000;

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// Why there is no answer to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Our server could not be reached, or somebody else answered for it.
    Offline,
    /// Our server said no.
    Problem(Problem),
}

/// What is asked.
pub struct Question<'a> {
    /// "GET" or "POST".
    pub method: &'static str,
    /// The address, from `/`.
    pub path: &'a str,
    /// The type of the answer.
    pub accept: &'static str,
    /// What is sent along.
    pub body: Option<Body>,
}

/// What is sent along with a question.
pub struct Body {
    /// Its type.
    pub content_type: &'static str,
    /// How it is compressed, if it is.
    pub encoding: Option<&'static str>,
    /// A string or bytes.
    pub content: JsValue,
}

/// An answer of the type that was asked for, or a problem of ours.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The type without its parameters.
    pub content_type: String,
    /// How long the server wants to be left alone, in seconds.
    pub retry_after_s: Option<u32>,
    /// The body.
    pub text: String,
}

impl Answer {
    /// The problem that the server names, if this is one.
    pub fn problem(&self) -> Option<Problem> {
        let ours = self.content_type == PROBLEM;
        ours.then(|| samvaro_core::json::read(&self.text).ok()).flatten()
    }
}

/// Our server could not be reached in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreached;

/// Asks, and waits no longer than [`DEADLINE_MS`].
///
/// # Errors
/// [`Unreached`] when nothing, or nothing complete, came back.
pub async fn ask(question: Question<'_>) -> Result<Answer, Unreached> {
    let controller = AbortController::new().map_err(|_| Unreached)?;
    let signal = controller.signal();
    // Dropped, and with it disarmed, when the body has been read.
    let _deadline = Timeout::new(DEADLINE_MS, move || controller.abort());
    exchange(question, &signal).await.map_err(|_| Unreached)
}

async fn exchange(question: Question<'_>, signal: &web_sys::AbortSignal) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", question.accept)?;
    let init = RequestInit::new();
    init.set_method(question.method);
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_signal(Some(signal));
    if let Some(body) = question.body {
        headers.set("content-type", body.content_type)?;
        if let Some(encoding) = body.encoding {
            headers.set("content-encoding", encoding)?;
        }
        init.set_body(&body.content);
    }
    init.set_headers(&headers);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response =
        JsFuture::from(window.fetch_with_str_and_init(question.path, &init)).await?.dyn_into()?;
    let header = |name| response.headers().get(name).ok().flatten().unwrap_or_default();
    let content_type = header("content-type").split(';').next().unwrap_or_default().trim().to_owned();
    let retry_after_s = header("retry-after").parse().ok();
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(Answer { status: response.status(), content_type, retry_after_s, text })
}

/// Fetches a JSON document.
///
/// # Errors
/// [`NoAnswer::Offline`] when our server was not reached, [`NoAnswer::Problem`] when it refused.
pub async fn fetch_json<T: DeserializeOwned>(path: &str) -> Result<T, NoAnswer> {
    read(ask(Question { method: "GET", path, accept: JSON, body: None }).await)
}

/// Sends a JSON document and reads the answer.
///
/// # Errors
/// As [`fetch_json`].
pub async fn post_json<T: DeserializeOwned>(path: &str, document: &impl Serialize) -> Result<T, NoAnswer> {
    let content = serde_json::to_string(document).map_err(|_| NoAnswer::Offline)?;
    let body = Body { content_type: JSON, encoding: None, content: content.into() };
    read(ask(Question { method: "POST", path, accept: JSON, body: Some(body) }).await)
}

/// Sends a file of JSON and reads the answer.
///
/// # Errors
/// As [`fetch_json`].
#[cfg(feature = "coordinator")]
pub async fn post_file<T: DeserializeOwned>(path: &str, file: JsValue) -> Result<T, NoAnswer> {
    let body = Body { content_type: JSON, encoding: None, content: file };
    read(ask(Question { method: "POST", path, accept: JSON, body: Some(body) }).await)
}

fn read<T: DeserializeOwned>(answer: Result<Answer, Unreached>) -> Result<T, NoAnswer> {
    let answer = answer.map_err(|Unreached| NoAnswer::Offline)?;
    if let Some(problem) = answer.problem() {
        return Err(NoAnswer::Problem(problem));
    }
    if answer.content_type != JSON || !(200..300).contains(&answer.status) {
        return Err(NoAnswer::Offline);
    }
    samvaro_core::json::read(&answer.text).map_err(|_| NoAnswer::Offline)
}
