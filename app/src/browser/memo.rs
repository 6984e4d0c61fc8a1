//! A few facts beside the database, so that a lost, damaged or older database is noticed when it is
//! first opened: who wrote, the next number, and how much was not sent.
//!
//! They stand in local storage, which is another engine than the database's, and once more in a
//! cookie, which is a third. The cookie holds no secret and goes to nobody but the tablet's pages.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use leptos::prelude::window;
use samvaro_core::api::{DeviceReport, Pairing, Ready};
use samvaro_core::id::{Millis, ReplicaId, Seq};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::platform;
use crate::staff::curtain::CurtainKept;

const KEY: &str = "samvaro-tablet";
/// Which place the tablet counts for, so that it can go on without database and network.
const PAIRING: &str = "samvaro-pairing";
/// Which database is in use; `boot.js` reads it too.
const SPARE: &str = "samvaro-spare";
/// The tablet's check of itself.
const READY: &str = "samvaro-klar";
/// When that check was left for later.
#[cfg(feature = "staff")]
const PUT_OFF: &str = "samvaro-klar-senare";
/// Whether the network has been gone and come back.
const CAME_BACK: &str = "samvaro-tillbaka";
/// What the server knows of it.
const TOLD: &str = "samvaro-rapport";
/// Whether names are shown; holds no name and no digit.
const CURTAIN: &str = "samvaro-namn";
/// How much later than local storage the cookie is set, in milliseconds. Cookies live in another
/// process: each waits for it, and a tap must not.
const COOKIE_AFTER_MS: u32 = 200;

thread_local! {
    /// What the cookie is to say.
    static COOKIE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What is remembered beside the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// The writer.
    pub replica: ReplicaId,
    /// The device that the server knows the writer as.
    #[serde(default)]
    pub device: Option<Uuid>,
    /// The number that the next change gets.
    pub next_seq: Seq,
    /// How many changes were not sent.
    pub unsent: usize,
    /// How many changes were lost with an earlier database, until a person has read it.
    #[serde(default)]
    pub lost: usize,
    /// When the server last answered.
    pub last_contact: Option<Millis>,
}

/// What was remembered.
pub fn recall() -> Option<Memo> {
    let cookie = platform::cookie(KEY).and_then(|text| samvaro_core::json::read::<Memo>(&text).ok());
    let stored = read::<Memo>(KEY);
    // Of one writer, whoever has seen more numbers is right.
    match (stored, cookie) {
        (Some(stored), Some(cookie)) if stored.replica == cookie.replica => {
            Some(if cookie.next_seq > stored.next_seq { cookie } else { stored })
        }
        (stored, cookie) => stored.or(cookie),
    }
}

/// What local storage remembers: quickly asked, and enough while the page lives.
pub fn recall_soon() -> Option<Memo> {
    read(KEY)
}

/// Remembers. A browser without such places simply does not.
pub fn remember(memo: &Memo) {
    let Ok(text) = serde_json::to_string(memo) else { return };
    write(KEY, &text);
    if COOKIE.replace(Some(text)).is_none() {
        let set = || _ = COOKIE.take().map(|text| platform::set_cookie(KEY, &text));
        Timeout::new(COOKIE_AFTER_MS, set).forget();
    }
}

/// Remembers nothing of what is still on its way.
pub fn forget() {
    COOKIE.take();
}

/// The pairing that was remembered.
pub fn pairing() -> Option<Pairing> {
    read(PAIRING)
}

/// Remembers the pairing.
pub fn remember_pairing(pairing: &Pairing) {
    if let Ok(text) = serde_json::to_string(pairing) {
        write(PAIRING, &text);
    }
}

/// How many databases were given up because they could not be opened any more.
pub fn spare() -> u32 {
    read(SPARE).unwrap_or(0)
}

/// Remembers that another database is in use from now on.
pub fn remember_spare(number: u32) {
    write(SPARE, &number.to_string());
}

/// How the tablet stood at its last check of itself.
pub fn ready() -> Option<Ready> {
    read(READY)
}

/// Remembers that.
#[cfg(feature = "editor")]
pub fn remember_ready(ready: &Ready) {
    if let Ok(text) = serde_json::to_string(ready) {
        write(READY, &text);
    }
}

/// When that check was last left for later.
#[cfg(feature = "staff")]
pub fn ready_put_off() -> Option<Millis> {
    read(PUT_OFF)
}

/// Remembers that it was.
#[cfg(feature = "staff")]
pub fn put_off_ready(at: Millis) {
    write(PUT_OFF, &at.to_string());
}

/// Whether the network was gone once and came back, since the tablet was set up.
#[cfg(feature = "editor")]
pub fn has_come_back() -> bool {
    read(CAME_BACK).unwrap_or_default()
}

/// Remembers that it has.
pub fn remember_coming_back() {
    write(CAME_BACK, "true");
}

/// What the server was last told of this tablet.
pub fn told() -> Option<DeviceReport> {
    read(TOLD)
}

/// Remembers that.
pub fn remember_told(report: &DeviceReport) {
    if let Ok(text) = serde_json::to_string(report) {
        write(TOLD, &text);
    }
}

/// When names were last shown, and how often a PIN was tried.
pub fn curtain() -> Option<CurtainKept> {
    read(CURTAIN)
}

/// Remembers that.
pub fn remember_curtain(kept: &CurtainKept) {
    if let Ok(text) = serde_json::to_string(kept) {
        write(CURTAIN, &text);
    }
}

fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = window().local_storage().ok()??.get_item(key).ok()??;
    samvaro_core::json::read(&text).ok()
}

fn write(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, text);
    }
}
