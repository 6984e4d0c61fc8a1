//! The tablet's day: what goes on, what comes, what was, and what nobody has counted yet.

use std::cell::Cell;

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::fold::LogState;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::target::{OccurrenceKey, Target};

use super::address::Address;
use super::banners::Banners;
use super::crossed::Crossed;
use super::drop_in::DropIns;
use super::duty::{Hosting, duties, key_of, with_guests};
use super::duty_words::capitalised_sentence;
use super::frame::StaffFrame;
use super::handover::HandoverSection;
use super::last_change::LastChange;
use super::more::More;
use super::moved_away::MovedAway;
use super::new_tablet::NewTablet;
use super::not_counted::NotCounted;
use super::now_box::NowBox;
use super::rows::rows;
use super::stage::{Stage, stage};
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, tablet};
use crate::connection::{Connection, Reach};
use crate::icon::{Icon, IconName};

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
    let guests = Derived::new(move || tablet::view(LogState::guests).unwrap_or_default());
    let of = move |key: OccurrenceKey| guests.read().get(&key).cloned().unwrap_or_default();
    let counted = move |key: OccurrenceKey| with_guests(Target::Occurrence(key), &of(key)).is_counted();
    let parts = Derived::new(move || parts(occurrences.get(), counted));
    let part = move |part: fn(&Parts) -> &[Occurrence]| {
        Derived::new(move || {
            let with_guests = |occurrence: &Occurrence| (occurrence.clone(), of(occurrence.key));
            part(&parts.read()).iter().map(with_guests).collect()
        })
    };
    let forgotten = part(|parts| &parts.forgotten);
    let now_box = Callback::new(|(occurrence, guests)| view! { <NowBox guests occurrence /> }.into_any());
    let with_heading = move |heading: &'static str, list: Derived<Vec<Hosting>>| {
        let any = Derived::new(move || !list.read().is_empty());
        move || {
            any.get().then(|| {
                view! {
                    <section class="stack close">
                        <header class="leaf">
                            <h2>{heading}</h2>
                        </header>
                        <ul class="duties">{duties(list)}</ul>
                    </section>
                }
            })
        }
    };
    let title = format!("{place} – Samvaro");
    view! {
        <Title text=title />
        <StaffFrame place>
            <Banners />
            <NewTablet />
            <LastChange />
            <Crossed />
            <Stepper shown is_today />
            <Closed shown />
            {rows(part(|parts| &parts.now), key_of, now_box)}
            <section>
                <h2 class="sr-only">{say!(staff::day::THEN)}</h2>
                {move || occurrences.read().is_empty().then(nothing)}
                <ul class="duties">
                    {duties(part(|parts| &parts.ahead))}
                    <MovedAway shown />
                </ul>
            </section>
            {with_heading(say!(staff::day::EARLIER), part(|parts| &parts.over))}
            {with_heading(say!(staff::day::ASSOCIATIONS), part(|parts| &parts.associations))}
            <DropIns shown />
            {move || is_today.get().then(|| view! { <NotCounted today=forgotten /> })}
            {move || is_today.get().then(|| view! { <HandoverSection /> })}
            <More shown />
        </StaffFrame>
    }
}

/// A day in the order in which it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    /// What goes on now.
    now: Vec<Occurrence>,
    /// What comes, and all of another day.
    ahead: Vec<Occurrence>,
    /// What is over today and counted, or was not held.
    over: Vec<Occurrence>,
    /// What is over today, and nobody has counted.
    forgotten: Vec<Occurrence>,
    /// What associations run, unless it goes on now: their visitors are counted apart.
    associations: Vec<Occurrence>,
}

fn parts(occurrences: Vec<Occurrence>, counted: impl Fn(OccurrenceKey) -> bool) -> Parts {
    let now = clock::minute();
    let mut parts = Parts::default();
    for occurrence in occurrences {
        let list = match stage(&occurrence, now) {
            Stage::Now if occurrence.is_held() => &mut parts.now,
            _ if occurrence.association_run => &mut parts.associations,
            Stage::Over if occurrence.date != now.date() => &mut parts.ahead,
            Stage::Over if occurrence.is_held() && !counted(occurrence.key) => &mut parts.forgotten,
            Stage::Over => &mut parts.over,
            _ => &mut parts.ahead,
        };
        list.push(occurrence);
    }
    parts
}

#[component]
fn Stepper(shown: Derived<Date>, is_today: Derived<bool>) -> impl IntoView {
    let step = |to: Option<Date>, back: bool| {
        to.map(|date| {
            let day = if date == clock::today() { Address::Day(None) } else { Address::Day(Some(date)) };
            let name = say!(day_and_weekday_short)(date);
            let label = format!(
                "{}, {name}",
                if back { say!(staff::day::DAY_BEFORE) } else { say!(staff::day::DAY_AFTER) }
            );
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
                    {say!(staff::day::TO_TODAY)}
                </a>
            }
        })
    };
    view! {
        <nav class="stepper large" aria-label=say!(staff::day::DAY)>
            {move || step(shown.get().yesterday().ok(), true)}
            <h1 class="stepper-now">{move || say!(long_date)(shown.get())}</h1>
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
            let reason = reason.map(|reason| view! { <b>{capitalised_sentence(reason.as_str())}</b> });
            view! {
                <p class="shut">
                    <span class="chip off">
                        <Icon name=IconName::Door />
                        {say!(staff::day::CLOSED)}
                    </span>
                    {reason}
                </p>
            }
        })
    }
}

/// No occurrences: an empty day, or a programme that has not arrived yet.
fn nothing() -> impl IntoView {
    let empty = tablet::view(|state| state.programme.activities.is_empty()).unwrap_or(true);
    let Connection { reach, sending, last_contact, .. } = tablet::connection();
    let fetching =
        empty && matches!(reach, Reach::Unknown | Reach::Online) && (sending || last_contact.is_none());
    view! { <p class="shut">{if fetching { say!(staff::day::FETCHING) } else { say!(staff::day::NOTHING) }}</p> }
}
