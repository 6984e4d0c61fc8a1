//! What a setting does to the programme, before it is saved.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::field::Fields;
use samvaro_core::occurrence::State;
use samvaro_core::programme::Programme;
use samvaro_core::red_days::{RedDayKind, red_day};
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::plus_days;

use super::form::Form;
use super::setting::{Setting, YES};
use crate::browser::clock;

/// How far ahead is looked, in days: half a year.
const AHEAD_DAYS: i64 = 183;
/// So many of the next days are named.
const NAMED_MAX_DAYS: usize = 3;

/// Today, for what need not change at midnight while somebody works with it.
pub fn today() -> Date {
    untrack(clock::today)
}

/// From today on, as far as is looked ahead.
pub fn ahead() -> Window {
    let today = today();
    Window::new(today, plus_days(today, AHEAD_DAYS).unwrap_or(Date::MAX))
}

/// What resting on red days and eves does, as it is ticked now.
pub fn of_red_days(form: Form) -> AnyView {
    let says = move |setting: Setting| {
        form.typed(setting.id())
            .or_else(|| form.pen.look(form.whose, |programme| setting.words(programme)))
            .unwrap_or_else(|| setting.default())
    };
    let effect = move || {
        let (red, eves) = (says(Setting::RedDays), says(Setting::Eves));
        let edits = [Setting::RedDays.written(&red), Setting::Eves.written(&eves)];
        let count = form.pen.look(form.whose, |programme| resting(programme, edits.iter().flatten()));
        let days = next_days(red == YES, eves == YES);
        view! {
            <p>{count.map(say!(settings::rest_soon))}</p>
            <p class="soft">{(!days.is_empty()).then(|| say!(settings::next_days)(&days))}</p>
        }
    };
    view! { <div role="status">{effect}</div> }.into_any()
}

/// How many occurrences rest on red days ahead, after some edits.
fn resting<'a>(programme: &Programme, edits: impl Iterator<Item = &'a Fields>) -> usize {
    let mut after = programme.clone();
    for fields in edits {
        after = after.after(fields);
    }
    let rests = |state: &State| matches!(state, State::RedDay { .. });
    after.occurrences(ahead()).iter().filter(|occurrence| rests(&occurrence.state)).count()
}

/// The next days on which the place rests.
fn next_days(red: bool, eves: bool) -> Vec<(&'static str, Date)> {
    let rests = |kind| match kind {
        RedDayKind::Red => red,
        RedDayKind::Eve => eves,
    };
    let named = |date| red_day(date).filter(|day| rests(day.kind)).map(|day| (day.name, date));
    ahead().days().filter_map(named).take(NAMED_MAX_DAYS).collect()
}
