//! Counts that the programme no longer names: they stay, or belong to something else that day.

use leptos::prelude::*;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::day_edit;

use super::Changing;
use crate::browser::derived::Derived;
use crate::browser::tablet;

/// What can be done with them; nothing for what is in the programme.
#[component]
pub(super) fn Outside(changing: Changing) -> impl IntoView {
    let key = changing.key;
    let outside = Derived::new(move || {
        let state = changing.found.read().as_ref().as_ref().map(|found| found.state.clone());
        let attached = tablet::view(|state| state.programme.home(key) != key).unwrap_or_default();
        state == Some(State::OutsideProgramme) && !attached
    });
    let homes = Derived::new(move || {
        let date = changing.found.read().as_ref().as_ref().map_or(key.date, |found| found.date);
        let mut day = tablet::view(|state| state.day(date)).unwrap_or_default();
        day.retain(|other| other.key != key && other.state == State::Planned);
        day
    });
    move || {
        outside.get().then(|| {
            let homes = homes.get();
            let none = homes.is_empty().then(|| view! { <p class="soft">{say!(staff::change::NO_HOME)}</p> });
            view! {
                <section class="stack">
                    <h2>{say!(staff::change::OUTSIDE)}</h2>
                    <p>{say!(staff::change::OUTSIDE_HELP)}</p>
                    {none}
                    {homes.into_iter().map(|home| choice(changing, home)).collect_view()}
                </section>
            }
        })
    }
}

fn choice(changing: Changing, home: Occurrence) -> impl IntoView {
    let words = say!(staff::change::count_with)(home.name.as_str());
    let span = say!(time_span)(home.time).map(|span| view! { <small>{span}</small> });
    let attach = move |_| {
        changing.write(
            say!(staff::change::changed)(&changing.name()),
            day_edit::attach(changing.key, Some(home.key)),
        )
    };
    view! {
        <button class="button wide" type="button" on:click=attach>
            <span>{words} {span}</span>
        </button>
    }
}
