//! Head and foot of the printed week: the same page becomes the poster on the door.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::document::PlaceCard;
use samvaro_core::schedule::IsoWeek;

use crate::icon::Mark;
use crate::swedish;
use crate::swedish::public as text;

/// The place and its week, as large as they are on the door.
#[component]
pub fn PosterHead(
    /// The place.
    name: String,
    /// The week.
    week: IsoWeek,
    /// The first and last day that are shown.
    span: (Date, Date),
) -> impl IntoView {
    view! {
        <div class="poster-head print-only">
            <div>
                <p class="poster-name">{name}</p>
                <p class="poster-week">
                    {text::week_number(week)} <br /> {swedish::date_span(span.0, span.1)}
                </p>
            </div>
            <Mark />
        </div>
    }
    .into_any()
}

/// Whom to call.
#[component]
pub fn PosterFoot(
    /// The place.
    card: PlaceCard,
) -> impl IntoView {
    let call = card.phone.as_ref().map(|phone| match &card.phone_hours {
        Some(hours) => text::call_within(phone.as_str(), hours.as_str()),
        None => text::call(phone.as_str()),
    });
    let address = card.address.as_ref().map(|address| format!("{address}."));
    let lines = [call, address].into_iter().flatten().map(|line| view! { <p>{line}</p> });
    let lines = lines.collect_view();
    view! {
        <div class="poster-foot print-only">
            <div>
                <p class="poster-say">{text::A_CHAIR_FOR_YOU}</p>
                {lines}
            </div>
        </div>
    }
    .into_any()
}
