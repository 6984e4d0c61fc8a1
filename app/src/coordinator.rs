//! What the coordinators see: how attendance develops, how much of it is counted, who needs a
//! call.
//!
//! The server renders only the opening: figures are shown to whoever is signed in, and nothing of
//! them is kept in the browser.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod account;
#[cfg(feature = "hydrate")]
mod books;
#[cfg(feature = "hydrate")]
mod choose_password;
#[cfg(feature = "hydrate")]
mod desk;
#[cfg(any(feature = "hydrate", test))]
mod figures;
#[cfg(feature = "hydrate")]
mod focus;
#[cfg(feature = "hydrate")]
mod following;
#[cfg(feature = "hydrate")]
mod four_figures;
#[cfg(feature = "hydrate")]
mod frame;
#[cfg(feature = "hydrate")]
mod needs_you;
mod opening;
#[cfg(feature = "hydrate")]
mod overview;
// The server renders the opening alone and has no use for the other words and periods.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
mod period;
#[cfg(feature = "hydrate")]
mod place_table;
#[cfg(feature = "hydrate")]
mod place_view;
#[cfg(feature = "hydrate")]
mod sign_in;
#[cfg(any(feature = "hydrate", test))]
mod sparkline;
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
mod text;

/// `/samordning`: how attendance develops. Both sides first render the opening.
#[component]
pub fn CoordinatorPage() -> impl IntoView {
    let alive = crate::public::alive::alive();
    move || if alive.get() { desk() } else { opening() }
}

#[cfg(feature = "hydrate")]
fn desk() -> AnyView {
    view! { <desk::Desk /> }.into_any()
}

#[cfg(not(feature = "hydrate"))]
fn desk() -> AnyView {
    opening()
}

fn opening() -> AnyView {
    view! { <opening::Opening words=text::OPENING /> }.into_any()
}
