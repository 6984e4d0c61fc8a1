//! The tablet at a meeting place: the day, the counting, and what the tablet knows of itself.
//!
//! The server cannot know what a tablet has not sent yet, so it renders only the opening; the
//! screens themselves exist in the browser alone.

use leptos::prelude::*;

use crate::icon::Mark;

pub mod address;
#[cfg(test)]
mod sample;
#[cfg(any(feature = "hydrate", test))]
mod stage;
pub mod sync_words;
pub mod text;

#[cfg(feature = "hydrate")]
mod banners;
#[cfg(feature = "hydrate")]
mod count;
#[cfg(feature = "hydrate")]
mod counting;
#[cfg(feature = "hydrate")]
mod day;
#[cfg(feature = "hydrate")]
mod drop_in;
#[cfg(feature = "hydrate")]
mod duty;
#[cfg(feature = "hydrate")]
mod frame;
#[cfg(feature = "hydrate")]
mod gate;
#[cfg(feature = "hydrate")]
mod moved_away;
#[cfg(feature = "hydrate")]
mod not_counted;
#[cfg(feature = "hydrate")]
mod now_box;
#[cfg(feature = "hydrate")]
mod refused;
#[cfg(feature = "hydrate")]
mod screens;
#[cfg(feature = "hydrate")]
mod tablet;

/// Everything under `/personal`. Both sides first render the opening; the browser then shows
/// what the tablet holds.
#[component]
pub fn StaffPage() -> impl IntoView {
    let mounted = RwSignal::new(false);
    Effect::new(move |_| mounted.set(true));
    move || if mounted.get() { screens() } else { opening() }
}

#[cfg(feature = "hydrate")]
fn screens() -> AnyView {
    screens::screens()
}

#[cfg(not(feature = "hydrate"))]
fn screens() -> AnyView {
    opening()
}

/// While the tablet's own store is being read.
fn opening() -> AnyView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall" role="status">
                <Mark />
                <h1>{text::OPENING}</h1>
            </main>
        </div>
    }
    .into_any()
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
                <a class="button main wide" href="/">
                    {text::TO_START}
                </a>
            </main>
        </div>
    }
}
