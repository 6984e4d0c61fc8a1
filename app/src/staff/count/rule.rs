//! How this place counts, in its own words or its organisation's.

use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::target::Target;

use crate::browser::derived::Derived;
use crate::browser::tablet;

/// A quiet button that opens the rule; nothing where there is none.
#[component]
pub(super) fn Rule(target: Target) -> impl IntoView {
    let rule = Derived::new(move || rule(target));
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
                    {say!(staff::count::HOW_WE_COUNT)}
                </button>
                <dialog class="dialog" aria-labelledby="sa-raknar-vi" node_ref=dialog>
                    <form method="dialog" class="stack">
                        <h2 id="sa-raknar-vi">{say!(staff::count::HOW_WE_COUNT)}</h2>
                        <p>{rule}</p>
                        <button class="button main tall">{say!(staff::CLOSE)}</button>
                    </form>
                </dialog>
            }
        })
    }
}

/// The place's rule goes before the organisation's; visits outside activities have their own.
fn rule(target: Target) -> Option<String> {
    let at_place = tablet::view(|state| match target {
        Target::Occurrence(_) => state.programme.counting_rule().map(ToString::to_string),
        Target::DropIn(..) => state.programme.drop_in_rule().map(ToString::to_string),
    });
    let shared = || {
        tablet::organisation(|programme| match target {
            Target::Occurrence(_) => programme.shared().counting_rule().map(ToString::to_string),
            Target::DropIn(..) => programme.shared().drop_in_rule().map(ToString::to_string),
        })
    };
    at_place.flatten().or_else(shared)
}
