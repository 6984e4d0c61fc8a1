//! One occurrence of the day: when, what, how many, and the way to count it.

use leptos::prelude::*;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::tally::Tally;
use samvaro_core::target::Target;

use super::address::Address;
use super::sign_ups::WayToList;
use super::stage::{Stage, stage};
use super::text::day as text;
use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};
use crate::icon::{Icon, IconName};
use crate::swedish;

/// A row of the day.
#[component]
pub fn Duty(
    /// The occurrence.
    occurrence: Occurrence,
) -> impl IntoView {
    let key = occurrence.key;
    let target = Target::Occurrence(key);
    let (held, date) = (occurrence.is_held(), occurrence.date);
    let path = Address::Count(target).path();
    let label = text::count_this(occurrence.name.as_str());
    let time = time_of(&occurrence);
    let chip = chip(&occurrence);
    let words = words(&occurrence);
    let name = occurrence.name.to_string();
    let stage = Derived::new(move || stage(&occurrence, clock::minute()));
    let begins = move || match stage.get() {
        Stage::Ahead { minutes: Some(minutes) } if held => Some(view! { <p>{text::begins_in(minutes)}</p> }),
        _ => None,
    };
    // Counting belongs to the day itself and the days after it.
    let button = move || {
        (held && date <= clock::today()).then(|| {
            view! {
                <a class="button tall" href=path.clone() aria-label=label.clone()>
                    {text::COUNT}
                </a>
            }
        })
    };
    view! {
        <li class="duty" class:off=!held>
            {time}
            <div class="duty-text">{chip} <h3>{name}</h3> {words} {begins} <Kept target /> <WayToList key /></div>
            <Figure target held stage />
            {button}
        </li>
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
) -> impl IntoView {
    let tally = Derived::new(move || tablet::tally(target));
    move || {
        let tally = tally.read();
        if tally.is_counted() {
            let about = (tally.about > 0).then(|| view! { <span class="sr-only">{text::ABOUT}</span> });
            return Some(
                view! { <p class="duty-count">{about} {swedish::number(tally.total)}</p> }.into_any(),
            );
        }
        let words = match stage.get() {
            _ if !held => return None,
            Stage::Ahead { .. } => text::NOT_BEGUN,
            Stage::Now | Stage::Over => text::NOT_COUNTED,
        };
        Some(view! { <p class="duty-count none">{words}</p> }.into_any())
    }
}

/// Where the figure is: on the tablet, or sent.
#[component]
pub fn Kept(
    /// What was counted.
    target: Target,
) -> impl IntoView {
    let kept = Derived::new(move || {
        let counted = Tally::is_counted(&tablet::tally(target));
        counted.then(|| if tablet::is_waiting(target) { text::ON_TABLET } else { text::SENT })
    });
    move || kept.get().map(|kept| view! { <p>{kept}</p> })
}

fn time_of(occurrence: &Occurrence) -> AnyView {
    let Some(start) = occurrence.time.start else {
        return view! { <p class="duty-time">{text::TIME_UNKNOWN}</p> }.into_any();
    };
    let until = occurrence.time.end.map(|end| view! { <span>{text::until(&swedish::time(end))}</span> });
    view! { <p class="duty-time">{swedish::time(start)} {until}</p> }.into_any()
}

fn chip(occurrence: &Occurrence) -> Option<AnyView> {
    let (icon, words, off) = match &occurrence.state {
        State::Cancelled { .. } => (IconName::CircleX, text::CANCELLED.to_owned(), true),
        State::Closed { .. } => (IconName::Door, text::CLOSED.to_owned(), true),
        State::RedDay { name } => (IconName::Door, name.clone(), true),
        State::OutsideProgramme => (IconName::Info, text::OUTSIDE.to_owned(), false),
        State::Planned => (IconName::Moved, moved(occurrence)?, false),
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

/// Where it was before somebody moved it.
fn moved(occurrence: &Occurrence) -> Option<String> {
    let from = occurrence.moved_from.as_ref()?;
    let other_day = (from.date != occurrence.date).then(|| swedish::short_date(from.date));
    let other_time = from.start.filter(|start| Some(*start) != occurrence.time.start).map(swedish::time);
    let room = from.room.as_ref().map(|room| uncapitalised(room.as_str()));
    let before: Vec<String> = [other_day, other_time, room].into_iter().flatten().collect();
    (!before.is_empty()).then(|| text::moved_from(&before.join(" ")))
}

/// Room, note or the reason why it is not held.
fn words(occurrence: &Occurrence) -> Option<AnyView> {
    let reason = match &occurrence.state {
        State::Cancelled { reason } | State::Closed { reason } => {
            reason.as_ref().map(|reason| sentence(reason.as_str()))
        }
        _ => None,
    };
    let room = occurrence.room.as_ref().map(|room| sentence(room.as_str()));
    let note = occurrence.note.as_ref().map(|note| sentence(note.as_str()));
    let facts: Vec<String> = match occurrence.is_held() {
        true => [room, note].into_iter().flatten().collect(),
        false => reason.into_iter().collect(),
    };
    (!facts.is_empty()).then(|| view! { <p>{facts.join(" ")}</p> }.into_any())
}

/// A line as a whole sentence: people end theirs with a full stop, or do not.
pub fn sentence(line: &str) -> String {
    let ended = line.ends_with(['.', '!', '?', '…']);
    format!("{}{}", swedish::capitalised(line), if ended { "" } else { "." })
}

fn uncapitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}
