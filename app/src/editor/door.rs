//! The day's programme on a screen at the door: large, without anything to press, without a count
//! and without a person's name. It follows the clock and the log by itself.

use jiff::civil::Date;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::schedule::Window;
use samvaro_core::text::Line;

use super::address::Address;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, location, tablet, wake_lock};
use crate::icon::{Icon, IconName, Mark};
use crate::staff::address::HOME;
use crate::staff::duty_words::{capitalised_sentence, moved_words};
use crate::staff::stage::{Stage, stage};

/// How many rows fit on a screen that nobody can scroll.
const ROWS_MAX: usize = 7;
/// With more rows than this they are smaller.
const LARGE_ROWS_MAX: usize = 4;

/// Where a row stands in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Now,
    Next,
    Later,
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    rows: Vec<(Occurrence, Turn)>,
    /// How many more there are than fit.
    more: usize,
    /// Whether the day had something that is over.
    over: bool,
}

/// `/personal/skarm`.
#[component]
pub fn DoorScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    let on = Derived::new(|| tablet::view(|state| state.programme.has_screen()).unwrap_or_default());
    wake_lock::hold();
    let leave = window_event_listener(ev::keydown, |event: KeyboardEvent| {
        if event.key() == "Escape" {
            location::go(HOME);
        }
    });
    on_cleanup(move || {
        leave.remove();
        wake_lock::release();
    });
    let today = Derived::new(clock::today);
    let shown = Derived::new(move || shown(today.get()));
    let closed = Derived::new(move || tablet::view(|state| state.programme.closed_on(today.get())).flatten());
    let small = move || shown.read().rows.len() > LARGE_ROWS_MAX;
    view! {
        <Title text=place.clone() />
        <div class="page door" class:small=small>
            <main id="innehall">
                <header class="door-head">
                    <p class="door-place">
                        <Mark />
                        {place}
                    </p>
                    <p class="door-clock">{move || say!(time)(clock::minute().time())}</p>
                </header>
                <h1 class="door-day">{move || say!(capitalised)(&say!(long_date)(today.get()))}</h1>
                {move || if on.get() { programme(shown, closed).into_any() } else { switched_off() }}
            </main>
        </div>
    }
}

fn programme(shown: Derived<Shown>, closed: Derived<Option<Option<Line>>>) -> impl IntoView {
    view! {
        {move || closed.get().map(|reason| closed_words(reason.as_ref().map(Line::as_str)))}
        <ul class="door-rows">{move || shown.get().rows.into_iter().map(row).collect_view()}</ul>
        {move || under(&shown.read())}
    }
}

/// The place has no such screen: whoever came here finds out where it is switched on.
fn switched_off() -> AnyView {
    view! {
        <p>{say!(editor::door::OFF)}</p>
        <p>
            <a class="quiet link" href=Address::Settings.path()>
                {say!(editor::door::SETTINGS)}
            </a>
        </p>
    }
    .into_any()
}

fn shown(today: Date) -> Shown {
    let now = clock::minute();
    let day = tablet::view(|state| state.programme.occurrences(Window::day(today))).unwrap_or_default();
    let all = day.len();
    let mut shown = Shown::default();
    for occurrence in day {
        let turn = match stage(&occurrence, now) {
            Stage::Over => continue,
            Stage::Now if occurrence.is_held() => Turn::Now,
            _ => Turn::Later,
        };
        shown.rows.push((occurrence, turn));
    }
    shown.over = shown.rows.len() < all;
    shown.more = shown.rows.len().saturating_sub(ROWS_MAX);
    shown.rows.truncate(ROWS_MAX);
    let next = |(occurrence, turn): &&mut (Occurrence, Turn)| {
        *turn == Turn::Later && occurrence.is_held() && occurrence.time.start.is_some()
    };
    if let Some((_, turn)) = shown.rows.iter_mut().find(next) {
        *turn = Turn::Next;
    }
    shown
}

fn under(shown: &Shown) -> Option<AnyView> {
    let words = match (shown.more, shown.rows.len()) {
        (0, 0) if shown.over => say!(editor::door::NO_MORE).to_owned(),
        (0, 0) => say!(editor::door::NOTHING).to_owned(),
        (0, _) => return None,
        (more, _) => say!(editor::door::more)(more),
    };
    Some(view! { <p class="door-more">{words}</p> }.into_any())
}

fn closed_words(reason: Option<&str>) -> impl IntoView + use<> {
    let reason = reason.map(capitalised_sentence);
    view! {
        <p class="door-closed">
            <span class="chip off">
                <Icon name=IconName::Door />
                {say!(editor::door::CLOSED)}
            </span>
            {reason}
        </p>
    }
}

fn row((occurrence, turn): (Occurrence, Turn)) -> impl IntoView {
    let off = !occurrence.is_held();
    let time = occurrence.time.start.map_or_else(|| say!(editor::door::TIME_UNKNOWN).to_owned(), say!(time));
    let until =
        occurrence.time.end.map(|end| view! { <span>{say!(editor::door::until)(&say!(time)(end))}</span> });
    let (chip, words) = match &occurrence.state {
        State::Cancelled { reason } => (
            Some(off_chip(IconName::CircleX, say!(editor::door::CANCELLED))),
            reason.as_ref().map(|line| line.to_string()),
        ),
        State::Closed { .. } => (Some(off_chip(IconName::Door, say!(editor::door::CLOSED))), None),
        State::RedDay { name } => {
            (Some(off_chip(IconName::Door, say!(editor::door::RESTS))), Some(name.clone()))
        }
        State::Planned | State::OutsideProgramme => (turn_chip(turn), facts(&occurrence)),
    };
    view! {
        <li class="door-row" class:sun=turn == Turn::Now class:off=off>
            <p class="door-time">{time} {until}</p>
            <div>
                <h2>{occurrence.name.to_string()}</h2>
                {chip}
                {words.map(|words| view! { <p>{capitalised_sentence(&words)}</p> })}
            </div>
        </li>
    }
}

/// Where it is, if it was moved, and what to bring.
fn facts(occurrence: &Occurrence) -> Option<String> {
    let room = occurrence.room.as_ref().map(|room| capitalised_sentence(room.as_str()));
    let note = occurrence.note.as_ref().map(|note| capitalised_sentence(note.as_str()));
    let moved = moved_words(occurrence).map(|words| capitalised_sentence(&words));
    let facts: Vec<String> = [room, moved, note].into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(" "))
}

fn off_chip(icon: IconName, words: &'static str) -> AnyView {
    view! {
        <span class="chip off">
            <Icon name=icon />
            {words}
        </span>
    }
    .into_any()
}

fn turn_chip(turn: Turn) -> Option<AnyView> {
    let (now, words) = match turn {
        Turn::Now => (true, say!(editor::door::NOW)),
        Turn::Next => (false, say!(editor::door::NEXT)),
        Turn::Later => return None,
    };
    let chip = view! {
        <span class="chip" class:now=now>
            <Icon name=IconName::Clock />
            {words}
        </span>
    };
    Some(chip.into_any())
}
