//! Which of the seldom opened screens an address names.

use leptos::prelude::*;

use super::add::AddScreen;
use super::address::Address;
use super::close::CloseScreen;
use super::door::DoorScreen;
use super::history::{HistoryScreen, target_at};
use super::programme::on_tablet::ProgrammeScreen;
use super::programme::page::Page;
use super::settings::SettingsScreen;
use super::tablet::TabletScreen;
use crate::staff::missing::nowhere;

/// The screen at a path; `place` is what the place is called.
pub fn screen(path: &str, place: String) -> AnyView {
    if let Some(target) = target_at(path) {
        return view! { <HistoryScreen place target /> }.into_any();
    }
    match Address::read(path) {
        Address::Programme => {
            let page = Page::read(Address::below_programme(path).unwrap_or_default());
            view! { <ProgrammeScreen place page /> }.into_any()
        }
        Address::Settings => {
            let rest = Address::below_settings(path).unwrap_or_default().to_owned();
            view! { <SettingsScreen place rest /> }.into_any()
        }
        Address::Tablet => view! { <TabletScreen place /> }.into_any(),
        Address::Add(date) => view! { <AddScreen place date /> }.into_any(),
        Address::Close(date) => view! { <CloseScreen place date /> }.into_any(),
        Address::Door => view! { <DoorScreen place /> }.into_any(),
        Address::Nowhere => nowhere(),
    }
}
