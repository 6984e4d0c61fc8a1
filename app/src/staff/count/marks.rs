//! White plates: what is true of a visitor who is counted already.

use leptos::prelude::*;
use samvaro_core::tally::Delta;

use super::super::categories::Category;
use super::Counting;
use super::press::{At, Press};
use crate::browser::derived::Derived;

/// A white plate for each mark of the organisation; nothing if it has none.
#[component]
pub(super) fn Marks(counting: Counting) -> impl IntoView {
    let marks = counting.marks();
    move || {
        let marks = marks.get();
        (!marks.is_empty()).then(|| {
            let plates = marks.into_iter().map(|mark| view! { <MarkPlate counting mark /> }).collect_view();
            view! {
                <section class="stack close">
                    <p id="markera">{say!(staff::count::MARKS_HELP)}</p>
                    <div class="marks" role="group" aria-labelledby="markera">
                        {plates}
                    </div>
                </section>
            }
        })
    }
}

/// Never on more visitors than there are.
#[component]
fn MarkPlate(counting: Counting, mark: Category) -> impl IntoView {
    let Category { id, name, .. } = mark;
    let figure = Derived::new(move || counting.tally.read().mark(id));
    let off = Derived::new(move || figure.get() >= counting.tally.read().total);
    let act = Callback::new(move |()| counting.add(Delta::mark(id, 1)));
    let does =
        move || if off.get() { say!(staff::count::COUNT_FIRST) } else { say!(staff::count::PLATE_FIGURE) };
    view! {
        <Press class="plate mark-plate" at=At::Release off=Signal::derive(move || off.get()) act>
            <span class="plate-word">{name}</span>
            <span class="plate-figure">{move || say!(number)(figure.get())}</span>
            <span>{does}</span>
        </Press>
    }
}
