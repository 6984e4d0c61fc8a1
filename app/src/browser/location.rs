//! The address of the page: which screen it names, and links that stay within the app.
//!
//! The tablet and the coordinator's pages are each one app under one path. A link inside it changes
//! the address and the screen; every other link is the browser's own.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::{ArcRwSignal, Get as _, Set as _, document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, MouseEvent, Url};

thread_local! {
    /// Path and query, as the address bar has them.
    static ADDRESS: ArcRwSignal<String> = ArcRwSignal::new(now());
}

/// Follows the address from now on; links to `home` and below it stay in the app.
pub fn start(home: &'static str) {
    EventListener::new(&window(), "popstate", |_| look()).forget();
    let may_prevent = EventListenerOptions::enable_prevent_default();
    let clicked = move |event: &Event| follow(event, home).unwrap_or_default();
    EventListener::new_with_options(&document(), "click", may_prevent, clicked).forget();
}

/// The path; whoever reads it is told when it changes.
pub fn path() -> String {
    parts().0
}

/// A parameter of the query; whoever reads it is told when it changes.
pub fn query(name: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(&parts().1).ok()?.get(name)
}

/// Shows another screen in place of this one: the way back leads past it.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
    look();
}

fn parts() -> (String, String) {
    let address = ADDRESS.with(ArcRwSignal::clone).get();
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    (path.to_owned(), query.to_owned())
}

fn now() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

fn look() {
    ADDRESS.with(ArcRwSignal::clone).set(now());
}

/// Follows a link within the app; leaves everything else to the browser.
fn follow(event: &Event, home: &str) -> Option<()> {
    let click: &MouseEvent = event.dyn_ref()?;
    let plain = click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
    if !plain || click.default_prevented() {
        return None;
    }
    let link = click.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let leaves = link.has_attribute("target")
        || link.has_attribute("download")
        || link.get_attribute("rel").is_some_and(|rel| rel.contains("external"));
    let location = window().location();
    let url = Url::new_with_base(&link.get_attribute("href")?, &location.href().ok()?).ok()?;
    let path = url.pathname();
    let below = path.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let address = path + &url.search();
    // A link to a part of this page is the browser's own.
    if leaves
        || !below
        || url.origin() != location.origin().ok()?
        || (!url.hash().is_empty() && address == now())
    {
        return None;
    }
    click.prevent_default();
    if address != now() {
        window().history().ok()?.push_state_with_url(&JsValue::NULL, "", Some(&address)).ok()?;
        look();
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
    Some(())
}
