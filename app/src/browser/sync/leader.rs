//! Which tab talks to the network: the one that holds the lock, or that took it from a tab that
//! has fallen silent.

use gloo::timers::callback::Interval;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

use super::super::{platform, tabs};
use super::{BEAT_MS, follow, is_leading, lead};

const LOCK: &str = "samvaro-sync";
/// A tab that has been silent for longer than this is taken for frozen, in milliseconds.
const SILENCE_MAX_MS: f64 = 10_000.0;

/// Waits for the lock, and watches over whoever has it.
pub(super) fn start() {
    spawn_local(hold(false));
    Interval::new(BEAT_MS, || {
        let visible = leptos::prelude::document().visibility_state() == web_sys::VisibilityState::Visible;
        if visible && !is_leading() && tabs::silence_ms() > SILENCE_MAX_MS {
            spawn_local(hold(true));
        }
    })
    .forget();
}

/// Holds the lock until somebody steals it, and then waits in line again.
async fn hold(steal: bool) {
    let held = Closure::<dyn FnMut()>::new(lead);
    platform::hold_lock(LOCK, steal, &held).await;
    follow();
    if !steal {
        let again = Closure::<dyn FnMut()>::new(lead);
        loop {
            platform::hold_lock(LOCK, false, &again).await;
            follow();
        }
    }
}
