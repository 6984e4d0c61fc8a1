//! Two people typed a number without having seen each other's: one tap settles it.

use leptos::prelude::*;
use samvaro_core::tally::Contest;

use super::super::categories::name_of;
use super::super::counting::Part;
use super::Counting;

/// The numbers, each with a button that keeps it, and both together: they may have counted others.
#[component]
pub(super) fn TwoCounts(counting: Counting, contest: Contest) -> impl IntoView {
    let Contest { split, stated, sum } = contest;
    let part = split.map_or(Part::All, Part::Split);
    let together = u32::try_from(sum).ok().filter(|sum| !stated.contains(sum));
    let choice = move |total: u32, words: fn(&str) -> String| {
        let keep = move |_| counting.state(part, total, None);
        let number = say!(number)(total.into());
        view! {
            <button class="button tall strong grow" type="button" on:click=keep>
                {words(&number)}
            </button>
        }
    };
    let name = split.and_then(name_of).map(|name| view! { <p><b>{name}</b></p> });
    view! {
        <section class="stack" role="alert">
            <h2>{say!(staff::count::TWO_COUNTS)}</h2>
            {name}
            <p>{say!(staff::count::TWO_COUNTS_HELP)}</p>
            <div class="row">
                {stated.into_iter().map(|total| choice(total, say!(staff::count::keep))).collect_view()}
                {together.map(|sum| choice(sum, say!(staff::count::add_up)))}
            </div>
        </section>
    }
}
