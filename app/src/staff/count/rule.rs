//! How this place counts, in its own words.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::super::text;
use super::super::text::count as words;
use crate::browser::derived::Derived;
use crate::browser::tablet;

/// A quiet button that opens the rule; nothing where the place has none.
#[component]
pub(super) fn Rule() -> impl IntoView {
    let rule = Derived::new(|| {
        tablet::view(|state| state.programme.counting_rule().map(ToString::to_string)).flatten()
    });
    let dialog = NodeRef::<Dialog>::new();
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    move || {
        rule.get().map(|rule| {
            view! {
                <button class="quiet" type="button" on:click=open>
                    {words::HOW_WE_COUNT}
                </button>
                <dialog class="dialog" aria-labelledby="sa-raknar-vi" node_ref=dialog>
                    <form method="dialog" class="stack">
                        <h2 id="sa-raknar-vi">{words::HOW_WE_COUNT}</h2>
                        <p>{rule}</p>
                        <button class="button main tall">{text::CLOSE}</button>
                    </form>
                </dialog>
            }
        })
    }
}
