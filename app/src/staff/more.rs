//! What is seldom needed on a day, below everything else.

use jiff::civil::Date;
use leptos::ev::Event;
use leptos::prelude::*;
use samvaro_core::iso;

use super::address::Address;
use crate::browser::derived::Derived;
use crate::browser::{clock, location, tablet};
use crate::editor::address::Address as Seldom;
use crate::icon::{Icon, IconName};

/// One more activity, a closed house, any other day.
#[component]
pub fn More(
    /// The day.
    shown: Derived<Date>,
) -> impl IntoView {
    let close = move || {
        let date = shown.get();
        let day = say!(day_relative_to)(clock::today(), date);
        let closed = tablet::view(|state| state.programme.closed_on(date).is_some()).unwrap_or_default();
        let words = if closed { say!(staff::change::open)(&day) } else { say!(staff::change::close)(&day) };
        view! {
            <a class="button" href=Seldom::Close(date).path()>
                <Icon name=IconName::Door />
                {words}
            </a>
        }
    };
    let go = move |event: Event| {
        if let Some(date) = iso::date(&event_target_value(&event)) {
            location::go(&Address::of_day(date, clock::today()).path());
        }
    };
    view! {
        <section class="stack">
            <header class="leaf">
                <h2>{say!(staff::day::MORE)}</h2>
            </header>
            <div class="row">
                <a class="button" href=move || Seldom::Add(shown.get()).path()>
                    <Icon name=IconName::Plus />
                    {say!(staff::change::ADD)}
                </a>
                {close}
            </div>
            <div class="field short">
                <label for="annan-dag">{say!(staff::day::OTHER_DAY)}</label>
                <input
                    id="annan-dag"
                    type="date"
                    prop:value=move || iso::Written(shown.get()).to_string()
                    on:change=go
                />
            </div>
        </section>
    }
}
