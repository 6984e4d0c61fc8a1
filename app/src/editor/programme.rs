//! The programme of the place: its activities by name.

use leptos::prelude::*;
use samvaro_core::programme::Programme;

use super::text::TO_DAY;
use super::text::programme as text;
use crate::browser::derived::Derived;
use crate::browser::tablet;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};
use crate::staff::address::Address as Day;
use crate::staff::banners::Banners;
use crate::staff::frame::StaffFrame;

/// `/personal/program`.
#[component]
pub fn ProgrammeScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    let names = Derived::new(|| tablet::view(|state| names(&state.programme)).unwrap_or_default());
    view! {
        <Title text=format!("{} – Samvaro", text::HEADING) />
        <StaffFrame place>
            <a class="quiet link" href=Day::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {TO_DAY}
            </a>
            <h1>{text::HEADING}</h1>
            <Banners />
            {move || names.read().is_empty().then(|| view! { <p class="shut">{text::EMPTY}</p> })}
            <ul class="duties">{move || names.get().into_iter().map(row).collect_view()}</ul>
        </StaffFrame>
    }
}

/// What the activities are called, in the order of the alphabet.
fn names(programme: &Programme) -> Vec<String> {
    let name = |id| programme.activity(id).map(|activity| activity.name().to_string());
    let mut names: Vec<String> =
        programme.activities.keys().map(|id| name(*id).unwrap_or_else(|| text::UNNAMED.to_owned())).collect();
    names.sort();
    names
}

fn row(name: String) -> impl IntoView {
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{name}</h3>
            </div>
        </li>
    }
}
