//! The settings of the place, on the tablet: they work without a network, as everything here.

use leptos::prelude::*;

use super::address::Address;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};
use crate::pen::{Pen, Whose};
use crate::settings::settings;
use crate::staff::address::Address as Day;
use crate::staff::banners::Banners;
use crate::staff::frame::StaffFrame;

/// `/personal/installningar` and below.
#[component]
pub fn SettingsScreen(
    /// What the place is called.
    place: String,
    /// What stands below in the address.
    rest: String,
) -> impl IntoView {
    let back = rest.trim_matches('/').is_empty().then(|| {
        view! {
            <a class="quiet link" href=Day::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(editor::TO_DAY)}
            </a>
        }
    });
    view! {
        <Title text=format!("{} – Samvaro", say!(settings::HEADING)) />
        <StaffFrame place>
            {back} <Banners /> {settings(Pen::Tablet, Whose::Place, Address::Settings.path().to_owned(), &rest)}
        </StaffFrame>
    }
}
