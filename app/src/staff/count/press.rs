//! What counts when it is pressed: by finger, mouse, pen, key or screen reader, each press once.
//!
//! A browser makes no click of a finger that comes down while another one is up still, so a click is
//! never waited for. Two thumbs that take turns lose nothing.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use crate::browser::click;

const MAIN_BUTTON: i16 = 0;

/// When a press counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// When the finger comes down. The page cannot be scrolled from here.
    Touch,
    /// When the finger goes up where it came down: a page that is scrolled counts nobody.
    Release,
}

/// The fingers that are down on one button, and whether a click without a name may follow.
#[derive(Default)]
struct Fingers {
    down: Vec<i32>,
    pressed: bool,
}

/// A button that counts.
#[component]
pub(super) fn Press(
    /// How it looks.
    class: &'static str,
    /// When it counts.
    at: At,
    /// What a screen reader says, where that is more than the words on it.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Whether there is nothing to count here now.
    #[prop(optional, into)]
    off: Option<Signal<bool>>,
    /// What a press does.
    act: Callback<()>,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let is_off = move || off.is_some_and(|off| off.get());
    let act = move || {
        if !off.is_some_and(|off| off.get_untracked()) {
            act.run(());
            click::play();
        }
    };
    let fingers = SendWrapper::new(Rc::new(RefCell::new(Fingers::default())));
    let (touching, leaving, cancelled, clicked) =
        (fingers.clone(), fingers.clone(), fingers.clone(), fingers.clone());
    let down = move |event: PointerEvent| {
        if event.button() != MAIN_BUTTON {
            return;
        }
        let mut fingers = touching.borrow_mut();
        fingers.pressed = true;
        if at == At::Touch {
            act();
        } else {
            fingers.down.push(event.pointer_id());
            // A finger that leaves the button has changed its mind.
            let button = event.current_target().and_then(|button| button.dyn_into::<Element>().ok());
            if let Some(button) = button {
                let _ = button.release_pointer_capture(event.pointer_id());
            }
        }
    };
    let up = move |event: PointerEvent| {
        if lift(&fingers, &event) {
            act();
        }
    };
    let leave = move |event: PointerEvent| {
        lift(&leaving, &event);
    };
    let cancel = move |event: PointerEvent| {
        lift(&cancelled, &event);
    };
    let click = move |event: MouseEvent| {
        if !follows_press(&event, &clicked) {
            act();
        }
    };
    // A key that is held down is one visitor.
    let key = |event: KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    };
    view! {
        <button
            class=class
            type="button"
            aria-label=move || label.map(|label| label.get())
            aria-disabled=move || is_off().then_some("true")
            on:pointerdown=down
            on:pointerup=up
            on:pointerleave=leave
            on:pointercancel=cancel
            on:click=click
            on:keydown=key
        >
            {children()}
        </button>
    }
}

/// Whether this finger was down here.
fn lift(fingers: &RefCell<Fingers>, event: &PointerEvent) -> bool {
    let down = &mut fingers.borrow_mut().down;
    let found = down.iter().position(|finger| *finger == event.pointer_id());
    found.map(|finger| down.swap_remove(finger)).is_some()
}

/// Whether a click is what a browser makes of a press that has counted already; a key and a screen
/// reader click without one. Older browsers do not say what kind of pointer made a click.
fn follows_press(event: &MouseEvent, fingers: &RefCell<Fingers>) -> bool {
    let pressed = std::mem::take(&mut fingers.borrow_mut().pressed);
    match event.dyn_ref::<PointerEvent>() {
        Some(click) => !click.pointer_type().is_empty(),
        None => pressed && event.detail() > 0,
    }
}
