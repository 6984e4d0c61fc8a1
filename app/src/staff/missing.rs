//! What stands where there is nothing (yet).

use leptos::prelude::*;

use super::text;
use crate::icon::Mark;

/// While the tablet's own store is being read.
pub fn opening() -> AnyView {
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

/// While a tab of an older build holds on to the store that this one has to upgrade.
pub fn wait_for_other_tab() -> AnyView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall" role="status">
                <Mark />
                <h1>{text::BLOCKED}</h1>
                <p class="lead">{text::BLOCKED_HELP}</p>
            </main>
        </div>
    }
    .into_any()
}

/// An address that leads nowhere.
pub fn nowhere() -> AnyView {
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
    .into_any()
}
