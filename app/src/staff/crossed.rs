//! What people changed past each other and nobody has settled yet: one calm line each.

use std::collections::BTreeSet;

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::field::{OccurrenceField, Period};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, ClosureId};
use samvaro_core::programme::Programme;
use samvaro_core::programme::closed_periods::ClosedPeriod;
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
/// How far ahead is looked for closed days, and for a date of what was deleted and changed at once, in
/// days.
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

/// Where it is settled, what it is about, and when.
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
        (date >= since).then(|| on(today, Address::Count(target).path(), &name, date))
    };
    in_order(contested.filter_map(|(target, _)| of_target(*target)).collect())
}

/// Something of one day.
fn on(today: Date, address: String, name: &str, date: Date) -> Crossing {
    (address, say!(staff::change::clash_in)(name, &say!(day_relative_to)(today, date)), date)
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
        Some(on(today, Address::Change(*key).path(), found.name.as_str(), found.date))
    };
    let mut crossed: Vec<Crossing> = contested.filter_map(|(key, _)| of_occurrence(key)).collect();
    crossed.extend(closed_days(state, today));
    crossed.extend(closed_periods(state, today));
    crossed.extend(under_review(state, today));
    crossed.extend(series(programme, today));
    in_order(crossed)
}

fn waits(edits: &Registers<OccurrenceField>) -> bool {
    edits.needs_review() || edits.contested().next().is_some()
}

/// Two tablets have closed a day, each with a reason of its own.
fn closed_days(state: &LogState, today: Date) -> Vec<Crossing> {
    let Some(log) = tablet::log() else { return Vec::new() };
    let contested = |day: &Date| {
        let closure = state.programme.closures.get(&ClosureId::of_day(log, *day));
        closure.is_some_and(|closure| closure.contested().next().is_some())
    };
    let line = |day| on(today, Seldom::Close(day).path(), say!(staff::day::CLOSED), day);
    days_ahead(today).filter(contested).map(line).collect()
}

/// Two have changed a period that is near, and that is not a day closed by itself.
fn closed_periods(state: &LogState, today: Date) -> Vec<Crossing> {
    let (programme, log, until) = (&state.programme, tablet::log(), looked_ahead(today));
    let near = programme.closed_periods().into_iter().filter(|closed| {
        let Period { from, until: last } = closed.period;
        let by_itself = log.is_some_and(|log| closed.id == ClosureId::of_day(log, from));
        !by_itself && from <= until && today <= last
    });
    let crossed = near.filter(|closed| closed.needs_review || programme.closures[&closed.id].is_contested());
    let line = |closed: ClosedPeriod| {
        let Period { from, until } = closed.period;
        let span = say!(date_span)(from, until);
        let what = say!(staff::change::clash_in)(say!(staff::day::CLOSED), &span);
        (Seldom::closed_periods(), what, from)
    };
    crossed.map(line).collect()
}

/// What two have changed of a series or its weekly times, for all its dates.
fn series(programme: &Programme, today: Date) -> Vec<Crossing> {
    let activities = programme.activities.iter().filter(|(_, activity)| activity.is_contested());
    let slots = programme.slots.iter().filter(|(_, slot)| !slot.is_hidden() && slot.is_contested());
    let of_slots = slots.filter_map(|(id, _)| Some(programme.slot(*id)?.activity));
    let crossed: BTreeSet<ActivityId> = activities.map(|(id, _)| *id).chain(of_slots).collect();
    let line = |id: ActivityId| {
        let activity = programme.activity(id).filter(|activity| !activity.is_hidden())?;
        let what = say!(staff::change::clash_in_series)(activity.name().as_str());
        Some((Seldom::series(id), what, today))
    };
    crossed.into_iter().filter_map(line).collect()
}

fn looked_ahead(today: Date) -> Date {
    plus_days(today, LOOKED_AHEAD_DAYS).unwrap_or(today)
}

fn days_ahead(today: Date) -> impl Iterator<Item = Date> {
    (0..=LOOKED_AHEAD_DAYS).filter_map(move |days| plus_days(today, days))
}

/// The next date of something that was deleted while somebody else changed it.
fn under_review(state: &LogState, today: Date) -> Option<Crossing> {
    let programme = &state.programme;
    let slots = programme.slots.values().any(Registers::needs_review);
    if !slots && !programme.activities.values().any(Registers::needs_review) {
        return None;
    }
    let until = looked_ahead(today);
    let next = programme.occurrences(Window { from: today, until });
    let next = next.into_iter().find(|found| programme.unsettled(found.key).is_some())?;
    Some(on(today, Address::Change(next.key).path(), next.name.as_str(), next.date))
}

fn line((address, what, _): Crossing, heading: &str) -> AnyView {
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
