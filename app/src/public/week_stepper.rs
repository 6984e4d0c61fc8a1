//! One week back, this week, one week on: real links, so that they work without JavaScript.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::schedule::IsoWeek;

use crate::icon::{Icon, IconName};
use crate::swedish;
use crate::swedish::public as text;

/// Steps through the weeks of a place.
#[component]
pub fn WeekStepper(
    /// The place's address.
    place: String,
    /// The week that is shown.
    week: IsoWeek,
    /// The first and last day that are shown.
    span: (Date, Date),
) -> impl IntoView {
    let (before, after) = (week.previous(), week.next());
    view! {
        <nav class="stepper" aria-label=text::WEEK>
            <a class="button" href=format!("{place}?vecka={before}") aria-label=text::week_before(before)>
                <Icon name=IconName::ChevronLeft />
                {text::week_short(before)}
            </a>
            <p class="stepper-now">
                <b>{text::week_number(week)}</b>
                {swedish::date_span_short(span.0, span.1)}
            </p>
            <a class="button" href=format!("{place}?vecka={after}") aria-label=text::week_after(after)>
                {text::week_short(after)}
                <Icon name=IconName::ChevronRight />
            </a>
        </nav>
    }
    .into_any()
}
