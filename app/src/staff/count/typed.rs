//! Typing the number: for those who counted in their head, and for corrections.

use leptos::ev::SubmitEvent;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use samvaro_core::tally::Delta;

use super::super::text;
use super::super::text::count as words;
use super::Counting;
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};
use crate::swedish;

/// The dialog with one number in it.
#[component]
pub(super) fn TypedNumber(counting: Counting, dialog: NodeRef<Dialog>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let typed = RwSignal::new(String::new());
    let seen = move || counting.tally.read().total;
    let number = Derived::new(move || read(&typed.read()));
    let refused = RwSignal::new(false);
    let close = move || {
        typed.set(String::new());
        refused.set(false);
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(total) = number.get_untracked() else {
            refused.set(true);
            return;
        };
        counting.state(total);
        close();
    };
    let step = move |by: i64| {
        let from = number.get_untracked().map_or_else(|| counting.tally.read_untracked().total, i64::from);
        typed.set((from + by).clamp(0, i64::from(Delta::MAX_PERSONS)).to_string());
    };
    let becomes = move || {
        number.get().map(|number| words::from_to(&swedish::number(seen()), &swedish::number(number.into())))
    };
    let save =
        move || words::save(&number.get().map_or_else(String::new, |number| swedish::number(number.into())));
    view! {
        <dialog class="dialog" aria-labelledby="antal-rubrik" node_ref=dialog on:close=move |_| close()>
            <form class="stack" on:submit=submit>
                <h2 id="antal-rubrik">{words::HOW_MANY}</h2>
                <p>{move || counting.subject.read().name.clone()}</p>
                <div class="amount">
                    <button class="button" type="button" aria-label=words::FEWER on:click=move |_| step(-1)>
                        <Icon name=IconName::Minus />
                    </button>
                    <input
                        node_ref=field
                        inputmode="numeric"
                        autocomplete="off"
                        autofocus
                        aria-label=words::NUMBER_FIELD
                        aria-describedby="antal-fel"
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button class="button" type="button" aria-label=words::MORE on:click=move |_| step(1)>
                        <Icon name=IconName::Plus />
                    </button>
                </div>
                <p class="centre" id="antal-fel" role="status">
                    {move || becomes().or_else(|| refused.get().then(|| words::NOT_A_NUMBER.to_owned()))}
                </p>
                <p class="soft">{words::HISTORY}</p>
                <div class="dialog-answers">
                    <button class="button main tall">{save}</button>
                    <button class="button tall" type="button" on:click=move |_| close()>
                        {text::CANCEL}
                    </button>
                </div>
            </form>
        </dialog>
    }
}

fn read(typed: &str) -> Option<u32> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    digits.parse().ok().filter(|number| *number <= Delta::MAX_PERSONS.unsigned_abs())
}
