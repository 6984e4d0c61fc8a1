//! The language that somebody has chosen on this device.

use leptos::prelude::*;

use super::{location, phone};
use crate::language::Language;

/// Where the choice is kept.
const KEY: &str = "samvaro-sprak";

/// Speaks the language that was chosen, and says so to whoever reads the page aloud.
pub fn start() {
    let chosen = phone::remembered(KEY).and_then(|tag| Language::of_tag(&tag)).unwrap_or_default();
    chosen.speak();
    phone::mark_page("lang", Some(chosen.tag()));
}

/// Changes to the other language, once everything pressed is stored.
#[component]
pub fn OtherLanguage() -> impl IntoView {
    let other = Language::now().other();
    let change = move |_| {
        phone::remember(KEY, Some(other.tag()));
        location::reload();
    };
    view! {
        <button class="quiet link" type="button" lang=other.tag() on:click=change>
            {say!(OTHER_LANGUAGE)}
        </button>
    }
}
