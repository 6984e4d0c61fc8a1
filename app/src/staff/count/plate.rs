//! The plate: every touch is one visitor, also when two thumbs take turns.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::super::text::count as text;
use super::Counting;

const MAIN_BUTTON: i16 = 0;

/// Counts when it is touched, not when the finger leaves: a second thumb that comes down before
/// the first is up makes no click at all.
#[component]
pub(super) fn Plate(counting: Counting) -> impl IntoView {
    // The click that follows a touch is the same visitor. A click without a touch comes from a
    // keyboard or a screen reader.
    let touched = SendWrapper::new(Rc::new(Cell::new(false)));
    let down = {
        let touched = touched.clone();
        move |event: PointerEvent| {
            if event.button() == MAIN_BUTTON {
                touched.set(true);
                counting.add(1);
            }
        }
    };
    let click = move |event: MouseEvent| {
        let same_visitor = touched.replace(false) && event.detail() > 0;
        if !same_visitor {
            counting.add(1);
        }
    };
    // A key that is held down is one visitor.
    let key = |event: KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    };
    view! {
        <button class="plate" type="button" on:pointerdown=down on:click=click on:keydown=key>
            <span class="plate-figure">{text::PLATE_FIGURE}</span>
            <span class="plate-word">{text::PLATE_WORD}</span>
        </button>
    }
}
