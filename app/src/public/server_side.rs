//! How the server gets what a page shows, and which status the page carries.

use std::sync::Arc;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use samvaro_core::document::{PlacesDocument, ProgrammeDocument, Seen};
use samvaro_core::schedule::IsoWeek;

use super::loaded::Loaded;
use super::source::{Programmes, Unavailable};

/// When to come back after a failure, in seconds.
const RETRY_AFTER_S: u16 = 30;

/// One place's week.
pub fn week(
    slug: String,
    week: Option<IsoWeek>,
) -> impl Future<Output = Loaded<ProgrammeDocument>> + Send + 'static {
    let (programmes, response) = context();
    async move {
        let read = match programmes {
            Some(programmes) => programmes.week(&slug, week).await,
            None => Err(Unavailable),
        };
        answer(read, response)
    }
}

/// All places with their day.
pub fn today() -> impl Future<Output = Loaded<PlacesDocument>> + Send + 'static {
    let (programmes, response) = context();
    async move {
        let read = match programmes {
            Some(programmes) => programmes.today().await.map(Some),
            None => Err(Unavailable),
        };
        answer(read, response)
    }
}

/// The context is gone after the first `await`, so it is taken before.
fn context() -> (Option<Arc<dyn Programmes>>, Option<ResponseOptions>) {
    (use_context(), use_context())
}

fn answer<T>(read: Result<Option<Seen<T>>, Unavailable>, response: Option<ResponseOptions>) -> Loaded<T> {
    let (status, loaded) = match read {
        Ok(Some(seen)) => return Loaded::Here { seen, kept_since: None },
        Ok(None) => (StatusCode::NOT_FOUND, Loaded::NoSuchPlace),
        Err(Unavailable) => (StatusCode::SERVICE_UNAVAILABLE, Loaded::Unavailable),
    };
    if let Some(response) = response {
        response.set_status(status);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.insert_header(RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
        }
    }
    loaded
}
