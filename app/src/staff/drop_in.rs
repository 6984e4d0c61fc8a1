//! Visits outside activities: once per person and half of a day.

use jiff::civil::{Date, Time, time};
use leptos::prelude::*;
use samvaro_core::target::{Half, Target};

use super::duty::{Figure, Kept, ToCount};
use super::stage::Stage;
use crate::browser::clock;
use crate::browser::derived::Derived;

/// When the afternoon begins.
const NOON: Time = time(12, 0, 0, 0);

/// The visits outside activities of a day, under their own heading.
#[component]
pub fn DropIns(
    /// The day.
    shown: Derived<Date>,
) -> impl IntoView {
    let rows = move || {
        let date = shown.get();
        [Half::Forenoon, Half::Afternoon].map(|half| view! { <DropIn date half /> }).collect_view()
    };
    view! {
        <section class="stack close">
            <header class="leaf">
                <h2>{say!(staff::day::DROP_IN)}</h2>
            </header>
            <ul class="duties">{rows}</ul>
        </section>
    }
}

/// A row for half of a day.
#[component]
fn DropIn(
    /// The day.
    date: Date,
    /// Which half.
    half: Half,
) -> impl IntoView {
    let target = Target::DropIn(date, half);
    let stage = Derived::new(move || stage(date, half));
    let name = format!("{} {}", say!(staff::day::DROP_IN), say!(staff::day::half)(half));
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{say!(capitalised)(say!(staff::day::half)(half))}</h3>
                <p>{say!(staff::day::DROP_IN_NAME)}</p>
                <Kept target />
            </div>
            <Figure target held=true stage />
            <ToCount target date held=true name />
        </li>
    }
}

fn stage(date: Date, half: Half) -> Stage {
    let now = clock::minute();
    let afternoon = now.time() >= NOON;
    match (date.cmp(&now.date()), half) {
        (std::cmp::Ordering::Less, _) => Stage::Over,
        (std::cmp::Ordering::Greater, _) => Stage::Ahead { minutes: None },
        (_, Half::Forenoon) => {
            if afternoon {
                Stage::Over
            } else {
                Stage::Now
            }
        }
        (_, Half::Afternoon) => {
            if afternoon {
                Stage::Now
            } else {
                Stage::Ahead { minutes: None }
            }
        }
    }
}
