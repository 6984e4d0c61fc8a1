//! What goes on right now, and the one thing to do about it.

use leptos::prelude::*;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::target::Target;

use super::address::Address;
use super::duty::Kept;
use super::text::day as text;
use crate::browser::derived::Derived;
use crate::browser::tablet;
use crate::icon::{Icon, IconName};
use crate::swedish;

/// The sunny box at the top of the day.
#[component]
pub fn NowBox(
    /// The occurrence that goes on.
    occurrence: Occurrence,
) -> impl IntoView {
    let target = Target::Occurrence(occurrence.key);
    let tally = Derived::new(move || tablet::tally(target));
    let figure = move || {
        let tally = tally.read();
        tally.is_counted().then(|| {
            view! {
                <p class="nowbox-count">
                    <span class="sr-only">{text::NUMBER}</span>
                    {swedish::number(tally.total)}
                </p>
            }
        })
    };
    let label = text::count_this(occurrence.name.as_str());
    view! {
        <section class="nowbox sun">
            <div class="nowbox-head">
                <div class="nowbox-text">
                    <p class="row">
                        <span class="chip now">
                            <Icon name=IconName::Clock />
                            {text::NOW}
                        </span>
                        <b>{swedish::time_span(occurrence.time)}</b>
                    </p>
                    <h2>{occurrence.name.to_string()}</h2>
                    {occurrence.room.map(|room| view! { <p>{room.to_string()}</p> })}
                    <Kept target />
                </div>
                {figure}
            </div>
            <div class="nowbox-actions">
                <a class="button main huge" href=Address::Count(target).path() aria-label=label>
                    {text::COUNT}
                </a>
            </div>
        </section>
    }
}
