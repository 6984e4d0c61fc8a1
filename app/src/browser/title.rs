//! The title of the tab.

use leptos::prelude::{Effect, Get as _, IntoView, Signal, component, document};

/// Names the tab for as long as this is shown.
#[component]
pub fn Title(
    /// The name.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    Effect::new(move |_| document().set_title(&text.get()));
}
