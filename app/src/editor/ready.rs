//! "Klar att använda": whether the tablet can be relied on, and what to do where it cannot.

use leptos::html;
use leptos::prelude::*;
use samvaro_core::api::ReadyStep;

use super::address::CHECK;
use crate::browser::derived::Derived;
use crate::browser::ready::{self, Check};
use crate::icon::{Icon, IconName};

/// Every step with how it stands.
#[component]
pub fn ReadyCheck() -> impl IntoView {
    let check = Check::begin();
    let rows = ReadyStep::ALL.map(|step| row(check.clone(), step));
    let lacks = {
        let check = check.clone();
        Derived::new(move || check.lacks())
    };
    Effect::new(move |_| {
        if let Some(lacks) = lacks.get() {
            ready::note(lacks);
        }
    });
    let verdict = move || say!(editor::ready::verdict)(lacks.get().map(|lacks| lacks.len()));
    view! {
        <section class="section stack" id=CHECK node_ref=shown()>
            <h2>{say!(editor::ready::HEADING)}</h2>
            <p class="lead" role="status">
                {verdict}
            </p>
            <div class="facts" role="list">
                {rows.into_iter().collect_view()}
            </div>
            <button class="button" type="button" on:click=move |_| check.again()>
                <Icon name=IconName::Refresh />
                {say!(editor::ready::AGAIN)}
            </button>
        </section>
    }
}

/// Whoever was sent here for the check does not have to look for it among all else.
fn shown() -> NodeRef<html::Section> {
    let section = NodeRef::<html::Section>::new();
    section.on_load(|section| {
        if window().location().hash().is_ok_and(|part| part.strip_prefix('#') == Some(CHECK)) {
            section.scroll_into_view();
        }
    });
    section
}

fn row(check: Check, step: ReadyStep) -> impl IntoView {
    let stands = Derived::new(move || check.step(step));
    let icon = move || match stands.get() {
        Some(true) => IconName::CircleCheck,
        Some(false) => IconName::TriangleAlert,
        None => IconName::Clock,
    };
    let help =
        move || (stands.get() == Some(false)).then(|| view! { <p>{say!(editor::ready::help)(step)}</p> });
    view! {
        <div role="listitem">
            {move || view! { <Icon name=icon() /> }}
            <div>
                <b>{say!(editor::ready::step)(step)}</b>
                <p class="soft">{move || say!(editor::ready::stands)(stands.get())}</p>
                {help}
            </div>
        </div>
    }
}
