//! What one shift leaves for the next, at the end of the day's screen: what nobody has read yet, and
//! who does what.

use leptos::prelude::*;

use super::address::Address;
use super::person_chip::ShowNames;
use super::rows::rows;
use crate::browser::derived::Derived;
use crate::browser::{clock, curtain};
use crate::icon::{Icon, IconName};
use lines::Thread;

mod lines;
pub mod page;
mod tasks;

/// The largest number of notes on the day's screen.
const SHOWN_MAX: usize = 3;

/// What is open, and the way to all of it.
#[component]
pub fn HandoverSection() -> impl IntoView {
    let curtain = Derived::new(curtain::curtain);
    let open =
        Derived::new(|| lines::threads().into_iter().filter(|thread| !thread.done).collect::<Vec<_>>());
    let first = Derived::new(move || open.read().iter().take(SHOWN_MAX).cloned().collect());
    let row = Callback::new(|thread| lines::short_row(thread).into_any());
    let tasks = Derived::new(|| tasks::sentence(clock::today()));
    let who_does_what = move || {
        let tasks = tasks.get();
        (!tasks.is_empty()).then(|| view! { <p>{tasks}</p> })
    };
    let nothing = move || {
        (open.read().is_empty() && tasks.read().is_empty())
            .then(|| view! { <p class="soft">{say!(staff::handover::NOTHING)}</p> })
    };
    let shown = move || {
        view! {
            <ul class="duties">{rows(first, Thread::key, row)}</ul>
            {who_does_what}
            {nothing}
        }
    };
    let hidden = move || {
        view! {
            <p class="soft">{say!(staff::people::HIDDEN)}</p>
            {(curtain.get() == super::curtain::Curtain::Tap).then(|| view! { <ShowNames /> })}
        }
    };
    let more = move || {
        if open.read().len() > SHOWN_MAX { say!(staff::handover::ALL) } else { say!(staff::handover::WRITE) }
    };
    view! {
        <section class="stack close">
            <header class="leaf">
                <h2>{say!(staff::handover::HEADING)}</h2>
            </header>
            {move || match curtain.get() {
                super::curtain::Curtain::Open => shown().into_any(),
                _ => hidden().into_any(),
            }}
            <a class="button" href=Address::Handover.path()>
                <Icon name=IconName::Note />
                {more}
            </a>
        </section>
    }
}
