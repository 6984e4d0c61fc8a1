//! How the browser gets what a page shows: from the network, or from what the phone keeps.
//!
//! The network is asked first, because a cancellation must be seen by whoever travels; with
//! something kept to show instead it gets less time.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo::timers::callback::Timeout;
use leptos::prelude::{RwSignal, Set as _, window};
use samvaro_core::document::{PlacesDocument, ProgrammeDocument, Seen};
use samvaro_core::iso::Written;
use samvaro_core::schedule::{IsoWeek, Window};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::UrlSearchParams;

use super::Page;
use super::address::Address;
use super::kept::{Kept, kept_today, kept_week, kept_window};
use super::loaded::Loaded;
use crate::browser::clock::{now_ms, wall};
use crate::browser::fetch::{NoAnswer, fetch_json};
use crate::browser::public_cache;

/// How long somebody waits for the network when the phone has something to show, in
/// milliseconds.
const PATIENCE_MS: u32 = 4_000;

/// The name under which the list of places is kept, and its address.
const PLACES: &str = "/api/v1/places";

const NOT_FOUND: u16 = 404;

/// Shows the page that the address names, as soon as it is there.
pub async fn show(page: RwSignal<Option<Page>>) {
    let loaded = match address_now() {
        Address::Start { search } => Page::Start { search, places: today().await },
        Address::Place { slug, week } => {
            let programme = programme(&slug, week).await;
            Page::Place { slug, week, programme }
        }
        Address::Nowhere => Page::Nowhere,
    };
    page.try_set(Some(loaded));
}

fn address_now() -> Address {
    let location = window().location();
    let query = UrlSearchParams::new_with_str(&location.search().unwrap_or_default()).ok();
    Address::read(&location.pathname().unwrap_or_default(), |name| query.as_ref()?.get(name))
}

/// One place's week.
async fn programme(slug: &str, week: Option<IsoWeek>) -> Loaded<ProgrammeDocument> {
    let now = wall(now_ms());
    let week = week.unwrap_or_else(|| IsoWeek::of(now.date()));
    let kept: Option<Kept<ProgrammeDocument>> = kept(&kept_as(slug)).await;
    let address = address(slug, Window::new(week.monday(), week.sunday()));
    match ask(&address, kept.is_some()).await {
        Ok(document) => Loaded::Here { seen: Seen { now, document }, kept_since: None },
        Err(Failed::NotFound) => Loaded::NoSuchPlace,
        Err(Failed::NotReached) => match kept {
            Some(kept) => kept_week(kept, week, now),
            None => Loaded::NotReached,
        },
    }
}

/// All places with their day.
async fn today() -> Loaded<PlacesDocument> {
    let now = wall(now_ms());
    let kept: Option<Kept<PlacesDocument>> = kept(PLACES).await;
    match (ask(PLACES, kept.is_some()).await, kept) {
        (Ok(document), _) => Loaded::Here { seen: Seen { now, document }, kept_since: None },
        (Err(_), Some(kept)) => {
            let programmes = kept_programmes(&kept.document).await;
            kept_today(kept, programmes, now)
        }
        (Err(_), None) => Loaded::NotReached,
    }
}

/// Keeps the list of places for the next time, when there may be no network.
pub async fn keep_places(document: PlacesDocument) {
    keep(PLACES, document).await;
}

/// Fetches a place's next weeks and keeps them.
pub async fn keep_programme(slug: String) {
    let window = kept_window(wall(now_ms()));
    if let Ok(seen) = fetch_json::<Seen<ProgrammeDocument>>(&address(&slug, window)).await {
        keep(&kept_as(&slug), seen.document).await;
    }
}

async fn kept_programmes(places: &PlacesDocument) -> Vec<Kept<ProgrammeDocument>> {
    let mut programmes = Vec::new();
    for place in &places.places {
        programmes.extend(kept(&kept_as(place.place.slug.as_str())).await);
    }
    programmes
}

async fn keep<T: Serialize>(key: &str, document: T) {
    let kept = Kept { fetched_at: wall(now_ms()), document };
    if let Ok(json) = serde_json::to_string(&kept) {
        public_cache::keep(key, &json).await;
    }
}

async fn kept<T: DeserializeOwned>(key: &str) -> Option<T> {
    samvaro_core::json::read(&public_cache::kept(key).await?).ok()
}

fn kept_as(slug: &str) -> String {
    format!("/api/v1/places/{slug}/programme")
}

fn address(slug: &str, window: Window) -> String {
    format!("{}?from={}&until={}", kept_as(slug), Written(window.from), Written(window.until))
}

enum Failed {
    NotFound,
    NotReached,
}

/// The moment in the answer may be that of an answer in the browser's own cache: it is not used.
async fn ask<T: DeserializeOwned>(address: &str, impatient: bool) -> Result<T, Failed> {
    let asking = fetch_json::<Seen<T>>(address);
    let answer = if impatient {
        within(PATIENCE_MS, asking).await.unwrap_or(Err(NoAnswer::Offline))
    } else {
        asking.await
    };
    answer.map(|seen| seen.document).map_err(|failed| match failed {
        NoAnswer::Problem(problem) if problem.status == NOT_FOUND => Failed::NotFound,
        _ => Failed::NotReached,
    })
}

/// What a future gives, if it gives it in time.
async fn within<T>(time_ms: u32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let late = Rc::new(Cell::new(false));
    let waker = Rc::new(RefCell::new(None::<Waker>));
    let ring = {
        let (late, waker) = (late.clone(), waker.clone());
        move || {
            late.set(true);
            if let Some(waker) = waker.take() {
                waker.wake();
            }
        }
    };
    let _alarm = Timeout::new(time_ms, ring);
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        if late.get() {
            return Poll::Ready(None);
        }
        *waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    })
    .await
}
