//! The plate: every touch is one visitor, also when two thumbs take turns.

use leptos::prelude::*;
use samvaro_core::tally::Delta;

use super::Counting;
use super::press::{At, Press};

/// The whole middle of the screen, where the organisation counts everybody alike.
#[component]
pub(super) fn Plate(counting: Counting) -> impl IntoView {
    let act = Callback::new(move |()| counting.add(Delta::one()));
    view! {
        <Press class="plate" at=At::Touch act>
            <span class="plate-figure">{say!(staff::count::PLATE_FIGURE)}</span>
            <span class="plate-word">{say!(staff::count::PLATE_WORD)}</span>
        </Press>
    }
}

/// Five and ten at a time, of one split or of all.
pub(super) fn steps(name: Option<&str>, act: impl Fn(i32) + Copy + Send + Sync + 'static) -> AnyView {
    let step = |step: i32| {
        let label = say!(staff::count::more)(name, step);
        let act = Callback::new(move |()| act(step));
        view! {
            <Press class="button key" at=At::Release label act>
                {format!("+{step}")}
            </Press>
        }
    };
    STEPS.map(step).collect_view().into_any()
}

/// The steps that large groups are counted in, in persons.
const STEPS: [i32; 2] = [5, 10];
