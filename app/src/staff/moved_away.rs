//! An occurrence that has left this day for another: people may come all the same.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::fold::LogState;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::target::OccurrenceKey;

use super::duty::change_link;
use crate::browser::derived::Derived;
use crate::browser::tablet;
use crate::icon::{Icon, IconName};

/// The rows of a day.
#[component]
pub fn MovedAway(
    /// The day.
    shown: Derived<Date>,
) -> impl IntoView {
    let moved =
        Derived::new(move || tablet::view(|state| moved_from(state, shown.get())).unwrap_or_default());
    move || moved.get().into_iter().map(row).collect_view()
}

/// What was on that day, as it is now.
fn moved_from(state: &LogState, date: Date) -> Vec<Occurrence> {
    let programme = &state.programme;
    let find = |key: &OccurrenceKey| {
        programme.moved_to(*key).filter(|now| *now != date && programme.names(*key))?;
        programme.find(*key)
    };
    programme.occurrences.keys().filter(|key| key.date == date).filter_map(find).collect()
}

fn row(occurrence: Occurrence) -> impl IntoView {
    let before = occurrence.moved_from.as_ref().and_then(|from| from.start).map(say!(time));
    let start = occurrence.time.start.map_or_else(String::new, |start| format!(" {}", say!(time)(start)));
    let now = format!("{}{start}", say!(short_date)(occurrence.date));
    let change = change_link(occurrence.key, occurrence.name.as_str());
    view! {
        <li class="duty off">
            <p class="duty-time">{before.unwrap_or_else(|| say!(staff::day::TIME_UNKNOWN).to_owned())}</p>
            <div class="duty-text">
                <p>
                    <span class="chip off">
                        <Icon name=IconName::Moved />
                        {say!(staff::day::moved_to)(&now)}
                    </span>
                </p>
                <h3>{occurrence.name.to_string()}</h3>
            </div>
            {change}
        </li>
    }
}
