//! Visits outside activities: once per person and half of a day.

use jiff::civil::{Date, Time, time};
use leptos::prelude::*;
use samvaro_core::target::{Half, Target};

use super::duty::{Figure, Kept, ToCount};
use super::stage::Stage;
use super::text::day as text;
use crate::browser::clock;
use crate::browser::derived::Derived;

/// When the afternoon begins.
const NOON: Time = time(12, 0, 0, 0);

/// A row for the drop-in visits of half of a day.
#[component]
pub fn DropIn(
    /// The day.
    date: Date,
    /// Which half.
    half: Half,
) -> impl IntoView {
    let target = Target::DropIn(date, half);
    let stage = Derived::new(move || stage(date, half));
    let name = format!("{} {}", text::DROP_IN, text::half(half));
    let button =
        move || (date <= clock::today()).then(|| view! { <ToCount target date name=name.clone() /> });
    view! {
        <li class="duty">
            <p class="duty-time">{text::DROP_IN} <span>{text::half(half)}</span></p>
            <div class="duty-text">
                <h3>{text::DROP_IN_NAME}</h3>
                <Kept target />
            </div>
            <Figure target held=true stage />
            {button}
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
