//! Which screen is shown: what the tablet is decides first, then the address.

use leptos::prelude::*;

use super::address::Address;
use super::count::CountScreen;
use super::day::DayScreen;
use super::gate::{Gate, NoStorage, Withdrawn};
use super::missing::{nowhere, opening, wait_for_other_tab};
use super::tablet::TabletScreen;
use crate::browser::derived::Derived;
use crate::browser::location;
use crate::browser::tablet::{Phase, phase, start};

/// The screens of a tablet; starts it when they are first shown.
#[component]
pub fn Screens() -> impl IntoView {
    start();
    let address = Derived::new(|| Address::read(&location::path()));
    let phase = Derived::new(phase);
    move || match phase.get() {
        Phase::Opening => opening(),
        Phase::Blocked => wait_for_other_tab(),
        Phase::NoStorage => view! { <NoStorage /> }.into_any(),
        Phase::Unpaired => view! { <Gate paired=false /> }.into_any(),
        Phase::Withdrawn => view! { <Withdrawn /> }.into_any(),
        Phase::Paired(pairing) => paired(address.get(), pairing.name.to_string()),
    }
}

fn paired(address: Address, place: String) -> AnyView {
    match address {
        Address::Day(date) => view! { <DayScreen place date /> }.into_any(),
        Address::Count(target) => view! { <CountScreen target /> }.into_any(),
        Address::Tablet => view! { <TabletScreen place /> }.into_any(),
        Address::Pairing => view! { <Gate paired=true /> }.into_any(),
        Address::Nowhere => nowhere(),
    }
}
