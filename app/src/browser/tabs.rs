//! What the tabs of one tablet tell each other.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{clock, sync, tablet};
use crate::connection::Connection;

const CHANNEL: &str = "samvaro-tablet";
/// The store has changed.
const GROWN: &str = "grown";
/// Another database is in use from now on.
const MOVED: &str = "moved";
/// The tab that talks to the network is alive; its view of the connection follows.
const BEAT: &str = "beat ";

thread_local! {
    static CHANNEL_OPEN: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// By the clock that nobody sets: one that is set back must not keep a frozen tab in charge.
    static LAST_BEAT: Cell<f64> = const { Cell::new(0.0) };
}

/// Listens to the other tabs.
pub fn start() {
    LAST_BEAT.set(clock::running_ms());
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(&text);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    CHANNEL_OPEN.set(Some(channel));
}

fn hear(text: &str) {
    if text == GROWN {
        spawn_local(async {
            tablet::refresh().await;
            sync::ring();
        });
    } else if text == MOVED {
        super::location::reload();
    } else if let Some(connection) = text.strip_prefix(BEAT) {
        LAST_BEAT.set(clock::running_ms());
        if let (false, Ok(connection)) = (sync::is_leading(), samvaro_core::json::read(connection)) {
            tablet::set_connection(connection);
        }
    }
}

fn tell(text: &str) {
    CHANNEL_OPEN.with_borrow(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&text.into());
        }
    });
}

/// Tells the others that the store has changed.
pub fn tell_grown() {
    tell(GROWN);
}

/// Tells the others that another database is in use from now on.
pub fn tell_moved() {
    tell(MOVED);
}

/// Tells the others that this tab talks to the network, and what it knows.
pub fn beat(connection: &Connection) {
    if let Ok(connection) = serde_json::to_string(connection) {
        tell(&format!("{BEAT}{connection}"));
    }
}

/// How long nobody has been heard to talk to the network, in milliseconds.
pub fn silence_ms() -> f64 {
    clock::running_ms() - LAST_BEAT.get()
}
