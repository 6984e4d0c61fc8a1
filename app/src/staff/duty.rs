//! One occurrence of the day: when, what, how many, and the way to count it.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::tally::Tally;
use samvaro_core::target::{OccurrenceKey, Target};

use super::address::Address;
use super::counting::visitors;
use super::duty_words::{capitalised_sentence, moved_words};
use super::rows::rows;
use super::saved::Saved;
use super::sign_ups::WayToList;
use super::stage::{Stage, stage};
use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};
use crate::icon::{Icon, IconName};

/// An occurrence, and what is counted elsewhere and belongs to it.
pub type Hosting = (Occurrence, Vec<OccurrenceKey>);

/// What tells rows of the day apart.
pub fn key_of((occurrence, _): &Hosting) -> String {
    occurrence.key.to_string()
}

/// Rows of the day.
pub fn duties(list: Derived<Vec<Hosting>>) -> AnyView {
    let row = |(occurrence, guests)| view! { <Duty occurrence guests /> }.into_any();
    rows(list, key_of, Callback::new(row))
}

/// A row of the day.
#[component]
fn Duty(
    /// The occurrence.
    occurrence: Occurrence,
    /// What is counted elsewhere and belongs to it.
    guests: Vec<OccurrenceKey>,
) -> impl IntoView {
    let key = occurrence.key;
    let target = Target::Occurrence(key);
    let (held, date) = (occurrence.is_held(), occurrence.date);
    let name = occurrence.name.to_string();
    let time = time_of(&occurrence);
    let chip = chip(&occurrence);
    let facts = facts(&occurrence);
    let change = change_link(key, &name);
    let stage = Derived::new(move || stage(&occurrence, clock::minute()));
    let to_count = view! { <ToCount target date held name=name.clone() /> };
    let begins = move || match stage.get() {
        Stage::Ahead { minutes: Some(minutes) } if held => Some(say!(staff::day::begins_in)(minutes)),
        _ => None,
    };
    let words = move || {
        let sentences: Vec<String> = facts.iter().cloned().chain(begins()).collect();
        (!sentences.is_empty()).then(|| view! { <p>{sentences.join(" ")}</p> })
    };
    view! {
        <li class="duty" class:off=!held>
            {time}
            <div class="duty-text">
                {chip} <h3>{name}</h3> {words} <Kept target /> {guest_words(guests.clone())}
                <WayToList key />
            </div>
            <Figure target held stage guests />
            {change}
            {to_count}
        </li>
    }
}

/// The way to the counting, and of what was counted and is past or not held to its correction.
///
/// Counting belongs to the day itself and the days after it. What was counted and is not held can
/// still be corrected: its number stands.
#[component]
pub fn ToCount(
    /// What is counted.
    target: Target,
    /// The day it is on.
    date: Date,
    /// Whether it is held.
    held: bool,
    /// What it is called, for those who hear the buttons one by one.
    name: String,
) -> impl IntoView {
    // Whether it corrects, where it leads anywhere. The minute turns, and the button under a finger
    // or with the keyboard on it must stay the same.
    let corrects = Derived::new(move || {
        let counted = tablet::tally(target).is_counted();
        let today = clock::today();
        let leads = if held { date <= today } else { counted };
        leads.then_some(counted && (!held || date < today))
    });
    move || {
        let (path, does) = match corrects.get()? {
            true => (Address::correct(target), say!(staff::day::CORRECT)),
            false => (Address::Count(target).path(), say!(staff::day::COUNT)),
        };
        Some(view! {
            <a class="button tall" href=path aria-label=say!(staff::day::does_this)(does, &name)>
                {does}
            </a>
        })
    }
}

/// The figure, or why there is none.
#[component]
pub fn Figure(
    /// What was counted.
    target: Target,
    /// Whether it is held.
    held: bool,
    /// Where it stands in the day.
    stage: Derived<Stage>,
    /// What is counted elsewhere and belongs to it.
    #[prop(optional)]
    guests: Vec<OccurrenceKey>,
) -> impl IntoView {
    let tally = Derived::new(move || with_guests(target, &guests));
    move || {
        let tally = tally.read();
        if tally.is_counted() {
            return Some(
                view! { <p class="duty-count">{about(&tally)} {visitors(tally.total)}</p> }.into_any(),
            );
        }
        let words = match stage.get() {
            _ if !held => return None,
            // Nobody knows whether it has begun: the row says that its time is missing.
            Stage::SomeTime => return None,
            Stage::Ahead { .. } => say!(staff::day::NOT_BEGUN),
            Stage::Now | Stage::Over => say!(staff::day::NOT_COUNTED),
        };
        Some(view! { <p class="duty-count none">{words}</p> }.into_any())
    }
}

/// Stands before a number that is an estimate.
pub fn about(tally: &Tally) -> impl IntoView + use<> {
    tally.is_estimate().then(|| view! { <small>{say!(staff::day::ABOUT)}</small> })
}

/// A tally, with those that belong to it.
pub fn with_guests(target: Target, guests: &[OccurrenceKey]) -> Tally {
    let mut tally = tablet::tally(target);
    for guest in guests {
        tally.join(&tablet::tally(Target::Occurrence(*guest)));
    }
    tally
}

/// Says where counts come from that were made elsewhere.
pub fn guest_words(guests: Vec<OccurrenceKey>) -> impl IntoView {
    let words = move |guest: OccurrenceKey| {
        let name = tablet::view(|state| state.programme.find(guest)).flatten()?.name.to_string();
        let total = tablet::tally(Target::Occurrence(guest)).total;
        Some(say!(staff::change::of_them)(&visitors(total), &name))
    };
    let line = move |guest: OccurrenceKey| {
        let path = Address::Change(guest).path();
        view! {
            <p>
                <a class="quiet link" href=path>
                    {move || words(guest)}
                </a>
            </p>
        }
    };
    guests.into_iter().map(line).collect_view()
}

/// The way to the page where an occurrence is changed.
pub fn change_link(key: OccurrenceKey, name: &str) -> AnyView {
    let label = say!(staff::change::change_this)(name);
    view! {
        <a class="quiet" href=Address::Change(key).path() aria-label=label>
            <Icon name=IconName::Pencil />
            {say!(staff::change::CHANGE)}
        </a>
    }
    .into_any()
}

/// Where the figure is: being saved, on the tablet, or sent; and whether two people wrote different ones.
#[component]
pub fn Kept(
    /// What was counted.
    target: Target,
) -> impl IntoView {
    let kept = Derived::new(move || {
        let counted = Tally::is_counted(&tablet::tally(target));
        counted.then(|| Saved::of(target).words())
    });
    let contested = Derived::new(move || tablet::tally(target).is_contested());
    let chip = || {
        view! {
            <p>
                <span class="chip">
                    <Icon name=IconName::History />
                    {say!(staff::count::TWO_COUNTS)}
                </span>
            </p>
        }
    };
    view! {
        {move || kept.get().map(|kept| view! { <p>{kept}</p> })}
        {move || contested.get().then(chip)}
    }
}

fn time_of(occurrence: &Occurrence) -> AnyView {
    let Some(start) = occurrence.time.start else {
        return view! { <p class="duty-time">{say!(staff::day::TIME_UNKNOWN)}</p> }.into_any();
    };
    let until =
        occurrence.time.end.map(|end| view! { <span>{say!(staff::day::until)(&say!(time)(end))}</span> });
    view! { <p class="duty-time">{say!(time)(start)} " " {until}</p> }.into_any()
}

/// What is special about it: cancelled, closed, moved, outside the programme.
pub fn chip(occurrence: &Occurrence) -> Option<AnyView> {
    let (icon, words, off) = match &occurrence.state {
        State::Cancelled { .. } => (IconName::CircleX, say!(staff::day::CANCELLED).to_owned(), true),
        State::Closed { .. } => (IconName::Door, say!(staff::day::CLOSED).to_owned(), true),
        State::RedDay { name } => (IconName::Door, name.clone(), true),
        State::OutsideProgramme => (IconName::Info, say!(staff::day::OUTSIDE).to_owned(), false),
        State::Planned => (IconName::Moved, moved_words(occurrence)?, false),
    };
    let chip = view! {
        <p>
            <span class="chip" class:off=off>
                <Icon name=icon />
                {words}
            </span>
        </p>
    };
    Some(chip.into_any())
}

/// Room, note or the reason why it is not held.
fn facts(occurrence: &Occurrence) -> Vec<String> {
    let reason = match &occurrence.state {
        State::Cancelled { reason } | State::Closed { reason } => {
            reason.as_ref().map(|reason| capitalised_sentence(reason.as_str()))
        }
        _ => None,
    };
    let room = occurrence.room.as_ref().map(|room| capitalised_sentence(room.as_str()));
    let note = occurrence.note.as_ref().map(|note| capitalised_sentence(note.as_str()));
    let host = occurrence.host.as_ref().map(|host| say!(staff::day::led_by)(host.as_str()));
    match occurrence.is_held() {
        true => [room, host, note].into_iter().flatten().collect(),
        false => reason.into_iter().collect(),
    }
}
