//! Where the number is, in words: never ahead of the truth.

use leptos::prelude::*;
use samvaro_core::target::Target;

use crate::browser::derived::Derived;
use crate::browser::tablet::{self, Saving};
use crate::icon::{Icon, IconName};

/// Where the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saved {
    NotCounted,
    Failing,
    Saving,
    OnTablet,
    Sent,
}

fn saved(target: Target) -> Saved {
    if tablet::saving_of(target) {
        return if tablet::saving() == Saving::Failing { Saved::Failing } else { Saved::Saving };
    }
    if tablet::is_waiting(target) {
        return Saved::OnTablet;
    }
    if tablet::tally(target).is_counted() { Saved::Sent } else { Saved::NotCounted }
}

/// The line beside the number.
#[component]
pub(super) fn SavedState(target: Target) -> impl IntoView {
    let saved = Derived::new(move || saved(target));
    let line = move || {
        let (icon, words) = match saved.get() {
            Saved::NotCounted => (None, say!(staff::count::NOT_COUNTED)),
            Saved::Failing => (Some(IconName::TriangleAlert), say!(staff::count::NOT_SAVED)),
            Saved::Saving => (Some(IconName::Tablet), say!(staff::count::SAVING)),
            Saved::OnTablet => (Some(IconName::Tablet), say!(staff::count::ON_TABLET)),
            Saved::Sent => (Some(IconName::CloudCheck), say!(staff::count::SENT)),
        };
        view! {
            {icon.map(|name| view! { <Icon name /> })}
            {words}
        }
    };
    view! {
        <p class="saved" class:help=move || saved.get() == Saved::Failing role="status">
            {line}
        </p>
    }
}
