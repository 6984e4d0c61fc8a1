//! The tablet at a meeting place: the day, the counting, and what the tablet knows of itself.
//!
//! The server cannot know what a tablet has not sent yet, so it renders only the opening; the
//! screens themselves exist in the browser alone.

use leptos::prelude::*;

use crate::icon::Mark;

pub mod text;

/// Everything under `/personal`. Both sides first render the opening; the browser then shows
/// what the tablet holds.
#[component]
pub fn StaffPage() -> impl IntoView {
    view! { <Opening /> }
}

/// While the tablet's own store is being read.
#[component]
fn Opening() -> impl IntoView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall" role="status">
                <Mark />
                <h1>{text::OPENING}</h1>
            </main>
        </div>
    }
}

/// An address that leads nowhere.
#[component]
pub fn Missing() -> impl IntoView {
    view! {
        <div class="page">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{text::NOT_FOUND}</h1>
                <p class="lead">{text::NOT_FOUND_HELP}</p>
                <a class="button main wide" href="/">{text::TO_START}</a>
            </main>
        </div>
    }
}
