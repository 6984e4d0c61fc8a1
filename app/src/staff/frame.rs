//! What stands around the tablet's screens: the place, and what the tablet knows of its network.

use leptos::prelude::*;

use super::address::Address;
use super::person_chip::PersonChip;
use super::sync_words::SyncFacts;
use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};
use crate::editor::address::Address as Seldom;
use crate::icon::{Icon, Mark};

/// A screen with the place at the top.
#[component]
pub fn StaffFrame(
    /// What the place is called.
    place: String,
    /// What stands in `<main>`.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page staff">
            <a class="skip" href="#innehall">
                {say!(staff::SKIP)}
            </a>
            <div class="wrap">
                <header class="top">
                    <a class="top-brand" href=Address::Day(None).path()>
                        <Mark />
                        {place}
                    </a>
                    <div class="row">
                        <SyncState />
                        <PersonChip />
                    </div>
                </header>
                <main id="innehall" class="stack">
                    {children()}
                </main>
            </div>
        </div>
    }
}

/// What the tablet knows of its way to the server; leads to more about it.
#[component]
pub fn SyncState() -> impl IntoView {
    let words = Derived::new(move || facts().words());
    view! {
        <a class="sync-state" class:help=move || words.read().help href=Seldom::Tablet.path()>
            {move || view! { <Icon name=words.read().icon /> }}
            <span>
                <b>{move || words.read().headline.clone()}</b>
                {move || words.read().detail.clone()}
            </span>
        </a>
    }
}

/// All that the words depend on.
pub fn facts() -> SyncFacts {
    let connection = tablet::connection();
    SyncFacts {
        reach: connection.reach,
        sending: connection.sending,
        last_contact: connection.last_contact.map(|at| clock::wall(at).time()),
        unsent: tablet::unsent(),
        refused: tablet::refused().len(),
        failing: tablet::saving() == tablet::Saving::Failing,
    }
}
