//! The tablet's day: what goes on, what comes, what was, and what nobody has counted yet.

use std::cell::Cell;

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::target::Half;

use super::address::Address;
use super::banners::Banners;
use super::drop_in::DropIn;
use super::duty::{Duty, sentence};
use super::frame::StaffFrame;
use super::moved_away::MovedAway;
use super::not_counted::NotCounted;
use super::now_box::NowBox;
use super::stage::{Stage, stage};
use super::text::day as text;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, tablet};
use crate::connection::Reach;
use crate::icon::{Icon, IconName};
use crate::swedish;

thread_local! {
    static CAME_FROM: Cell<Option<Date>> = const { Cell::new(None) };
}

/// The day that was looked at last: where "Klar" leads.
pub fn came_from() -> Option<Date> {
    CAME_FROM.get()
}

/// Today, or the day that the address names.
#[component]
pub fn DayScreen(
    /// What the place is called.
    place: String,
    /// The day; none follows the calendar.
    date: Option<Date>,
) -> impl IntoView {
    CAME_FROM.set(date);
    let shown = Derived::new(move || date.unwrap_or_else(clock::today));
    let is_today = Derived::new(move || shown.get() == clock::today());
    let occurrences = Derived::new(move || tablet::view(|state| state.day(shown.get())).unwrap_or_default());
    let parts = Derived::new(move || parts(occurrences.get()));
    let title = format!("{place} – Samvaro");
    view! {
        <Title text=title />
        <StaffFrame place>
            <Banners />
            <Stepper shown is_today />
            <Closed shown />
            {move || parts.read().0.iter().cloned().map(|occurrence| view! { <NowBox occurrence /> }).collect_view()}
            <section>
                <h2 class="sr-only">{text::THEN}</h2>
                {move || occurrences.read().is_empty().then(nothing)}
                <ul class="duties">
                    {move || {
                        parts.read().1.iter().cloned().map(|occurrence| view! { <Duty occurrence /> }).collect_view()
                    }}
                    <MovedAway shown />
                    {move || {
                        [Half::Forenoon, Half::Afternoon]
                            .map(|half| view! { <DropIn date=shown.get() half /> })
                            .collect_view()
                    }}
                </ul>
            </section>
            {move || is_today.get().then(|| view! { <NotCounted /> })}
        </StaffFrame>
    }
}

/// What goes on now, and the rest of the day.
fn parts(occurrences: Vec<Occurrence>) -> (Vec<Occurrence>, Vec<Occurrence>) {
    let now = clock::minute();
    occurrences
        .into_iter()
        .partition(|occurrence| occurrence.is_held() && stage(occurrence, now) == Stage::Now)
}

#[component]
fn Stepper(shown: Derived<Date>, is_today: Derived<bool>) -> impl IntoView {
    let step = |to: Option<Date>, back: bool| {
        to.map(|date| {
            let day = if date == clock::today() { Address::Day(None) } else { Address::Day(Some(date)) };
            let name = swedish::day_and_weekday_short(date);
            let label = format!("{}, {name}", if back { text::DAY_BEFORE } else { text::DAY_AFTER });
            let (before, after) = if back {
                (Some(view! { <Icon name=IconName::ChevronLeft /> }), None)
            } else {
                (None, Some(view! { <Icon name=IconName::ChevronRight /> }))
            };
            view! {
                <a class="button" href=day.path() aria-label=label>
                    {before}
                    {name}
                    {after}
                </a>
            }
        })
    };
    let to_today = move || {
        (!is_today.get()).then(|| {
            view! {
                <a class="quiet link" href=Address::Day(None).path()>
                    {text::TO_TODAY}
                </a>
            }
        })
    };
    view! {
        <nav class="stepper large" aria-label=text::DAY>
            {move || step(shown.get().yesterday().ok(), true)}
            <h1 class="stepper-now">{move || swedish::long_date(shown.get())}</h1>
            {move || step(shown.get().tomorrow().ok(), false)}
        </nav>
        {to_today}
    }
}

/// Whether the place is closed that day.
#[component]
fn Closed(shown: Derived<Date>) -> impl IntoView {
    let closed = Derived::new(move || tablet::view(|state| state.programme.closed_on(shown.get())).flatten());
    move || {
        closed.get().map(|reason| {
            let reason = reason.map(|reason| format!(" {}", sentence(reason.as_str())));
            view! {
                <p class="shut">
                    <Icon name=IconName::Door />
                    <span>
                        <b>{text::CLOSED}</b>
                        {reason}
                    </span>
                </p>
            }
        })
    }
}

/// No occurrences: an empty day, or a programme that has not arrived yet.
fn nothing() -> impl IntoView {
    let empty = tablet::view(|state| state.programme.activities.is_empty()).unwrap_or(true);
    let fetching = empty && matches!(tablet::connection().reach, Reach::Unknown | Reach::Online);
    view! { <p class="shut">{if fetching { text::FETCHING } else { text::NOTHING }}</p> }
}
