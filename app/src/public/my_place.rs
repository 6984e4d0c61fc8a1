//! The place somebody has made theirs, remembered on their own phone and nowhere else.

use leptos::prelude::*;

use super::alive::alive;
use crate::icon::{Icon, IconName};
use crate::swedish::public as text;

/// The name under which the phone remembers it.
#[cfg(feature = "public")]
const REMEMBERED_AS: &str = "samvaro.min-plats";

/// The slug of my place. Unknown on the server and at first in the browser, so that both render
/// the same; read when the page is alive.
pub fn my_place() -> RwSignal<Option<String>> {
    let mine = RwSignal::new(None);
    #[cfg(feature = "public")]
    Effect::new(move |_| mine.set(crate::browser::phone::remembered(REMEMBERED_AS)));
    mine
}

/// The star beside a place's name. Without JavaScript nothing can be remembered, so it appears
/// only when the page is alive.
#[component]
pub fn MyPlaceStar(
    /// The place's slug.
    slug: String,
) -> impl IntoView {
    let mine = my_place();
    let alive = alive();
    let slug = StoredValue::new(slug);
    let is_mine = Memo::new(move |_| mine.get() == Some(slug.get_value()));
    let toggle = move |_| {
        let chosen = (!is_mine.get_untracked()).then(|| slug.get_value());
        #[cfg(feature = "public")]
        crate::browser::phone::remember(REMEMBERED_AS, chosen.as_deref());
        mine.set(chosen);
    };
    let words = move || if is_mine.get() { text::MY_PLACE } else { text::MAKE_MY_PLACE };
    let star = move || {
        alive.get().then(|| {
            view! {
                <button
                    class="quiet star"
                    type="button"
                    aria-pressed=move || is_mine.get().to_string()
                    on:click=toggle
                >
                    <Icon name=IconName::Star />
                    {words}
                </button>
            }
        })
    };
    view! { {star} }.into_any()
}
