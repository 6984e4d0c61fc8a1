//! Pages that anyone can read.

use leptos::prelude::*;

pub mod source;

/// `/`: every place, today.
#[component]
pub fn StartPage() -> impl IntoView {
    view! { <h1>"Samvaro"</h1> }
}

/// `/plats/{place}`: a place's week.
#[component]
pub fn PlacePage() -> impl IntoView {
    view! { <h1>"Samvaro"</h1> }
}
