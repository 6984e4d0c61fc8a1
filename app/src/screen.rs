//! What the address shows: one route table for both sides.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::coordinator::CoordinatorPage;
use crate::public::{PlacePage, StartPage};
use crate::staff::{Missing, StaffPage};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Samvaro" />
        <Router>
            <Routes fallback=Missing>
                <Route path=path!("/") view=StartPage />
                <Route path=path!("/plats/:place") view=PlacePage />
                <Route path=path!("/personal") view=StaffPage />
                <Route path=path!("/personal/*rest") view=StaffPage />
                <Route path=path!("/samordning") view=CoordinatorPage />
                <Route path=path!("/samordning/*rest") view=CoordinatorPage />
            </Routes>
        </Router>
    }
}
