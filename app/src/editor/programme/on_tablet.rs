//! The programme editor on a tablet.

use leptos::prelude::*;

use super::editor::Editor;
use super::page::Page;
use super::shown;
use crate::editor::address::Address;
use crate::icon::{Icon, IconName};
use crate::pen::Pen;
use crate::staff::address::Address as Day;
use crate::staff::banners::Banners;
use crate::staff::frame::StaffFrame;

/// `/personal/program` and what stands below it.
#[component]
pub fn ProgrammeScreen(
    /// What the place is called.
    place: String,
    /// Which screen.
    page: Page,
) -> impl IntoView {
    let editor = Editor {
        home: StoredValue::new(Address::Programme.path()),
        settings: StoredValue::new(Address::Settings.path()),
        pen: Pen::Tablet,
    };
    let to_day = (page == Page::List).then(|| {
        view! {
            <a class="quiet link" href=Day::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(editor::TO_DAY)}
            </a>
        }
    });
    view! { <StaffFrame place>{to_day} <Banners /> {untrack(|| shown(editor, page))}</StaffFrame> }
}
