//! Keeping the screen lit while somebody stands at the door and counts.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::platform::{may_sleep, stay_awake};

thread_local! {
    static WANTED: Cell<bool> = const { Cell::new(false) };
    static LOCK: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
    static RETURNING: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// The screen stays lit from now on, if the browser can do that.
pub fn hold() {
    WANTED.set(true);
    take();
    // The browser lets go when the tab is hidden.
    RETURNING.set(Some(EventListener::new(&document(), "visibilitychange", |_| {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            take();
        }
    })));
}

/// The screen may go dark again.
pub fn release() {
    WANTED.set(false);
    RETURNING.set(None);
    may_sleep(&LOCK.replace(JsValue::UNDEFINED));
}

fn take() {
    spawn_local(async {
        let lock = stay_awake().await;
        if WANTED.get() {
            may_sleep(&LOCK.replace(lock));
        } else {
            may_sleep(&lock);
        }
    });
}
