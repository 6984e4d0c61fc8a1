//! One plate for each split: women, men, others, as the organisation has set them up.

use leptos::prelude::*;
use samvaro_core::tally::{Delta, Tally};

use super::super::categories::Category;
use super::Counting;
use super::plate::steps;
use super::press::{At, Press};
use crate::browser::derived::Derived;

/// The plates side by side, and what share each has.
#[component]
pub(super) fn Splits(counting: Counting) -> impl IntoView {
    let splits = counting.splits();
    let columns =
        move || splits.get().into_iter().map(|split| view! { <Column counting split /> }).collect_view();
    let shares = move || shares(&counting.tally.read(), &splits.read());
    view! {
        <div class="categories">{columns}</div>
        <p class="soft">{shares}</p>
    }
}

/// A plate with its own five and ten.
#[component]
fn Column(counting: Counting, split: Category) -> impl IntoView {
    let Category { id, name, .. } = split;
    let figure = Derived::new(move || counting.tally.read().split(id));
    let add = move |persons| counting.add(Delta::split(id, persons));
    let keys = steps(Some(&name), add);
    view! {
        <div class="category">
            <Press class="plate" at=At::Touch act=Callback::new(move |()| add(1))>
                <span class="plate-word">{name}</span>
                <span class="plate-figure">{move || say!(number)(figure.get())}</span>
                <span>{say!(staff::count::PLATE_FIGURE)}</span>
            </Press>
            <div class="keys">{keys}</div>
        </div>
    }
}

/// "Kvinnor 61 %, män 35 %, ej angivet 1.", or that the splits are more than all.
fn shares(tally: &Tally, splits: &[Category]) -> String {
    let unstated = tally.unstated();
    if unstated < 0 {
        return say!(staff::count::too_many_in_splits)(-unstated);
    }
    let share = |split: &Category| {
        let percent = say!(percent)(tally.split(split.id), tally.total)?;
        Some(format!("{} {percent}", split.name))
    };
    let mut said: Vec<String> = splits.iter().filter_map(share).collect();
    said.push(say!(staff::count::unstated)(unstated));
    format!("{}.", said.join(", "))
}

/// Somebody whom nobody puts into a split.
#[component]
pub(super) fn Unstated(counting: Counting) -> impl IntoView {
    let act = Callback::new(move |()| counting.add(Delta::one()));
    let figure = Derived::new(move || counting.tally.read().unstated());
    view! {
        <Press class="button key" at=At::Release act>
            <span>{say!(staff::count::UNSTATED)} <small>{move || say!(staff::count::and_one_more)(figure.get())}</small></span>
        </Press>
    }
}
