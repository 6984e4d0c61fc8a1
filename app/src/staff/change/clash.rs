//! What two people did to this occurrence without having seen each other.

use leptos::prelude::*;
use samvaro_core::clash::{Clash, Version};
use samvaro_core::field::{Fields, OccurrenceField};
use samvaro_core::fold::LogState;
use samvaro_core::target::OccurrenceKey;

use super::super::address::Address;
use super::super::day::came_from;
use super::super::versions::{Card, Versions};
use super::{Changing, words};
use crate::browser::derived::Derived;
use crate::browser::tablet;

/// Both versions, while there are two.
#[component]
pub(super) fn CrossedHere(changing: Changing) -> impl IntoView {
    let key = changing.key;
    let cards = Derived::new(move || tablet::view(|state| cards(state, key)).unwrap_or_default());
    move || {
        let cards = cards.get();
        (!cards.is_empty())
            .then(|| view! { <Versions name=changing.name() cards later=Address::Day(came_from()) /> })
    }
}

fn cards(state: &LogState, key: OccurrenceKey) -> Vec<Card> {
    let programme = &state.programme;
    let card = |version: &Version<OccurrenceField>, settle: Fields| Card {
        edit: version.edit,
        values: version.values.iter().map(|value| words::of(value, key, programme)).collect(),
        settle,
    };
    // Whether it is held at all comes before when it is held.
    if let Some(crossed) = programme.cancelled_and_moved(key) {
        return vec![card(&crossed.cancelled, crossed.cancel()), card(&crossed.moved, crossed.hold())];
    }
    let Some(clash) = programme.occurrences.get(&key).and_then(Clash::of) else { return Vec::new() };
    let of_date = |fields| Fields::Occurrence(key, fields);
    let lost = clash.lost.iter().map(|version| card(version, of_date(clash.take(version))));
    [card(&clash.standing, of_date(clash.keep()))].into_iter().chain(lost).collect()
}

/// The two answers, while the series or its schedule line was both deleted and changed.
#[component]
pub(super) fn ReviewHere(changing: Changing) -> impl IntoView {
    let review =
        Derived::new(move || tablet::view(|state| state.programme.unsettled(changing.key)).flatten());
    let answer = move |words: &'static str, fields: Fields, main: bool| {
        let choose = move |_| changing.write(say!(staff::change::changed)(&changing.name()), fields.clone());
        view! {
            <button class="button tall" class:main=main type="button" on:click=choose>
                {words}
            </button>
        }
    };
    move || {
        review.get().map(|review| {
            view! {
                <section class="stack">
                    <h2>{say!(staff::change::REVIEW)}</h2>
                    <p>{say!(staff::change::REVIEW_HELP)}</p>
                    <div class="row">
                        {answer(say!(staff::change::KEEP_IT), review.keep, true)} {answer(say!(staff::change::REMOVE_IT), review.remove, false)}
                    </div>
                </section>
            }
        })
    }
}
