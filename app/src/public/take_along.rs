//! "Ta med veckan": on paper, or in one's own calendar.

use leptos::prelude::*;

use super::alive::alive;
use crate::icon::{Icon, IconName};
use crate::swedish::public as text;

/// Printing needs JavaScript and appears with it; the calendar is a link.
#[component]
pub fn TakeAlong(
    /// The place's address.
    place: String,
) -> impl IntoView {
    let alive = alive();
    let print = move || {
        alive.get().then(|| {
            view! {
                <button class="button wide" type="button" on:click=|_| print_week(true)>
                    <Icon name=IconName::Printer />
                    {text::PRINT}
                </button>
            }
        })
    };
    let print_plain = move || {
        alive.get().then(|| {
            view! {
                <button class="quiet" type="button" on:click=|_| print_week(false)>
                    {text::PRINT_PLAIN}
                </button>
            }
        })
    };
    view! {
        <section class="section heavy stack">
            <h2>{text::TAKE_ALONG}</h2>
            {print}
            <a class="button wide" href=format!("{place}/kalender.ics") rel="external">
                <Icon name=IconName::CalendarPlus />
                {text::TO_CALENDAR}
            </a>
            {print_plain}
        </section>
    }
    .into_any()
}

/// The mark stays until the next print: some browsers print after this has returned.
#[cfg(feature = "public")]
fn print_week(with_yellow: bool) {
    use crate::browser::phone;
    phone::mark_page("data-print", (!with_yellow).then_some("plain"));
    phone::print();
}

#[cfg(not(feature = "public"))]
fn print_week(_: bool) {}
