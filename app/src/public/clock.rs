//! The moment at which a page is looked at.
//!
//! Both sides render with the moment that came with the document; only then, in the browser,
//! does it begin to move. It moves by time passed, so a phone whose clock is wrong still says
//! "Nu" at the right row.

use jiff::civil::DateTime;
use leptos::prelude::*;

/// How often "Nu" is looked at again, in milliseconds.
#[cfg(feature = "public")]
const TICK_MS: u32 = 15_000;

/// A clock that starts at a moment and moves once the page is alive.
pub fn ticking(start: DateTime) -> Signal<DateTime> {
    let now = RwSignal::new(start);
    #[cfg(feature = "public")]
    tick(now, start);
    now.into()
}

#[cfg(feature = "public")]
fn tick(now: RwSignal<DateTime>, start: DateTime) {
    use gloo::timers::callback::Interval;
    use samvaro_core::schedule::calendar_day::plus_seconds;

    use crate::browser::clock::now_ms;

    let begun_ms = now_ms();
    let interval = StoredValue::new_local(None);
    Effect::new(move |_| {
        let move_on = move || {
            if let Some(moment) = plus_seconds(start, (now_ms() - begun_ms) / 1_000) {
                now.try_set(moment);
            }
        };
        interval.set_value(Some(Interval::new(TICK_MS, move_on)));
    });
}
