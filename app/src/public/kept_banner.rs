//! "Utan nät. Du ser det som hämtades i dag 10.21."

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::icon::{Icon, IconName};
use crate::swedish::public as text;

/// Says that a phone without a network shows what it keeps.
#[component]
pub fn KeptBanner(
    /// When it was fetched; nothing is said about a fresh page.
    kept_since: Option<DateTime>,
    /// The moment it is looked at.
    now: DateTime,
) -> impl IntoView {
    kept_since.map(|kept_since| {
        view! {
            <div class="banners">
                <div class="banner calm" role="status">
                    <Icon name=IconName::CloudOff />
                    <div>
                        <b>{text::WITHOUT_NETWORK}</b>
                        " "
                        {text::kept_since(kept_since, now)}
                    </div>
                </div>
            </div>
        }
    })
}
