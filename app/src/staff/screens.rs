//! Which screen of the day an address names.

use leptos::prelude::*;

use super::address::Address;
use super::change::ChangeScreen;
use super::count::CountScreen;
use super::day::DayScreen;
use super::gate::Gate;
use super::handover::page::HandoverScreen;
use super::missing::nowhere;
use super::sign_ups::SignUpScreen;
use super::staff_list::WhoScreen;
use super::unlock::UnlockScreen;

/// The screen at a path; `place` is what the place is called.
pub fn screen(path: &str, place: String) -> AnyView {
    match Address::read(path) {
        Address::Day(date) => view! { <DayScreen place date /> }.into_any(),
        Address::Change(key) => view! { <ChangeScreen place key /> }.into_any(),
        Address::Count(target) => view! { <CountScreen target /> }.into_any(),
        Address::SignUps(key) => view! { <SignUpScreen place key /> }.into_any(),
        Address::Handover => view! { <HandoverScreen place /> }.into_any(),
        Address::Who => view! { <WhoScreen place /> }.into_any(),
        Address::Unlock => view! { <UnlockScreen place /> }.into_any(),
        Address::Pairing => view! { <Gate paired=true /> }.into_any(),
        Address::Nowhere => nowhere(),
    }
}
