//! Hides names from glances when nobody is at the tablet. Counting goes on behind it.

use std::cell::Cell;

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use leptos::prelude::{ArcRwSignal, Set as _, Track as _, document, untrack};
use samvaro_core::change::Body;
use samvaro_core::field::{Fields, PlaceField, Put};
use samvaro_core::id::Millis;
use samvaro_core::pin::Pin;

use super::pin::{hash, new_pin};
use super::{clock, memo, tablet};
use crate::staff::curtain::{Curtain, CurtainKept};

/// Time between two looks at how long nobody has tried a PIN, in milliseconds.
const RESTED_EVERY_MS: u32 = 60_000;
/// Time between two notes of when the tablet was touched, in milliseconds.
const NOTED_EVERY_MS: Millis = 20_000;

thread_local! {
    /// Up to when this page has added up, on its own clock.
    static RAN: Cell<f64> = Cell::new(clock::running_ms());
    static KEPT: Cell<Option<CurtainKept>> = const { Cell::new(None) };
    static MOVED: ArcRwSignal<()> = ArcRwSignal::new(());
}

/// Follows what people do from now on.
pub fn start() {
    for event in ["pointerdown", "keydown"] {
        EventListener::new(&document(), event, |_| touched()).forget();
    }
    // Another page of this tablet may have shown or hidden them.
    EventListener::new(&leptos::prelude::window(), "storage", |_| {
        KEPT.set(None);
        MOVED.with(ArcRwSignal::clone).set(());
    })
    .forget();
    Interval::new(RESTED_EVERY_MS, rest).forget();
}

/// Adds up how long nobody has tried a PIN in vain.
fn rest() {
    let ran = clock::running_ms();
    let ran_ms = (ran - RAN.replace(ran)) as Millis;
    let before = kept();
    if before.tries > 0 {
        keep(before.rested(clock::now_ms(), ran_ms));
    }
}

/// What stands between a glance and the names; whoever reads it is told when it changes.
pub fn curtain() -> Curtain {
    MOVED.with(ArcRwSignal::clone).track();
    clock::minute();
    kept().curtain(clock::now_ms(), tablet::connection().last_contact, pin())
}

/// Whether whatever names anybody is to stay out of sight.
pub fn names_hidden() -> bool {
    curtain() != Curtain::Open
}

/// The place's PIN, if it has one.
pub fn pin() -> Option<Pin> {
    tablet::view(|state| state.programme.pin()).flatten()
}

fn kept() -> CurtainKept {
    let kept = KEPT.get().or_else(memo::curtain).unwrap_or_else(|| {
        let kept = CurtainKept::new(clock::now_ms());
        memo::remember_curtain(&kept);
        kept
    });
    KEPT.set(Some(kept));
    kept
}

fn keep(kept: CurtainKept) {
    KEPT.set(Some(kept));
    memo::remember_curtain(&kept);
    MOVED.with(ArcRwSignal::clone).set(());
}

fn touched() {
    let now = clock::now_ms();
    let before = kept();
    if now - before.active < NOTED_EVERY_MS || untrack(names_hidden) {
        return;
    }
    let kept = CurtainKept { active: now, ..before };
    KEPT.set(Some(kept));
    memo::remember_curtain(&kept);
}

/// Shows the names, where a tap is all that is asked for.
pub fn tap() {
    if untrack(curtain) == Curtain::Tap {
        keep(kept().open(clock::now_ms(), None));
    }
}

/// Hides the names now.
pub fn close() {
    keep(CurtainKept { active: 0, opened: None, ..kept() });
}

/// Tries a PIN; whether it was right.
pub async fn unlock(digits: &str) -> bool {
    let (Some(pin), Curtain::Pin { .. }) = (untrack(pin), untrack(curtain)) else { return false };
    // Counted before it is known: closing the page in between is no way around.
    keep(kept().wrong(clock::now_ms(), pin));
    let right = hash(digits, pin.salt, pin.rounds).await == Some(pin.hash);
    if right {
        keep(kept().open(clock::now_ms(), Some(pin)));
    }
    right
}

/// Gives the place another PIN, or none. Works without a network; this tablet goes on showing names.
pub async fn set_pin(digits: Option<&str>) -> bool {
    let pin = match digits {
        Some(digits) => match new_pin(digits).await {
            Some(pin) => Some(pin),
            None => return false,
        },
        None => None,
    };
    let base = tablet::base();
    tablet::author(Body::Put(Put { fields: Fields::Place(vec![PlaceField::Pin(pin)]), base }));
    keep(kept().open(clock::now_ms(), pin));
    true
}
