//! Pages that have nothing to show: they say what is, then what to do.

use leptos::prelude::*;

use super::frame::PublicPage;
use crate::icon::{Icon, IconName, Mark};
use crate::swedish::public as text;

/// While a programme is on its way.
#[component]
pub fn Fetching() -> impl IntoView {
    view! {
        <PublicPage>
            <div class="empty centre" role="status">
                <Mark />
                <p class="lead">{text::FETCHING}</p>
            </div>
        </PublicPage>
    }
    .into_any()
}

/// There is no such page: an address that leads nowhere, or a place that nobody has.
#[component]
pub fn Missing(
    /// What is missing.
    heading: &'static str,
    /// What to do.
    advice: &'static str,
) -> impl IntoView {
    view! {
        <PublicPage>
            <div class="empty">
                <Mark />
                <h1>{heading}</h1>
                <p class="lead">{advice}</p>
                <a class="button main wide" href="/">
                    {text::ALL_PLACES}
                </a>
            </div>
        </PublicPage>
    }
    .into_any()
}

/// Without a network, and nothing kept.
#[component]
pub fn NotReached(
    /// Asks once more.
    again: Callback<()>,
) -> impl IntoView {
    view! {
        <PublicPage>
            <div class="empty">
                <Icon name=IconName::CloudOff />
                <h1>{text::NOT_REACHED}</h1>
                <p class="lead">{text::NOT_REACHED_ADVICE}</p>
                <button class="button main wide" type="button" on:click=move |_| again.run(())>
                    <Icon name=IconName::Refresh />
                    {text::TRY_AGAIN}
                </button>
                <a class="button wide" href="/">
                    {text::ALL_PLACES}
                </a>
            </div>
        </PublicPage>
    }
    .into_any()
}

/// Without a network, and another week than those that are kept.
#[component]
pub fn WeekNotKept(
    /// The place's address.
    place: String,
) -> impl IntoView {
    view! {
        <PublicPage>
            <div class="empty">
                <Icon name=IconName::CloudOff />
                <h1>{text::WEEK_NOT_KEPT}</h1>
                <p class="lead">{text::WEEK_NOT_KEPT_ADVICE}</p>
                <a class="button main wide" href=place>
                    {text::BACK_TO_THIS_WEEK}
                </a>
            </div>
        </PublicPage>
    }
    .into_any()
}

/// The server cannot read its programmes.
#[component]
pub fn Unavailable() -> impl IntoView {
    view! {
        <PublicPage>
            <div class="empty">
                <Icon name=IconName::TriangleAlert />
                <h1>{text::UNAVAILABLE}</h1>
                <p class="lead">{text::UNAVAILABLE_ADVICE}</p>
                <a class="button main wide" href="" rel="external">
                    <Icon name=IconName::Refresh />
                    {text::TRY_AGAIN}
                </a>
                <a class="button wide" href="/" rel="external">
                    {text::ALL_PLACES}
                </a>
            </div>
        </PublicPage>
    }
    .into_any()
}
