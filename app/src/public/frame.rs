//! What stands around every public page: the top line, and someone to call at the foot.

use leptos::prelude::*;
use samvaro_core::document::PlaceCard;

use super::text_size::LargerText;
use crate::icon::Mark;
use crate::swedish;
use crate::swedish::public as text;

/// The first thing a keyboard reaches.
#[component]
pub fn Skip() -> impl IntoView {
    view! {
        <a class="skip" href="#innehall">
            {text::SKIP}
        </a>
    }
    .into_any()
}

/// The mark, the way home, and larger text.
#[component]
pub fn Top() -> impl IntoView {
    view! {
        <header class="top">
            <a class="top-brand" href="/">
                <Mark />
                {text::BRAND}
            </a>
            <LargerText />
        </header>
    }
    .into_any()
}

/// A page whose content is the white column under the top line.
#[component]
pub fn PublicPage(
    /// What stands in `<main>`.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page">
            <Skip />
            <div class="wrap">
                <Top />
            </div>
            <main id="innehall" class="wrap">
                {children()}
            </main>
            <Footer call=None organisation=None />
        </div>
    }
    .into_any()
}

/// Whom to call, and the ways in for those who work here.
#[component]
pub fn Footer(
    /// The place whose number it is.
    call: Option<PlaceCard>,
    /// Whose meeting places they are.
    organisation: Option<String>,
) -> impl IntoView {
    view! {
        <footer class="footer">
            <div class="wrap stack">
                <p>
                    <b>{text::RATHER_CALL}</b>
                    " "
                    {call_sentence(call)}
                </p>
                {organisation.map(|organisation| view! { <p>{text::places_in(&organisation)}</p> })}
                <ul class="footer-links">
                    <li>
                        <a href="/personal" rel="external">
                            {text::FOR_STAFF}
                        </a>
                    </li>
                    <li>
                        <a href="/samordning" rel="external">
                            {text::FOR_COORDINATORS}
                        </a>
                    </li>
                </ul>
            </div>
        </footer>
    }
    .into_any()
}

fn call_sentence(card: Option<PlaceCard>) -> AnyView {
    let Some((phone, hours)) = card.and_then(|card| Some((card.phone?, card.phone_hours))) else {
        return text::NUMBERS_AT_PLACES.into_any();
    };
    let hours = hours.map(|hours| format!(", {}", decapitalised(hours.as_str())));
    view! {
        <PhoneNumber written=phone.to_string() />
        {hours}
        "."
    }
    .into_any()
}

/// A telephone number, to press where it is one.
#[component]
pub fn PhoneNumber(
    /// As people write it.
    written: String,
) -> impl IntoView {
    match swedish::telephone_link(&written) {
        Some(link) => view! {
            <a class="tap" href=link>
                {written}
            </a>
        }
        .into_any(),
        None => view! { <span>{written}</span> }.into_any(),
    }
}

fn decapitalised(hours: &str) -> String {
    let mut rest = hours.trim_end_matches('.').chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}
