//! Brings the page to life: hydrates what the server rendered, mounts into an empty shell.

use leptos::mount::{hydrate_body, mount_to_body};
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::App;

/// Called by `boot.js` once the bundle is loaded.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    if rendered_by_server() {
        hydrate_body(App);
    } else {
        clear_body();
        mount_to_body(App);
    }
}

/// Hydrating an empty body traps, so the server leaves a mark on `<html>`.
fn rendered_by_server() -> bool {
    document().document_element().is_some_and(|html| html.has_attribute("data-rendered"))
}

/// Mounting appends. `replaceChildren` and not `innerHTML`: trusted types are required.
fn clear_body() {
    if let Some(body) = document().body() {
        body.replace_children_with_node_0();
    }
}
