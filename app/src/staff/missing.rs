//! What stands where there is nothing (yet).

use leptos::prelude::*;

use super::address::HOME;
use crate::icon::Mark;

/// While the tablet's own store is being read.
pub fn opening() -> AnyView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall" aria-live="polite">
                <Mark />
                <h1>{say!(staff::OPENING)}</h1>
            </main>
        </div>
    }
    .into_any()
}

/// While a tab of an older build holds on to the store that this one has to upgrade.
pub fn wait_for_other_tab() -> AnyView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall" aria-live="polite">
                <Mark />
                <h1>{say!(staff::BLOCKED)}</h1>
                <p class="lead">{say!(staff::BLOCKED_HELP)}</p>
            </main>
        </div>
    }
    .into_any()
}

/// An address that leads nowhere. The first page of a tablet is its day.
pub fn nowhere() -> AnyView {
    view! {
        <div class="page">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{say!(staff::NOT_FOUND)}</h1>
                <p class="lead">{say!(staff::NOT_FOUND_HELP)}</p>
                <a class="button main wide" href=HOME>
                    {say!(staff::TO_START)}
                </a>
            </main>
        </div>
    }
    .into_any()
}
