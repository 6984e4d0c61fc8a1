//! Whoever came without a sign-up is a number and nothing more.

use leptos::prelude::*;
use samvaro_core::tally::Delta;
use samvaro_core::target::Target;

use super::super::counting::Counted;
use super::List;
use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};

/// One more, and the last one back.
#[component]
pub(super) fn WalkIn(list: List) -> impl IntoView {
    let target = Target::Occurrence(list.key);
    let add = move |_| {
        let held_on = list.occurrence.get_untracked().map_or(list.key.date, |it| it.date);
        Counted { target, held_on }.add(Delta::one());
    };
    let last = Derived::new(move || last_walk_in(target));
    let undo = move || {
        last.get().map(|time| {
            view! {
                <button class="button tall" type="button" on:click=move |_| tablet::undo(target)>
                    {say!(staff::sign_ups::undo_walk_in)(&time)}
                </button>
            }
        })
    };
    view! {
        <section class="duty">
            <div class="duty-text">
                <h2>{say!(staff::sign_ups::WALK_IN)}</h2>
                <p>{say!(staff::sign_ups::WALK_IN_HELP)}</p>
            </div>
            {undo}
            <button
                class="button tall strong"
                type="button"
                aria-label=say!(staff::sign_ups::walk_in_named)()
                on:click=add
            >
                {say!(staff::sign_ups::ONE_MORE)}
            </button>
        </section>
    }
}

/// When this tablet's newest count was made, if it is one more and nothing else. What the counting
/// screen has counted since by tens or by hand is taken back there, where it is seen.
fn last_walk_in(target: Target) -> Option<String> {
    let own = tablet::last_own_count(target)?;
    let one_more = own.count.delta == Delta::one() && own.count.stated.is_none();
    one_more.then(|| say!(time)(clock::wall(own.at).time()))
}
