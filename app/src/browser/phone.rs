//! The phone's own small things: what it remembers for itself, its page, its printer.

use leptos::prelude::{document, window};

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
