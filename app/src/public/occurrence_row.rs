//! One occurrence: a line of the timetable.

use jiff::civil::DateTime;
use leptos::prelude::*;
use samvaro_core::occurrence::{Occurrence, State};

use super::facts;
use super::phase::{Phase, phase};
use crate::icon::{Icon, IconName};
use crate::swedish;
use crate::swedish::public as text;

/// When, what, whether, and what else to know.
#[component]
pub fn OccurrenceRow(
    /// The occurrence.
    occurrence: Occurrence,
    /// The moment it is looked at.
    now: Signal<DateTime>,
    /// Where to call to sign up, as a link.
    call: Option<String>,
) -> impl IntoView {
    let cancelled = matches!(occurrence.state, State::Cancelled { .. });
    let name = occurrence.name.to_string();
    let time = time_of(&occurrence);
    let moved = facts::moved_from(&occurrence);
    let words = words_of(&occurrence, call);
    let state = match &occurrence.state {
        State::Cancelled { .. } => cancelled_chip().into_any(),
        _ if moved.is_some() => moved_chip(occurrence.clone(), now).into_any(),
        _ => now_chip(occurrence.clone(), now).into_any(),
    };
    let heading = view! {
        <h3>
            <span class="occurrence-name">{name}</span>
        </h3>
    };
    // A cancelled occurrence says so before its name.
    let (before, after) = if cancelled { (Some(state), None) } else { (None, Some(state)) };
    let past = Memo::new(move |_| phase(&occurrence, now.get()) == Phase::Past);
    view! {
        <li class="occurrence" class:off=cancelled class:past=past>
            {time}
            <div class="occurrence-text">{before} {heading} {after} {words}</div>
        </li>
    }
    .into_any()
}

/// An occurrence that has left this day for another.
#[component]
pub fn MovedAwayRow(
    /// The occurrence as it is now.
    occurrence: Occurrence,
) -> impl IntoView {
    let start = occurrence.moved_from.as_ref().and_then(|from| from.start);
    view! {
        <li class="occurrence off">
            <p class="occurrence-time">{start.map(swedish::time)}</p>
            <div class="occurrence-text">
                <p class="occurrence-state">
                    <span class="chip off">
                        <Icon name=IconName::Moved />
                        {text::MOVED}
                    </span>
                </p>
                <h3>
                    <span class="occurrence-name">{occurrence.name.to_string()}</span>
                </h3>
                <p>{text::moved_to(&facts::new_time(&occurrence))}</p>
            </div>
        </li>
    }
    .into_any()
}

fn time_of(occurrence: &Occurrence) -> AnyView {
    let Some(start) = occurrence.time.start else {
        return view! { <p class="occurrence-time unknown">{text::TIME_UNKNOWN}</p> }.into_any();
    };
    let until = occurrence.time.end.map(|end| {
        view! { <span>{text::until(&swedish::time(end))}</span> }
    });
    view! { <p class="occurrence-time">{swedish::time(start)} {until}</p> }.into_any()
}

fn cancelled_chip() -> impl IntoView {
    view! {
        <p class="occurrence-state">
            <span class="chip off">
                <Icon name=IconName::CircleX />
                {text::CANCELLED}
            </span>
        </p>
    }
}

fn moved_chip(occurrence: Occurrence, now: Signal<DateTime>) -> impl IntoView {
    let going_on = going_on(&occurrence, now);
    view! {
        <p class="occurrence-state">
            {move || going_on.get().then(now_words)} <span class="chip">
                <Icon name=IconName::Moved />
                {text::MOVED}
            </span>
        </p>
    }
}

fn now_chip(occurrence: Occurrence, now: Signal<DateTime>) -> impl IntoView {
    let needs_sign_up = occurrence.needs_sign_up;
    let going_on = going_on(&occurrence, now);
    move || {
        (needs_sign_up || going_on.get()).then(|| {
            view! {
                <p class="occurrence-state">
                    {going_on.get().then(now_words)} {needs_sign_up.then(sign_up_words)}
                </p>
            }
        })
    }
}

fn sign_up_words() -> impl IntoView {
    view! {
        <span class="chip">
            <Icon name=IconName::Clipboard />
            {text::SIGN_UP}
        </span>
    }
}

fn now_words() -> impl IntoView {
    view! {
        <span class="chip now">
            <Icon name=IconName::Clock />
            {text::NOW}
        </span>
    }
}

fn going_on(occurrence: &Occurrence, now: Signal<DateTime>) -> Memo<bool> {
    let occurrence = occurrence.clone();
    Memo::new(move |_| phase(&occurrence, now.get()) == Phase::Now)
}

fn words_of(occurrence: &Occurrence, call: Option<String>) -> AnyView {
    let lines = facts::lines(occurrence).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let signs_up = occurrence.needs_sign_up && occurrence.is_held();
    let button = call.filter(|_| signs_up).map(|link| {
        view! {
            <a class="button" href=link>
                <Icon name=IconName::Phone />
                {text::CALL_TO_SIGN_UP}
            </a>
        }
    });
    view! {
        {lines}
        {button}
    }
    .into_any()
}
