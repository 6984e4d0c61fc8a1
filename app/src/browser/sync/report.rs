//! Telling the server how the tablet is, so that a coordinator can read it off: only when something
//! is different from what was told before, and never in the way of an exchange.

use std::cell::{Cell, RefCell};

use samvaro_core::api::DeviceReport;
use samvaro_core::id::Millis;
use samvaro_core::replica::Replica;
use wasm_bindgen_futures::spawn_local;

use super::super::fetch::post_json;
use super::super::{memo, platform, tablet};

const ADDRESS: &str = "/api/v1/device/report";

thread_local! {
    static TELLING: Cell<bool> = const { Cell::new(false) };
    static BUILD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Tells what is new. What cannot be told now is told after the next exchange.
pub(super) fn tell() {
    if TELLING.replace(true) {
        return;
    }
    spawn_local(async {
        let report =
            DeviceReport { build: build().await, oldest_unsent: oldest_unsent(), ready: memo::ready() };
        // Before the worker keeps the app nothing is known of the build.
        if !report.build.is_empty() && Some(&report) != memo::told().as_ref() {
            // The answer repeats it, so that nobody else's answer is taken for the server's.
            let heard = post_json::<DeviceReport>(ADDRESS, &report).await;
            if heard.is_ok_and(|heard| heard == report) {
                memo::remember_told(&report);
            }
        }
        TELLING.set(false);
    });
}

async fn build() -> String {
    let known = BUILD.with_borrow(String::clone);
    if !known.is_empty() {
        return known;
    }
    let build = platform::build().await.as_string().unwrap_or_default();
    BUILD.set(build.clone());
    build
}

fn oldest_unsent() -> Option<Millis> {
    tablet::with(|tablet| {
        let replica = tablet.replica.borrow();
        let replica: &Replica = replica.as_ref()?;
        let refused = replica.refused().map(|refused| refused.authored.change.at);
        replica.outbox().map(|authored| authored.change.at).chain(refused).min()
    })
}
