//! What every form of a tablet has: fields with their label above, what is wrong, the way back.

use leptos::prelude::*;
use samvaro_core::text::Name;

use super::address::Address;
use crate::icon::{Icon, IconName};

/// The way back to a day.
pub fn back(to: Address) -> impl IntoView {
    view! {
        <a class="quiet link" href=to.path()>
            <Icon name=IconName::ArrowLeft />
            {say!(staff::change::TO_DAY)}
        </a>
    }
}

/// One field with its label above; what is typed is a name, a room, a day or a time.
pub fn field(name: &'static str, label: &'static str, kind: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="field" class:short=kind != "text">
            <label for=name>{label}</label>
            <input
                id=name
                name=name
                type=kind
                value=value
                autocomplete="off"
                maxlength=Name::MAX_CHARS.to_string()
            />
        </div>
    }
}

/// What is wrong with the form.
pub fn error(wrong: RwSignal<Option<&'static str>>) -> impl IntoView {
    let line = move || {
        wrong.get().map(|wrong| {
            view! {
                <p class="field-error">
                    <Icon name=IconName::TriangleAlert />
                    {wrong}
                </p>
            }
        })
    };
    view! { <div role="alert">{line}</div> }
}
