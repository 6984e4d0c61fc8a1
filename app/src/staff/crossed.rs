//! What people changed past each other and nobody has settled yet: one calm line each.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::field::OccurrenceField;
use samvaro_core::fold::LogState;
use samvaro_core::id::ClosureId;
use samvaro_core::registers::Registers;
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::target::{OccurrenceKey, Target};

use super::address::Address;
use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};
use crate::editor::address::Address as Seldom;
use crate::icon::{Icon, IconName};

/// How many lines are shown at once; the next ones come when these are settled.
const SHOWN_MAX: usize = 3;
/// How far ahead a date is looked for of what was deleted and changed at once, in days.
const LOOKED_AHEAD_DAYS: i64 = 35;
/// How long something that has been is still asked about, in days.
const ASKED_BACK_DAYS: i64 = 14;

/// The lines above the day.
#[component]
pub fn Crossed() -> impl IntoView {
    let found = |of: fn(&LogState, Date) -> Vec<Crossing>| {
        Derived::new(move || tablet::view(|state| of(state, clock::today())).unwrap_or_default())
    };
    let (edits, counts) = (found(crossed), found(counted_twice));
    view! {
        <div class="banners">
            {move || edits.get().into_iter().map(|it| line(it, say!(staff::change::CLASH))).collect_view()}
            {move || counts.get().into_iter().map(|it| line(it, say!(staff::count::TWO_COUNTS))).collect_view()}
        </div>
    }
}

/// Where, what it is called, and when.
type Crossing = (String, String, Date);

/// What two people typed different numbers for.
fn counted_twice(state: &LogState, today: Date) -> Vec<Crossing> {
    let since = plus_days(today, -ASKED_BACK_DAYS).unwrap_or(today);
    let contested = state.tallies.iter().filter(|(_, tally)| tally.is_contested());
    let of_target = |target: Target| {
        let (name, date) = match target {
            Target::Occurrence(key) => {
                let found = state.programme.find(key).or_else(|| state.programme.outside(key))?;
                (found.name.to_string(), found.date)
            }
            Target::DropIn(date, part) => {
                (format!("{} {}", say!(staff::day::DROP_IN), say!(staff::day::half)(part)), date)
            }
        };
        (date >= since).then(|| (Address::Count(target).path(), name, date))
    };
    in_order(contested.filter_map(|(target, _)| of_target(*target)).collect())
}

fn in_order(mut crossings: Vec<Crossing>) -> Vec<Crossing> {
    crossings.sort_by_key(|(_, _, date)| *date);
    crossings.truncate(SHOWN_MAX);
    crossings
}

fn crossed(state: &LogState, today: Date) -> Vec<Crossing> {
    let programme = &state.programme;
    let since = plus_days(today, -ASKED_BACK_DAYS).unwrap_or(today);
    let contested = programme
        .occurrences
        .iter()
        .filter(|(key, edits)| waits(edits) || programme.cancelled_and_moved(**key).is_some());
    let of_occurrence = |key: &OccurrenceKey| {
        let found = programme.find(*key).filter(|found| found.date >= since)?;
        Some((Address::Change(*key).path(), found.name.to_string(), found.date))
    };
    let mut crossed: Vec<Crossing> = contested.filter_map(|(key, _)| of_occurrence(key)).collect();
    crossed.extend(closed_day(state, today));
    crossed.extend(under_review(state, today));
    in_order(crossed)
}

fn waits(edits: &Registers<OccurrenceField>) -> bool {
    edits.needs_review() || edits.contested().next().is_some()
}

/// Two tablets have closed today, each with a reason of its own.
fn closed_day(state: &LogState, today: Date) -> Option<Crossing> {
    let id = ClosureId::of_day(tablet::log()?, today);
    let closure = state.programme.closures.get(&id)?;
    closure.contested().next()?;
    Some((Seldom::Close(today).path(), say!(staff::change::value::CLOSED).to_owned(), today))
}

/// The next date of something that was deleted while somebody else changed it.
fn under_review(state: &LogState, today: Date) -> Option<Crossing> {
    let programme = &state.programme;
    let slots = programme.slots.values().any(Registers::needs_review);
    if !slots && !programme.activities.values().any(Registers::needs_review) {
        return None;
    }
    let until = plus_days(today, LOOKED_AHEAD_DAYS).unwrap_or(today);
    let next = programme.occurrences(Window { from: today, until });
    let next = next.into_iter().find(|found| programme.unsettled(found.key).is_some())?;
    Some((Address::Change(next.key).path(), next.name.to_string(), next.date))
}

fn line((address, name, date): Crossing, heading: &str) -> AnyView {
    let what = say!(staff::change::clash_in)(&name, &say!(day_relative_to)(clock::today(), date));
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::History />
            <div>
                <b>{heading.to_owned()}</b>
                <br />
                {what.clone()}
            </div>
            <a class="button" href=address aria-label=format!("{}: {what}", say!(staff::change::LOOK))>
                {say!(staff::change::LOOK)}
            </a>
        </section>
    }
    .into_any()
}
