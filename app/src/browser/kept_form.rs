//! What somebody has typed into a form and not saved yet. It survives a reload, an update of the app
//! and a device that is switched off.
//!
//! Only forms about programmes and settings: nothing that is said of a person is kept here.

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

const PREFIX: &str = "samvaro-form/";

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was typed into the form of this name.
pub fn read<T: DeserializeOwned>(form: &str) -> Option<T> {
    let text = storage()?.get_item(&[PREFIX, form].concat()).ok()??;
    samvaro_core::json::read(&text).ok()
}

/// Keeps what is typed. A browser without such a place simply does not.
pub fn keep(form: &str, typed: &impl Serialize) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(typed)) {
        let _ = storage.set_item(&[PREFIX, form].concat(), &text);
    }
}

/// It is saved, or no longer wanted.
pub fn forget(form: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&[PREFIX, form].concat());
    }
}

/// Somebody signs out: what they had begun is nobody else's.
pub fn forget_all() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect();
    keys.iter().filter(|key| key.starts_with(PREFIX)).for_each(|key| drop(storage.remove_item(key)));
}
