//! The way from the day to the check of a tablet that has never been looked at.

use leptos::prelude::*;

use crate::browser::derived::Derived;
use crate::browser::new_tablet;
use crate::editor::address::Address as Seldom;

/// One line, until the check was made. Where a banner has something to say, the style sheet lets it
/// wait.
#[component]
pub fn NewTablet() -> impl IntoView {
    let asks = Derived::new(new_tablet::asks);
    move || {
        asks.get().then(|| {
            view! {
                <section class="banner calm one-line">
                    <a class="quiet link" href=Seldom::check()>
                        {say!(staff::NEW_TABLET)}
                    </a>
                    <button class="quiet" type="button" on:click=|_| new_tablet::later()>
                        {say!(staff::LATER)}
                    </button>
                </section>
            }
        })
    }
}
