//! The list of those who signed up for an occurrence: who has a place, who waits, who came.
//!
//! There only where the organisation's decision stands and the activity takes sign-ups. Whatever
//! names anybody is behind the curtain; the figures and the plain count are not.

use leptos::prelude::*;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::target::{OccurrenceKey, Target};

use super::address::Address;
use super::banners::not_saved;
use super::curtain::Curtain;
use super::day;
use super::form::back;
use super::frame::StaffFrame;
use super::person_chip::ShowNames;
use super::subject::find;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{curtain, tablet};
use crate::icon::{Icon, IconName};
use list::{Terms, taken};
use named::Named;
use walk_in::WalkIn;

mod add;
mod change;
mod list;
mod named;
mod row;
mod walk_in;
mod withdrawn;

/// Everything on the screen looks at these.
#[derive(Clone, Copy)]
struct List {
    /// Which occurrence.
    key: OccurrenceKey,
    /// The same, as the programme has it.
    occurrence: Derived<Option<Occurrence>>,
    /// How it takes sign-ups.
    terms: Terms,
}

/// `/personal/anmalda/{occurrence}`.
#[component]
pub fn SignUpScreen(
    /// What the place is called.
    place: String,
    /// Which occurrence.
    key: OccurrenceKey,
) -> impl IntoView {
    let terms = Derived::new(move || Terms::of(key));
    let occurrence = Derived::new(move || tablet::view(|state| find(state, key)).flatten());
    let failing = Derived::new(|| tablet::saving() == tablet::Saving::Failing);
    view! {
        <Title text=say!(staff::sign_ups::TITLE) />
        <StaffFrame place>
            {back(Address::Day(day::came_from()))}
            {move || failing.get().then(not_saved)}
            {move || match terms.get() {
                Some(terms) => {
                    let list = List { key, occurrence, terms };
                    view! { <Open list /> }.into_any()
                }
                None => closed(),
            }}
        </StaffFrame>
    }
}

fn closed() -> AnyView {
    view! {
        <h1>{say!(staff::sign_ups::CLOSED)}</h1>
        <p>{say!(staff::sign_ups::CLOSED_HELP)}</p>
    }
    .into_any()
}

#[component]
fn Open(list: List) -> impl IntoView {
    let target = Target::Occurrence(list.key);
    let hidden = Derived::new(curtain::names_hidden);
    let name = move || list.occurrence.get().map(|it| it.name.to_string());
    let came = Derived::new(move || tablet::tally(target).total);
    let figures = move || {
        format!(
            "{}. {}.",
            say!(staff::sign_ups::taken)(taken(list.key), list.terms.capacity),
            say!(staff::sign_ups::came)(came.get())
        )
    };
    let when = move || list.occurrence.get().as_ref().map(when);
    view! {
        <header class="head-text">
            <h1>{name}</h1>
            <p class="lead soft">{when}</p>
            <p class="lead" role="status">
                <b>{say!(staff::sign_ups::LIST)} ":"</b>
                " "
                {figures}
            </p>
        </header>
        {move || match hidden.get() {
            true => view! { <Hidden /> }.into_any(),
            false => view! { <Named list /> }.into_any(),
        }}
        <WalkIn list />
        <a class="button tall" href=Address::Count(target).path()>
            {say!(staff::sign_ups::TO_COUNT)}
        </a>
    }
}

fn when(occurrence: &Occurrence) -> String {
    let date = say!(capitalised)(&say!(long_date)(occurrence.date));
    let span = say!(time_span)(occurrence.time).map_or_else(String::new, |span| format!(", {span}"));
    format!("{date}{span}")
}

/// Instead of the names: the way to them.
#[component]
fn Hidden() -> impl IntoView {
    let tap = Derived::new(|| curtain::curtain() == Curtain::Tap);
    let way = move || match tap.get() {
        true => view! { <ShowNames /> }.into_any(),
        false => view! {
            <a class="button" href=Address::Unlock.path()>
                {say!(staff::people::SHOW)}
            </a>
        }
        .into_any(),
    };
    view! {
        <section class="banner calm">
            <Icon name=IconName::EyeOff />
            <div>
                <b>{say!(staff::people::HIDDEN)}</b>
                <p>{say!(staff::sign_ups::HIDDEN_HELP)}</p>
            </div>
            {way}
        </section>
    }
}

/// The way to the list from where the occurrence is shown; nothing where there is none.
#[component]
pub fn WayToList(
    /// The occurrence.
    key: OccurrenceKey,
) -> impl IntoView {
    let words = Derived::new(move || {
        Terms::of(key).map(|terms| say!(staff::sign_ups::taken)(taken(key), terms.capacity))
    });
    move || {
        words.get().map(|taken| {
            view! {
                <a class="button low" href=Address::SignUps(key).path()>
                    {say!(staff::sign_ups::way)(&taken)}
                </a>
            }
        })
    }
}
