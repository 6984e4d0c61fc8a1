//! The line beside the number that says where it is.

use leptos::prelude::*;
use samvaro_core::target::Target;

use super::super::saved::Saved;
use crate::browser::derived::Derived;
use crate::icon::Icon;

/// The line beside the number.
#[component]
pub(super) fn SavedState(target: Target) -> impl IntoView {
    let saved = Derived::new(move || Saved::of(target));
    let line = move || {
        let saved = saved.get();
        view! {
            {saved.icon().map(|name| view! { <Icon name /> })}
            {saved.words()}
        }
    };
    view! {
        <p class="saved" class:help=move || saved.get() == Saved::Failing role="status">
            {line}
        </p>
    }
}
