//! What the address shows: one route table for both sides.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Samvaro" />
        <Router>
            <main>
                <Routes fallback=|| view! { <h1>"Sidan finns inte"</h1> }>
                    <Route path=path!("/") view=Start />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Start() -> impl IntoView {
    let taps = RwSignal::new(0);
    view! {
        <h1>"Samvaro"</h1>
        <button on:click=move |_| taps.update(|taps| *taps += 1)>"Räkna " {taps}</button>
    }
}
