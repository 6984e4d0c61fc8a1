//! Beside the plate: taking back, five and ten at a time, and typing the number.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::super::text::count as text;
use super::Counting;
use super::typed::TypedNumber;
use crate::browser::clock;
use crate::browser::derived::Derived;
use crate::browser::tablet::{self, OwnCount};
use crate::icon::{Icon, IconName};
use crate::swedish;

/// The steps that large groups are counted in, in persons.
const STEPS: [i32; 2] = [5, 10];

/// The row of tools.
#[component]
pub(super) fn Tools(counting: Counting) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let counted = Derived::new(move || counting.tally.read().is_counted());
    let steps = STEPS.map(|step| {
        view! {
            <button class="button" type="button" aria-label=text::more(step) on:click=move |_| counting.add(step)>
                {format!("+{step}")}
            </button>
        }
    });
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let [type_a, type_number] = text::TYPE_NUMBER;
    view! {
        <div class="tools">
            {move || {
                if counted.get() {
                    view! { <UndoLast counting /> }.into_any()
                } else {
                    view! { <Nobody counting /> }.into_any()
                }
            }}
            {steps.collect_view()}
            <button class="button" type="button" on:click=open>
                <span>{type_a} <br /> {type_number}</span>
            </button>
        </div>
        <TypedNumber counting dialog />
    }
}

/// Says what it takes back, and takes it back.
#[component]
fn UndoLast(counting: Counting) -> impl IntoView {
    let target = counting.target();
    let last = Derived::new(move || tablet::last_own_count(target));
    let words = move || match last.read().as_ref() {
        Some(own) => view! { <span>{text::UNDO} <small>{undo_what(own)}</small></span> }.into_any(),
        None => view! { <span>{text::NOTHING_TO_UNDO}</span> }.into_any(),
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

fn undo_what(own: &OwnCount) -> String {
    let amount = match own.count.delta.total {
        0 if own.count.stated.is_none() && !own.count.about => text::NOBODY.to_owned(),
        0 if own.count.about => text::ABOUT.to_owned(),
        1 => String::new(),
        total if total > 0 => format!("+{total}"),
        total => swedish::number(total.into()),
    };
    text::undo_what(&amount, &swedish::time(clock::wall(own.at).time()))
}

/// Zero is a count too.
#[component]
fn Nobody(counting: Counting) -> impl IntoView {
    let nobody = move |_| counting.counted().nobody();
    view! {
        <button class="button wider" type="button" on:click=nobody>
            {text::NOBODY}
        </button>
    }
}
