//! What has been changed about this one date, by whom, with the way back for each.

use leptos::prelude::*;
use samvaro_core::field::{Fields, OccurrenceField};
use samvaro_core::fold::LogState;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::day_edit;
use samvaro_core::register::Edit;
use samvaro_core::target::OccurrenceKey;

use super::super::versions::{when, who};
use super::{Changing, words};
use crate::browser::derived::Derived;
use crate::browser::tablet;

/// A change that holds: its words, who made it, and the fields that take it back.
type Row = (String, Edit, Fields);

/// The list; nothing while the programme stands as it is.
#[component]
pub(super) fn Changed(changing: Changing) -> impl IntoView {
    let key = changing.key;
    let rows = Derived::new(move || tablet::view(|state| rows(state, key)).unwrap_or_default());
    let list = move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{say!(staff::change::CHANGED)}</h2>
                    <ul class="duties">
                        {rows.into_iter().map(|changed| row(changing, changed)).collect_view()}
                    </ul>
                </section>
            }
        })
    };
    let rests = Derived::new(move || changing.found.read().as_ref().as_ref().is_some_and(rests));
    let anyway = move || {
        rests.get().then(|| {
            let hold = move |_| {
                changing
                    .write(say!(staff::change::changed)(&changing.name()), day_edit::hold_anyway(key, true))
            };
            view! {
                <button class="button tall" type="button" on:click=hold>
                    {say!(staff::change::HOLD_ANYWAY)}
                </button>
            }
        })
    };
    view! {
        {list}
        {anyway}
    }
}

fn rests(occurrence: &Occurrence) -> bool {
    matches!(occurrence.state, State::Closed { .. } | State::RedDay { .. })
}

fn rows(state: &LogState, key: OccurrenceKey) -> Vec<Row> {
    use OccurrenceField::{AttachedTo, Cancelled, HeldAnyway, Hidden, Moved, Name, Note, Reason, Room};
    let Some(edits) = state.programme.occurrences.get(&key) else { return Vec::new() };
    let one = |field| Fields::Occurrence(key, vec![field]);
    let row = |(value, edit): (&OccurrenceField, Edit)| {
        let back = match value {
            Cancelled(true) => day_edit::hold_again(key),
            Moved(Some(_)) => one(Moved(None)),
            Room(Some(_)) => one(Room(None)),
            Name(Some(_)) => one(Name(None)),
            Note(Some(_)) => one(Note(None)),
            HeldAnyway(true) => one(HeldAnyway(false)),
            Hidden(true) => one(Hidden(false)),
            AttachedTo(Some(_)) => one(AttachedTo(None)),
            _ => return None,
        };
        let reason = edits.get(|field| if let Reason(reason) = field { reason.as_ref() } else { None });
        let reason = reason.filter(|_| matches!(value, Cancelled(_)));
        let words = say!(capitalised)(&words::of(value, key, &state.programme));
        Some((reason.map_or(words.clone(), |reason| format!("{words}: {reason}")), edit, back))
    };
    edits.iter().map(|register| (&register.standing.value, register.standing.edit)).filter_map(row).collect()
}

fn row(changing: Changing, (words, edit, back): Row) -> impl IntoView {
    let label = format!("{}: {words}", say!(staff::change::TAKE_BACK));
    let take_back = move |_| changing.write(say!(staff::change::changed)(&changing.name()), back.clone());
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{words}</h3>
                <p>{format!("{}, {}", who(edit), when(edit))}</p>
            </div>
            <button class="button tall" type="button" aria-label=label on:click=take_back>
                {say!(staff::change::TAKE_BACK)}
            </button>
        </li>
    }
}
