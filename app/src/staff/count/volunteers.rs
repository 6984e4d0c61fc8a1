//! Volunteers and hosts: a number of their own, which is never part of the visitors.

use leptos::prelude::*;
use samvaro_core::tally::Delta;

use super::Counting;
use super::press::{At, Press};
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};

/// One fewer, how many, one more.
#[component]
pub(super) fn Volunteers(counting: Counting) -> impl IntoView {
    let figure = Derived::new(move || counting.tally.read().volunteers);
    let none = Signal::derive(move || figure.get() <= 0);
    let add = move |persons| Callback::new(move |()| counting.add(Delta::of_volunteers(persons)));
    view! {
        <div class="volunteers" role="group" aria-labelledby="volontarer">
            <p id="volontarer">{say!(staff::count::VOLUNTEERS)}</p>
            <div class="volunteers-keys">
                <Press
                    class="button key"
                    at=At::Release
                    label=say!(staff::count::FEWER).to_owned()
                    off=none
                    act=add(-1)
                >
                    <Icon name=IconName::Minus />
                </Press>
                <p class="volunteers-count" aria-live="polite">
                    {move || say!(number)(figure.get())}
                </p>
                <Press class="button key" at=At::Release label=say!(staff::count::MORE).to_owned() act=add(1)>
                    <Icon name=IconName::Plus />
                </Press>
            </div>
        </div>
    }
}
