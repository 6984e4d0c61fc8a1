//! A tablet that has never looked whether it is ready for use.

use leptos::prelude::{ArcRwSignal, Get as _, Set as _};
use samvaro_core::id::Millis;

use super::{clock, memo};

thread_local! {
    static PUT_OFF: ArcRwSignal<Option<Millis>> = ArcRwSignal::new(memo::ready_put_off());
}

/// Whether a person should be asked to let it look. Whoever leaves it for later is asked again the
/// next day.
pub fn asks() -> bool {
    let put_off_on = PUT_OFF.with(ArcRwSignal::clone).get().map(|at| clock::wall(at).date());
    put_off_on != Some(clock::today()) && memo::ready().is_none()
}

/// Not now.
pub fn later() {
    let now = clock::now_ms();
    memo::put_off_ready(now);
    PUT_OFF.with(ArcRwSignal::clone).set(Some(now));
}
