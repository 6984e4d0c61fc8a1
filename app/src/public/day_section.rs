//! One day of a week: its leaf, and what stands under it. Today's is a sun field.

use jiff::civil::DateTime;
use leptos::prelude::*;

use super::facts;
use super::occurrence_row::{MovedAwayRow, OccurrenceRow};
use super::week_days::ShownDay;
use crate::icon::{Icon, IconName};
use crate::swedish;
use crate::swedish::public as text;

/// A day with its date as large as a wall almanac's.
#[component]
pub fn DaySection(
    /// The day.
    day: ShownDay,
    /// The moment it is looked at.
    now: Signal<DateTime>,
    /// Where to call to sign up, as a link.
    call: Option<String>,
) -> impl IntoView {
    let date = day.date;
    let is_today = Memo::new(move |_| now.get().date() == date);
    let today_chip = move || is_today.get().then(|| view! { <span class="chip now">{text::TODAY}</span> });
    let red_day = day.red_day.clone().filter(|_| day.happens());
    view! {
        <section class="day" class:sun=is_today>
            <div class="wrap">
                <header class="leaf">
                    <b>{date.day()}</b>
                    <h2>{swedish::weekday(date)}</h2>
                    {red_day.map(|name| view! { <span class="chip">{name}</span> })}
                    {today_chip}
                </header>
                {shut_line(&day)}
                {rows(day, now, call)}
            </div>
        </section>
    }
    .into_any()
}

/// Closed, or a day on which things rest, or nothing planned at all.
fn shut_line(day: &ShownDay) -> Option<AnyView> {
    let mut resting: Vec<&str> = day.resting.iter().map(|occurrence| occurrence.name.as_str()).collect();
    resting.dedup();
    let resting = (!resting.is_empty()).then(|| text::resting(&resting));
    let (lead, rest) = match (&day.closed, &day.red_day) {
        (Some(reason), _) => {
            let reason = reason.as_ref().map(|reason| facts::sentence(reason.as_str()));
            (text::CLOSED.to_owned(), reason)
        }
        (None, Some(name)) if resting.is_some() || !day.happens() => (name.clone(), resting.clone()),
        (None, _) if !day.happens() => {
            return Some(view! { <p class="shut">{text::NOTHING_PLANNED}</p> }.into_any());
        }
        _ => return None,
    };
    let rest = rest.map(|rest| view! { ". " {rest} });
    let line = view! {
        <p class="shut">
            <Icon name=IconName::Door />
            <span>
                <b>{lead}</b>
                {rest}
            </span>
        </p>
    };
    Some(line.into_any())
}

/// What is here and what has left, by the time that it had here.
fn rows(day: ShownDay, now: Signal<DateTime>, call: Option<String>) -> Option<impl IntoView> {
    if !day.happens() {
        return None;
    }
    let left = day.moved_away.into_iter().map(|occurrence| {
        let start = occurrence.moved_from.as_ref().and_then(|from| from.start);
        (start, view! { <MovedAwayRow occurrence /> }.into_any())
    });
    let here = day.occurrences.into_iter().map(|occurrence| {
        let start = occurrence.time.start;
        (start, view! { <OccurrenceRow occurrence now call=call.clone() /> }.into_any())
    });
    let mut rows: Vec<_> = left.chain(here).collect();
    rows.sort_by_key(|(start, _)| *start);
    let rows: Vec<AnyView> = rows.into_iter().map(|(_, row)| row).collect();
    Some(view! { <ol class="occurrences">{rows}</ol> })
}
