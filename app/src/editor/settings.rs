//! The settings of the place.

use leptos::prelude::*;

use super::text::TO_DAY;
use super::text::settings as text;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};
use crate::staff::address::Address as Day;
use crate::staff::banners::Banners;
use crate::staff::frame::StaffFrame;

/// `/personal/installningar`.
#[component]
pub fn SettingsScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    view! {
        <Title text=format!("{} – Samvaro", text::HEADING) />
        <StaffFrame place>
            <a class="quiet link" href=Day::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {TO_DAY}
            </a>
            <h1>{text::HEADING}</h1>
            <Banners />
        </StaffFrame>
    }
}
