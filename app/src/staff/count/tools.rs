//! Beside the plate: taking back, five and ten at a time, and typing the number.

use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::tally::Delta;

use super::super::address::CORRECT;
use super::Counting;
use super::plate::steps;
use super::splits::Unstated;
use super::typed::TypedNumber;
use super::undo_words::undo_what;
use crate::browser::derived::Derived;
use crate::browser::{location, tablet};
use crate::icon::{Icon, IconName};

/// The row of tools.
#[component]
pub(super) fn Tools(counting: Counting) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let counted = Derived::new(move || counting.tally.read().is_counted());
    let split = Derived::new(move || !counting.splits().read().is_empty());
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    open_if_asked(dialog);
    let more = move || match split.get() {
        true => view! { <Unstated counting /> }.into_any(),
        false => steps(None, move |persons| counting.add(Delta::visitors(persons))),
    };
    let words = move || {
        let [first, second] =
            if split.get() { say!(staff::count::CORRECT_OR_TYPE) } else { say!(staff::count::TYPE_NUMBER) };
        view! { <span>{first} <br /> {second}</span> }
    };
    view! {
        <div class="tools">
            {move || {
                if counted.get() {
                    view! { <UndoLast counting /> }.into_any()
                } else {
                    view! { <Nobody counting /> }.into_any()
                }
            }}
            {more}
            <button class="button key" type="button" on:click=open>
                {words}
            </button>
        </div>
        <TypedNumber counting dialog />
    }
}

/// Who comes from the day to correct an earlier one need not look for the button.
fn open_if_asked(dialog: NodeRef<Dialog>) {
    Effect::new(move |_| {
        let asked = untrack(|| location::query(CORRECT)).is_some();
        if let Some(dialog) = dialog.get().filter(|_| asked) {
            let _ = dialog.show_modal();
        }
    });
}

/// Says what it takes back, and takes it back.
#[component]
fn UndoLast(counting: Counting) -> impl IntoView {
    let target = counting.target();
    let last = Derived::new(move || tablet::last_own_count(target));
    let words = move || match last.read().as_ref() {
        Some(own) => {
            view! { <span>{say!(staff::count::UNDO)} <small>{undo_what(own)}</small></span> }.into_any()
        }
        None => view! { <span>{say!(staff::count::NOTHING_TO_UNDO)}</span> }.into_any(),
    };
    view! {
        <button
            class="button wider"
            type="button"
            prop:disabled=move || last.read().is_none()
            on:click=move |_| tablet::undo(target)
        >
            <Icon name=IconName::Undo />
            {words}
        </button>
    }
}

/// Zero is a count too.
#[component]
fn Nobody(counting: Counting) -> impl IntoView {
    let nobody = move |_| counting.counted().nobody();
    view! {
        <button class="button wider" type="button" on:click=nobody>
            {say!(staff::count::NOBODY)}
        </button>
    }
}
