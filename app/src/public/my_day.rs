//! My place's day, large, at the top of the first page.

use jiff::civil::DateTime;
use leptos::prelude::*;
use samvaro_core::document::ProgrammeDocument;

use super::occurrence_row::OccurrenceRow;
use super::place_list::DayLines;
use super::week_days::ShownDay;
use crate::swedish;
use crate::swedish::public as text;

/// What happens at my place today, and the way to its week.
#[component]
pub fn MyDay(
    /// The place and its day.
    document: ProgrammeDocument,
    /// The moment it is looked at.
    now: Signal<DateTime>,
) -> impl IntoView {
    let name = document.place.name.to_string();
    let week = format!("/plats/{}", document.place.slug);
    let call = document.place.phone.as_ref().and_then(|phone| swedish::telephone_link(phone.as_str()));
    let day = ShownDay::of(&document, now.get_untracked().date());
    let programme = if day.occurrences.is_empty() {
        view! { <DayLines document now /> }.into_any()
    } else {
        let rows = day.occurrences.into_iter().map(|occurrence| {
            view! { <OccurrenceRow occurrence now call=call.clone() /> }
        });
        let rows = rows.collect_view();
        view! { <ol class="occurrences">{rows}</ol> }.into_any()
    };
    view! {
        <section>
            <div class="row spread">
                <h2>{name.clone()}</h2>
                <a class="quiet" href="#platser">
                    {text::CHANGE_PLACE}
                </a>
            </div>
            {programme}
            <p class="pad">
                <a class="button main wide" href=week>
                    {text::whole_week_at(&name)}
                </a>
            </p>
        </section>
    }
    .into_any()
}
