//! The address of the page: which screen it names, and links that stay within the app.
//!
//! A link inside an app changes the address and the screen. A link from one app to another of ours is
//! an ordinary page load, once the tablet has stored what was pressed; every other link is the
//! browser's own.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::{ArcRwSignal, Get as _, Set as _, document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, MouseEvent, Url};

use crate::audience::Audience;

/// Does something at once, or when the page may go without losing anything.
pub type WhenReady = fn(Box<dyn FnOnce()>);

thread_local! {
    static APP: Cell<(Audience, WhenReady)> = const { Cell::new((Audience::Public, |leave| leave())) };
    /// Path and query, as the address bar has them.
    static ADDRESS: ArcRwSignal<String> = ArcRwSignal::new(now());
}

/// Follows the address from now on; links to pages of `app` stay in it.
pub fn start(app: Audience, when_ready: WhenReady) {
    APP.set((app, when_ready));
    EventListener::new(&window(), "popstate", |_| look()).forget();
    let may_prevent = EventListenerOptions::enable_prevent_default();
    let clicked = |event: &Event| follow(event).unwrap_or_default();
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
pub fn replace(address: String) {
    if Audience::at(&address) != APP.get().0 {
        return leave(move || window().location().replace(&address));
    }
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    look();
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Loads the page anew.
pub fn reload() {
    leave(|| window().location().reload());
}

/// Loads another page, when this one may go.
fn leave(load: impl FnOnce() -> Result<(), JsValue> + 'static) {
    let (_, when_ready) = APP.get();
    when_ready(Box::new(|| {
        let _ = load();
    }));
}

/// Shows another screen; the way back leads to this one.
#[cfg(feature = "tablet")]
pub fn go(address: &str) {
    if Audience::at(address) != APP.get().0 {
        let address = address.to_owned();
        return leave(move || window().location().assign(&address));
    }
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
    look();
    window().scroll_to_with_x_and_y(0.0, 0.0);
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
fn follow(event: &Event) -> Option<()> {
    let click: &MouseEvent = event.dyn_ref()?;
    let plain = click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
    if !plain || click.default_prevented() {
        return None;
    }
    let link = click.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let elsewhere = link.has_attribute("target") || link.has_attribute("download");
    let external = link.get_attribute("rel").is_some_and(|rel| rel.contains("external"));
    let location = window().location();
    let url = Url::new_with_base(&link.get_attribute("href")?, &location.href().ok()?).ok()?;
    let address = url.pathname() + &url.search();
    // A link to a part of this page is the browser's own.
    let here = !url.hash().is_empty() && address == now();
    if elsewhere || here || url.origin() != location.origin().ok()? {
        return None;
    }
    click.prevent_default();
    if external || Audience::at(&url.pathname()) != APP.get().0 {
        let href = url.href();
        leave(move || window().location().assign(&href));
        return None;
    }
    if address != now() {
        window().history().ok()?.push_state_with_url(&JsValue::NULL, "", Some(&address)).ok()?;
        look();
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
    Some(())
}
