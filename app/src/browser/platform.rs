//! Calls of the browser that `web-sys` does not have, or has only as unstable.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/platform.js")]
extern "C" {
    /// The clock on the wall in Sweden at a moment: `2026-11-21T10:19:05`.
    pub fn wall_clock(milliseconds: f64) -> String;

    /// Compresses a text; undefined where the browser cannot.
    #[wasm_bindgen(catch)]
    pub async fn gzip(text: &str) -> Result<JsValue, JsValue>;

    /// Waits for a lock among all tabs, calls `held` and keeps the lock until it is stolen.
    pub async fn hold_lock(name: &str, steal: bool, held: &Closure<dyn FnMut()>);

    /// Lets the browser do something else.
    pub async fn breathe();

    /// Keeps the screen lit; the answer goes to [`may_sleep`].
    pub async fn stay_awake() -> JsValue;

    /// Lets the screen go dark again.
    pub fn may_sleep(lock: &JsValue);

    /// What PBKDF2 with SHA-256 makes of a text; salt and answer in hexadecimal digits.
    #[wasm_bindgen(catch)]
    pub async fn derive(text: &str, salt: &str, rounds: u32) -> Result<JsValue, JsValue>;

    /// A soft click.
    pub fn click_sound();

    /// Whether the device can vibrate.
    pub fn can_vibrate() -> bool;

    /// A short shake.
    pub fn vibrate();

    /// Asks the browser never to clean this site's data away by itself.
    pub async fn persist() -> JsValue;

    /// The build that this page is of; empty without a service worker.
    pub async fn build() -> JsValue;

    /// Whether all of these are kept for opening without a network.
    pub async fn are_kept(addresses: Vec<String>) -> JsValue;

    /// Whether the page was opened from the home screen.
    pub fn is_installed() -> bool;

    /// Asks the person to put the app on the home screen.
    #[wasm_bindgen(catch)]
    pub async fn install(offer: &JsValue) -> Result<JsValue, JsValue>;

    /// Bytes stored and bytes allowed; empty where unknown.
    pub async fn room() -> JsValue;

    /// How many bytes a page's memory may grow to, where the browser tells.
    pub fn memory_max() -> Option<f64>;

    /// Makes `indexedDB` mean a part of the browser's storage of its own, where there are such.
    pub async fn use_spare_storage(name: &str);

    /// A cookie of these pages.
    pub fn cookie(name: &str) -> Option<String>;

    /// Sets a cookie of these pages, which is sent with no request for data.
    pub fn set_cookie(name: &str, text: &str);

    /// Forgets everything that is kept for this site, as far as a page can.
    pub async fn forget_everything();

    /// Hands a text to the person as a file.
    pub fn save_file(name: &str, text: &str);
}
