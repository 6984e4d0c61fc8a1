//! A double press belongs to the one thing on which it began.
//!
//! Many press twice without knowing it. Where the first press opens another screen, takes a row away
//! or asks whether one is sure, the second would fall on what has come in its place: it would count
//! somebody who never came, or erase without having asked.

use std::cell::{Cell, RefCell};

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, PointerEvent};

/// How soon after a finger has left the second press follows, in milliseconds. Whoever has seen what
/// has come needs longer. Measured from touch to touch: a slow tablet hears of the second one only
/// when it has done what the first one wanted.
const DOUBLE_MS: f64 = 350.0;
/// How far from the first it lands at most, in CSS pixels.
const DOUBLE_PX: i32 = 32;

const MOUSE: &str = "mouse";

/// What can be pressed. A label comes before the box in it: they are one thing.
const PRESSABLE: [&str; 2] = ["label", "a, button, input, select, summary, textarea"];

/// Where a press began, and when its finger left.
struct Press {
    finger: i32,
    on: Element,
    at: (i32, i32),
    until_ms: f64,
}

thread_local! {
    static LAST: RefCell<Option<Press>> = const { RefCell::new(None) };
    /// The finger whose press is the second half of another.
    static SECOND: Cell<Option<i32>> = const { Cell::new(None) };
}

/// From now on the second half of a double press does nothing to what was not there before.
pub fn start() {
    hear("pointerdown", |event| {
        let second = is_second(event);
        SECOND.set(second.then(|| event.pointer_id()));
        // Also of a second half: the third press is one by itself. Whoever goes on counts.
        LAST.set(press(event));
        second
    });
    hear("pointerup", |event| {
        LAST.with_borrow_mut(|last| {
            if let Some(last) = last {
                last.until_ms = event.time_stamp();
            }
        });
        false
    });
    // The page was scrolled.
    hear("pointercancel", |_| {
        LAST.take();
        SECOND.set(None);
        false
    });
    hear("click", |event| {
        let second = SECOND.get() == Some(event.pointer_id());
        // A key has none, and of a mouse the browser knows itself which click is the second of two.
        let (clicks, by_mouse) = (event.detail(), event.pointer_type() == MOUSE);
        if by_mouse { clicks > 1 && second } else { clicks > 0 && (second || has_strayed(event)) }
    });
}

/// Hears it before anything on the page does, and keeps it from the page if it belongs to a second
/// half.
fn hear(kind: &'static str, is_second: impl Fn(&PointerEvent) -> bool + 'static) {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&window(), kind, options, move |event| {
        if event.dyn_ref().is_some_and(&is_second) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    })
    .forget();
}

fn is_second(event: &PointerEvent) -> bool {
    LAST.with_borrow(|last| {
        let Some(last) = last else { return false };
        let (dx, dy) = (event.client_x() - last.at.0, event.client_y() - last.at.1);
        let soon = event.time_stamp() - last.until_ms < DOUBLE_MS;
        let near = dx.abs() <= DOUBLE_PX && dy.abs() <= DOUBLE_PX;
        // Neighbours that two thumbs press in turn are both still there.
        let there = || thing_at(last.at).as_ref() == Some(&last.on);
        soon && near && pressed(event).as_ref() != Some(&last.on) && !there()
    })
}

/// A touch becomes a click only when the page has answered it: what the click falls on may be another
/// thing than what the finger has touched.
fn has_strayed(click: &PointerEvent) -> bool {
    LAST.with_borrow(|last| {
        let began = last.as_ref().filter(|last| last.finger == click.pointer_id());
        began.is_some_and(|began| pressed(click).as_ref() != Some(&began.on))
    })
}

fn press(event: &PointerEvent) -> Option<Press> {
    let (on, at) = (pressed(event)?, (event.client_x(), event.client_y()));
    Some(Press { finger: event.pointer_id(), on, at, until_ms: event.time_stamp() })
}

fn pressed(event: &PointerEvent) -> Option<Element> {
    thing(event.target()?.dyn_into().ok()?)
}

fn thing_at((x, y): (i32, i32)) -> Option<Element> {
    thing(document().element_from_point(x as f32, y as f32)?)
}

fn thing(element: Element) -> Option<Element> {
    PRESSABLE.iter().find_map(|what| element.closest(what).ok().flatten())
}
