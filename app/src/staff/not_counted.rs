//! What was held and nobody has counted: today, the last two weeks, and the last year when asked for.

use leptos::prelude::*;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::target::Target;

use super::address::Address;
use super::counting::Counted;
use super::duty::{Hosting, duties};
use super::rows::rows;
use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};
use crate::icon::{Icon, IconName};

/// How far back it looks, in days.
const REACH_DAYS: i64 = 14;
/// How far back it looks when somebody asks for all, in days.
const LONG_REACH_DAYS: i64 = 366;
/// How many are shown before somebody asks for all.
const SHOWN_AT_FIRST: usize = 5;

/// The list with its two answers; empty when everything is counted.
#[component]
pub fn NotCounted(
    /// What is over today and nobody has counted. It stands here and nowhere else, with all that a row
    /// of the day has.
    today: Derived<Vec<Hosting>>,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let older = RwSignal::new(false);
    let waiting = Derived::new(move || waiting(if older.get() { LONG_REACH_DAYS } else { REACH_DAYS }));
    let noted = RwSignal::new(None::<(Target, String)>);
    let shown = Derived::new(move || {
        let limit = if all.get() { usize::MAX } else { SHOWN_AT_FIRST };
        waiting.read().iter().take(limit).cloned().collect::<Vec<_>>()
    });
    let forgotten = Callback::new(move |occurrence| row(occurrence, noted).into_any());
    let more = move || {
        let count = waiting.read().len();
        (count > SHOWN_AT_FIRST && !all.get()).then(|| {
            view! {
                <button class="button wide" type="button" on:click=move |_| all.set(true)>
                    {say!(staff::day::show_all)(count)}
                </button>
            }
        })
    };
    let look_back = move |_| {
        older.set(true);
        all.set(true);
    };
    let further = move || {
        if !older.get() {
            let button = view! {
                <button class="quiet" type="button" on:click=look_back>
                    <Icon name=IconName::History />
                    {say!(staff::day::OLDER)}
                </button>
            };
            return Some(button.into_any());
        }
        waiting
            .read()
            .is_empty()
            .then(|| view! { <p class="soft">{say!(staff::day::NOTHING_OLDER)}</p> }.into_any())
    };
    view! {
        {move || noted.get().map(|(target, name)| undo_banner(target, &name, noted))}
        <Show when=move || !(today.read().is_empty() && waiting.read().is_empty())>
            <section class="stack close">
                <header class="leaf">
                    <h2>{say!(staff::day::NOT_COUNTED_YET)}</h2>
                </header>
                <ul class="duties">{duties(today)} {rows(shown, |occurrence| occurrence.key.to_string(), forgotten)}</ul>
                {more}
            </section>
        </Show>
        <div class="stack" role="status">{further}</div>
    }
}

fn waiting(reach_days: i64) -> Vec<Occurrence> {
    let today = clock::today();
    let (Some(from), Ok(until)) = (plus_days(today, -reach_days), today.yesterday()) else {
        return Vec::new();
    };
    let found = tablet::view(|state| state.not_counted(Window { from, until }));
    let mut found = found.unwrap_or_default();
    found.reverse();
    found
}

fn row(occurrence: Occurrence, noted: RwSignal<Option<(Target, String)>>) -> impl IntoView {
    let target = Target::Occurrence(occurrence.key);
    let counted = Counted { target, held_on: occurrence.date };
    let name = occurrence.name.to_string();
    let shown = name.clone();
    let span = say!(time_span)(occurrence.time).map_or_else(String::new, |span| format!(", {span}"));
    let when = format!("{}{span}", say!(short_date)(occurrence.date));
    let nobody = move |_| {
        counted.nobody();
        noted.set(Some((target, name.clone())));
    };
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{shown}</h3>
                <p>{when}</p>
            </div>
            <button class="button tall" type="button" on:click=nobody>
                {say!(staff::day::NOBODY)}
            </button>
            <a class="button tall strong" href=Address::Count(target).path()>
                {say!(staff::day::COUNT_NOW)}
            </a>
        </li>
    }
}

/// A press beside the right row must be easy to take back.
fn undo_banner(
    target: Target,
    name: &str,
    noted: RwSignal<Option<(Target, String)>>,
) -> impl IntoView + use<> {
    let words = say!(staff::day::noted_nobody)(name);
    let undo = move |_| {
        tablet::undo(target);
        noted.set(None);
    };
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::Undo />
            <div>
                <b>{words}</b>
            </div>
            <button class="button" type="button" on:click=undo>
                {say!(staff::day::UNDO)}
            </button>
        </section>
    }
}
