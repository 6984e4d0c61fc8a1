//! What the coordinators see.

use leptos::prelude::*;

/// `/samordning`: how attendance develops.
#[component]
pub fn CoordinatorPage() -> impl IntoView {
    view! { <h1>"Samordning"</h1> }
}
