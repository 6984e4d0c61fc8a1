//! While the server is being asked, and when it does not answer.

use leptos::prelude::*;

use crate::browser::title::Title;
use crate::icon::{Icon, IconName, Mark};

/// Something is on its way.
#[component]
pub fn Opening(
    /// What.
    words: &'static str,
) -> impl IntoView {
    view! {
        <Title text=say!(coordinator::TITLE) />
        <div class="page desk">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{say!(coordinator::BRAND)}</h1>
                <p class="lead" role="status">
                    {words}
                </p>
            </main>
        </div>
    }
    .into_any()
}

/// Nothing came.
#[component]
pub fn Failed(
    /// What is.
    title: &'static str,
    /// What to do.
    advice: String,
    /// Asks once more.
    again: Callback<()>,
) -> impl IntoView {
    view! {
        <Title text=say!(coordinator::title)(title) />
        <div class="page desk">
            <main class="gate wrap" id="innehall">
                <div class="empty">
                    <Icon name=IconName::CloudOff />
                    <h1>{title}</h1>
                    <p class="lead">{advice}</p>
                    <button class="button main wide" type="button" on:click=move |_| again.run(())>
                        <Icon name=IconName::Refresh />
                        {say!(coordinator::TRY_AGAIN)}
                    </button>
                </div>
            </main>
        </div>
    }
    .into_any()
}
