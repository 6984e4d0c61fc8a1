//! A new version of the app: it waits until a person wants it.

use std::cell::Cell;

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::{ArcRwSignal, Get as _, Set as _, window};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::location;

/// Time between two looks for a new version, in milliseconds (1 hour).
const LOOK_MS: u32 = 3_600_000;
/// How long the version in use has to make way, in milliseconds.
const MAKES_WAY_MS: u32 = 5_000;
/// What makes the waiting version take over; `sw.js` knows it too.
const ACTIVATE: &str = "activate";

thread_local! {
    static READY: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a new version waits.
pub fn is_ready() -> bool {
    READY.with(ArcRwSignal::clone).get()
}

/// Not now.
pub fn later() {
    READY.with(ArcRwSignal::clone).set(false);
}

/// Takes the new version into use: the page is loaded anew, when everything that was pressed is
/// stored. That is done too if the version in use does not make way, because it may wait for this
/// very page.
pub fn take() {
    let Some(container) = container() else { return };
    Timeout::new(MAKES_WAY_MS, location::reload).forget();
    EventListener::once(&container, "controllerchange", |_| location::reload()).forget();
    spawn_local(async move {
        if let Some(waiting) = registration(&container).await.and_then(|registration| registration.waiting())
        {
            let message = js_sys::Object::new();
            let _ = js_sys::Reflect::set(&message, &"type".into(), &ACTIVATE.into());
            let _ = waiting.post_message(&message);
        }
    });
}

/// Looks out for new versions; `boot.js` has registered the service worker.
pub fn watch() {
    if WATCHING.replace(true) {
        return;
    }
    spawn_local(async {
        let Some(container) = container() else { return };
        let Some(registration) = ready(&container).await else { return };
        notice(&registration);
        let found = registration.clone();
        EventListener::new(&registration, "updatefound", move |_| watch_installing(&found)).forget();
        Interval::new(LOOK_MS, move || {
            let _ = registration.update();
        })
        .forget();
    });
}

fn watch_installing(registration: &ServiceWorkerRegistration) {
    let Some(installing) = registration.installing() else { return };
    let registration = registration.clone();
    EventListener::new(&installing, "statechange", move |_| notice(&registration)).forget();
}

/// A waiting version is news only if another one is in use.
fn notice(registration: &ServiceWorkerRegistration) {
    let in_use: Option<ServiceWorker> = container().and_then(|container| container.controller());
    if registration.waiting().is_some() && in_use.is_some() {
        READY.with(ArcRwSignal::clone).set(true);
    }
}

/// Nothing where the browser has no service workers, which is so outside secure contexts.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = JsValue::from(window().navigator());
    let container = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

async fn ready(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    JsFuture::from(container.ready().ok()?).await.ok()?.dyn_into().ok()
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    JsFuture::from(container.get_registration()).await.ok()?.dyn_into().ok()
}
