//! Closing the place for a day: what it does is shown first. And opening it again.

use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::clash::{Clash, Version};
use samvaro_core::field::{ClosureField, Fields};
use samvaro_core::fold::LogState;
use samvaro_core::id::ClosureId;
use samvaro_core::occurrence::Occurrence;

use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, last_edit, location, tablet};
use crate::icon::{Icon, IconName};
use crate::staff::address::Address;
use crate::staff::banners::Banners;
use crate::staff::form::{back, error};
use crate::staff::frame::StaffFrame;
use crate::staff::last_change::LastChange;
use crate::staff::reason::{Reason, reason_of};
use crate::staff::typed::Typed;
use crate::staff::versions::{Card, Versions};

/// What the day is now.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Now {
    Open,
    /// Closed by itself; these fields open it again.
    ClosedForTheDay(Vec<Fields>),
    /// Closed with other days.
    ClosedLonger,
}

/// `/personal/program/stang/{date}`.
#[component]
pub fn CloseScreen(
    /// What the place is called.
    place: String,
    /// The day.
    date: Date,
) -> impl IntoView {
    let now = Derived::new(move || tablet::view(|state| now(state, date)).flatten());
    let cards = Derived::new(move || tablet::view(|state| cards(state, date)).unwrap_or_default());
    let day = move || say!(day_relative_to)(clock::today(), date);
    let heading = move || match now.read().as_ref() {
        Some(Now::Open) | None => say!(staff::change::close)(&day()),
        Some(_) => say!(staff::change::closed)(&day()),
    };
    let body = move || match now.get() {
        None => ().into_any(),
        Some(Now::Open) => view! { <Close date /> }.into_any(),
        Some(Now::ClosedForTheDay(fields)) => reopen(date, fields),
        Some(Now::ClosedLonger) => {
            view! { <p class="lead">{say!(staff::change::CLOSED_LONGER)}</p> }.into_any()
        }
    };
    view! {
        <Title text=say!(staff::change::close)(&day()) />
        <StaffFrame place>
            {back(Address::of_day(date, clock::today()))}
            <div>
                <h1>{heading}</h1>
                <p class="lead">{say!(capitalised)(&say!(long_date)(date))}</p>
            </div>
            <Banners />
            <LastChange />
            {move || {
                let cards = cards.get();
                (!cards.is_empty()).then(|| view! { <Versions name=say!(staff::change::closed)(&day()) cards later=Address::of_day(date, clock::today()) /> })
            }}
            {body}
        </StaffFrame>
    }
}

fn now(state: &LogState, date: Date) -> Option<Now> {
    let log = tablet::log()?;
    let opening = state.programme.opening(log, date);
    if !opening.is_empty() {
        return Some(Now::ClosedForTheDay(opening));
    }
    let closed = state.programme.closed_on(date).is_some();
    Some(if closed { Now::ClosedLonger } else { Now::Open })
}

#[component]
fn Close(date: Date) -> impl IntoView {
    let wrong = RwSignal::new(None);
    let base = untrack(tablet::base);
    let closing =
        Derived::new(move || tablet::view(|state| state.closing(date, clock::minute())).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        let reason = match reason_of(&Typed::of(&event)) {
            Ok(reason) => reason,
            Err(words) => return wrong.set(Some(words)),
        };
        let fields = untrack(|| {
            tablet::view(|state| {
                let closing = state.closing(date, clock::minute());
                Some(closing.fields(&state.programme, tablet::log()?, date, reason.as_ref()))
            })
        });
        let words = format!("{}.", say!(staff::change::closed)(&say!(day_relative_to)(clock::today(), date)));
        last_edit::make(words, fields.flatten().unwrap_or_default(), base);
        leave(date);
    };
    let button = say!(staff::change::close)(&say!(day_relative_to)(clock::today(), date));
    view! {
        <section>
            <h2>{move || say!(staff::change::stops)(closing.read().stops.len())}</h2>
            <ul class="duties">{move || closing.read().stops.iter().map(line).collect_view()}</ul>
            <p>
                {move || {
                    let stays = closing.read().stays.len();
                    (stays > 0).then(|| say!(staff::change::stays)(stays))
                }}
            </p>
        </section>
        <form class="stack" on:submit=submit>
            <Reason
                reasons=say_publicly!(staff::change::REASONS_TO_CLOSE)
                offered=say!(staff::change::REASONS_TO_CLOSE)
                before=say_publicly!(staff::day::CLOSED)
            />
            {error(wrong)}
            <button class="button stop tall">{button}</button>
        </form>
    }
}

fn line(occurrence: &Occurrence) -> impl IntoView + use<> {
    let time = say!(time_span)(occurrence.time).unwrap_or_default();
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{occurrence.name.to_string()}</h3>
                <p>{time}</p>
            </div>
        </li>
    }
}

fn reopen(date: Date, fields: Vec<Fields>) -> AnyView {
    let words = say!(staff::change::open)(&say!(day_relative_to)(clock::today(), date));
    let done = format!("{words}.");
    let open = move |_| {
        last_edit::make(done.clone(), fields.clone(), tablet::base());
        leave(date);
    };
    view! {
        <button class="button main tall" type="button" on:click=open>
            <Icon name=IconName::Door />
            {words}
        </button>
    }
    .into_any()
}

/// Back to the day, where the change shows.
fn leave(date: Date) {
    location::go(&Address::of_day(date, clock::today()).path());
}

fn cards(state: &LogState, date: Date) -> Vec<Card> {
    let Some(log) = tablet::log() else { return Vec::new() };
    let id = ClosureId::of_day(log, date);
    let Some(clash) = state.programme.closures.get(&id).and_then(Clash::of) else { return Vec::new() };
    let card = |version: &Version<ClosureField>, settle: Vec<ClosureField>| Card {
        edit: version.edit,
        values: version.values.iter().filter_map(words).collect(),
        settle: Fields::Closure(id, settle),
    };
    let lost = clash.lost.iter().map(|version| card(version, clash.take(version)));
    [card(&clash.standing, clash.keep())].into_iter().chain(lost).collect()
}

fn words(field: &ClosureField) -> Option<String> {
    Some(match field {
        ClosureField::Period(_) => return None,
        ClosureField::Reason(Some(reason)) => reason.to_string(),
        ClosureField::Reason(None) => say!(staff::change::value::NO_REASON).to_owned(),
        ClosureField::Hidden(true) => say!(staff::change::value::OPEN).to_owned(),
        ClosureField::Hidden(false) => say!(staff::change::value::CLOSED).to_owned(),
    })
}
