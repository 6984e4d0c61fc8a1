//! The browser's offer to put the app on the home screen.

use std::cell::Cell;

use gloo::events::EventListener;
use leptos::prelude::{ArcRwSignal, Get as _, GetUntracked as _, Set as _, window};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::platform;

thread_local! {
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    static OFFER: ArcRwSignal<Option<SendWrapper<JsValue>>> = ArcRwSignal::new(None);
}

fn offer() -> ArcRwSignal<Option<SendWrapper<JsValue>>> {
    OFFER.with(ArcRwSignal::clone)
}

/// Keeps the browser's offer for when somebody wants it.
pub fn watch() {
    if !WATCHING.replace(true) {
        let keep = |event: &web_sys::Event| offer().set(Some(SendWrapper::new(JsValue::from(event))));
        EventListener::new(&window(), "beforeinstallprompt", keep).forget();
    }
}

/// Whether there is an offer; whoever reads it is told when it comes.
pub fn is_offered() -> bool {
    offer().get().is_some()
}

/// Takes the offer; there may be another one later.
pub fn take() {
    if let Some(event) = offer().get_untracked() {
        offer().set(None);
        spawn_local(async move { drop(platform::install(&event).await) });
    }
}
