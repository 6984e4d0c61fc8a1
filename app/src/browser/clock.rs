//! What time it is: for people the clock on the wall in Sweden, for logs milliseconds.
//!
//! The tablet's own time zone is never asked: a tablet set to another zone must not move today.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use jiff::civil::{Date, DateTime};
use leptos::prelude::{ArcRwSignal, Get as _, GetUntracked as _, Set as _};
use samvaro_core::id::Millis;
use samvaro_core::iso;

use super::platform;

const MINUTE_MS: u32 = 60_000;

/// The device's clock, in milliseconds since 1970.
pub fn now_ms() -> Millis {
    js_sys::Date::now() as Millis
}

/// A clock that nobody sets: how long the page has been there, in milliseconds.
#[cfg(feature = "tablet")]
pub fn running_ms() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |clock| clock.now())
}

/// The clock on the wall in Sweden at a moment, to the minute. Asking the browser is slow, and the same
/// minute is asked for at every press.
pub fn wall(at: Millis) -> DateTime {
    let minute = at.div_euclid(i64::from(MINUTE_MS));
    let known = ASKED.get().filter(|(asked, _)| *asked == minute);
    let (_, wall) = known.unwrap_or_else(|| {
        let begins = minute * i64::from(MINUTE_MS);
        (minute, iso::date_time(&platform::wall_clock(begins as f64)).unwrap_or_default())
    });
    ASKED.set(Some((minute, wall)));
    wall
}

thread_local! {
    /// The minute since 1970 that was asked for last, with its answer.
    static ASKED: Cell<Option<(i64, DateTime)>> = const { Cell::new(None) };
    static MINUTE: ArcRwSignal<DateTime> = ArcRwSignal::new(wall(now_ms()));
    static TIMER: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// The clock on the wall; whoever reads it is told when the minute turns.
pub fn minute() -> DateTime {
    MINUTE.with(ArcRwSignal::get)
}

/// Today in Sweden; whoever reads it is told when midnight has passed.
pub fn today() -> Date {
    minute().date()
}

/// Keeps [`minute`] right, also after the tablet has slept.
pub fn start() {
    tick();
    for event in ["visibilitychange", "resume"] {
        EventListener::new(&leptos::prelude::document(), event, |_| tick()).forget();
    }
    for event in ["focus", "pageshow"] {
        EventListener::new(&leptos::prelude::window(), event, |_| tick()).forget();
    }
}

fn tick() {
    let now = now_ms();
    let wall = wall(now);
    let turned = |minute: &ArcRwSignal<DateTime>| {
        let shown = minute.get_untracked();
        (shown.date(), shown.hour(), shown.minute()) != (wall.date(), wall.hour(), wall.minute())
    };
    MINUTE.with(|minute| {
        if turned(minute) {
            minute.set(wall)
        }
    });
    let until_next = MINUTE_MS - u32::try_from(now.rem_euclid(i64::from(MINUTE_MS))).unwrap_or(0);
    TIMER.with(|timer| *timer.borrow_mut() = Some(Timeout::new(until_next, tick)));
}
