//! The end of counting: whether it is an estimate, how the place counts, and the way out.

use leptos::ev::Event;
use leptos::prelude::*;

use super::super::address::Address;
use super::super::day;
use super::Counting;
use super::rule::Rule;
use crate::browser::derived::Derived;
use crate::browser::tablet;

/// The last row.
#[component]
pub(super) fn Finish(counting: Counting) -> impl IntoView {
    let is_about = Derived::new(move || counting.tally.read().about > 0);
    let checked = move || counting.about.get() || is_about.get();
    let change = move |event: Event| mark(counting, event_target_checked(&event));
    view! {
        <div class="count-end">
            <label class="choice">
                <input type="checkbox" prop:checked=checked on:change=change />
                {say!(staff::count::ABOUT)}
            </label>
            <Rule target=counting.target() />
            <a class="button main tall" href=Address::Day(day::came_from()).path()>
                {say!(staff::count::DONE)}
            </a>
        </div>
    }
}

/// A number that is there already becomes an estimate by a count of nothing that says so; without
/// one the first count will say it. Whoever unticks takes back what any tablet has said.
fn mark(counting: Counting, about: bool) {
    let (counted, said) = {
        let tally = counting.tally.read_untracked();
        (tally.is_counted(), tally.about > 0)
    };
    let waits = about && !counted;
    // Whoever writes it draws the box anew, and what is taken back is not read back yet.
    if counting.about.get_untracked() != waits {
        counting.about.set(waits);
    }
    if about && counted && !said {
        counting.counted().estimate();
    } else if !about && said {
        tablet::undo_estimates(counting.target());
    }
}
