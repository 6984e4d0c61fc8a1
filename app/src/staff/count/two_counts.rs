//! Two people typed a number without having seen each other's: one tap settles it.

use leptos::prelude::*;

use super::super::text::count as text;
use super::Counting;
use crate::swedish;

/// The numbers, each with a button that keeps it.
#[component]
pub(super) fn TwoCounts(counting: Counting) -> impl IntoView {
    let choice = move |total: u32| {
        let keep = move |_| counting.state(total);
        let number = swedish::number(total.into());
        view! {
            <section class="version">
                <p class="version-value">{number.clone()}</p>
                <button class="button tall" type="button" on:click=keep>
                    {text::keep(&number)}
                </button>
            </section>
        }
    };
    let choices =
        move || counting.tally.read().stated.iter().map(|stated| choice(stated.value)).collect_view();
    view! {
        <section class="stack" role="alert">
            <h2>{text::TWO_COUNTS}</h2>
            <p>{text::TWO_COUNTS_HELP}</p>
            <div class="versions">{choices}</div>
        </section>
    }
}
