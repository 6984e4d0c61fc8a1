//! The phone's own small things: its clock, what it remembers for itself, its printer.

use jiff::civil::DateTime;
use js_sys::{Date, Object, Reflect};
use leptos::prelude::{document, window};

/// The zone whose days and hours a programme means.
const ZONE: &str = "Europe/Stockholm";

/// Writes "2025-05-13 10:21:00", which is nearly what every machine reads.
const LOCALE: &str = "sv-SE";

/// The wall clock in Sweden, wherever the phone is, to the second.
pub fn wall_clock() -> DateTime {
    let options = Object::new();
    // Setting a property of a fresh object does not fail.
    let _ = Reflect::set(&options, &"timeZone".into(), &ZONE.into());
    let written = String::from(Date::new_0().to_locale_string(LOCALE, &options));
    written.replace(' ', "T").parse().unwrap_or_default()
}

/// Milliseconds since 1970 on the phone's clock.
pub fn now_ms() -> f64 {
    Date::now()
}

/// What the phone remembers under a name. A phone that refuses remembers nothing.
pub fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Remembers a value under a name, or forgets it.
pub fn remember(name: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    };
}

/// Sets or removes a mark on `<html>` that the style sheet knows.
pub fn mark_page(attribute: &str, value: Option<&str>) {
    let Some(html) = document().document_element() else { return };
    let _ = match value {
        Some(value) => html.set_attribute(attribute, value),
        None => html.remove_attribute(attribute),
    };
}

/// Opens the print dialogue and comes back when it is closed.
pub fn print() {
    let _ = window().print();
}
