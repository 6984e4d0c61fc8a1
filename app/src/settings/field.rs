//! One field: its label, a word of help, what stands or was typed, and what is wrong with it.

use leptos::prelude::*;

use super::form::Form;
use super::setting::{Kind, YES};
use crate::icon::{Icon, IconName};

/// How a field looks.
#[derive(Clone, Copy)]
pub struct Look {
    /// Its id.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// A word of help.
    pub hint: &'static str,
    /// What is typed into it.
    pub input: Input,
}

/// What is typed into a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    Yes,
}

impl From<Kind> for Input {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Line => Self::Line,
            Kind::Text => Self::Text,
            Kind::Days => Self::Number,
            Kind::Yes => Self::Yes,
        }
    }
}

/// The field of a form; `standing` is what it shows until somebody types.
pub fn field(form: Form, look: Look, standing: impl Fn() -> String + Copy + Send + 'static) -> AnyView {
    let value = move || form.typed(look.id).unwrap_or_else(standing);
    if look.input == Input::Yes {
        return choice(form, look, value);
    }
    let Look { id, label, hint, input } = look;
    let hint_id = format!("{id}-hjalp");
    let described = move || match form.mistake(id) {
        Some(_) => format!("{id}-hjalp {id}-fel"),
        None => format!("{id}-hjalp"),
    };
    let wrong = move || form.mistake(id).map(|_| "true");
    let typed = move |event| form.set(id, event_target_value(&event));
    let control = match input {
        Input::Text => view! {
            <textarea id=id rows="4" aria-describedby=described aria-invalid=wrong prop:value=value on:input=typed></textarea>
        }
        .into_any(),
        _ => {
            let (kind, mode) = match input {
                Input::Date => ("date", None),
                Input::Number => ("text", Some("numeric")),
                _ => ("text", None),
            };
            view! {
                <input
                    id=id
                    type=kind
                    inputmode=mode
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=wrong
                    prop:value=value
                    on:input=typed
                />
            }
            .into_any()
        }
    };
    let short = matches!(input, Input::Number | Input::Date);
    view! {
        <div class="field" class:short=short>
            <label for=id>{label}</label>
            <small id=hint_id>{hint}</small>
            {control}
            {move || form.mistake(id).map(|wrong| mistake(id, say!(settings::wrong)(wrong)))}
        </div>
    }
    .into_any()
}

fn mistake(id: &str, words: String) -> impl IntoView {
    view! {
        <p class="field-error" id=format!("{id}-fel")>
            <Icon name=IconName::TriangleAlert />
            {words}
        </p>
    }
}

fn choice(form: Form, look: Look, value: impl Fn() -> String + Send + 'static) -> AnyView {
    let Look { id, label, hint, .. } = look;
    let chosen = move |event| {
        let yes = if event_target_checked(&event) { YES } else { "" };
        form.set(id, yes.to_owned());
    };
    view! {
        <label class="choice">
            <input id=id type="checkbox" prop:checked=move || value() == YES on:change=chosen />
            <span>
                {label}
                <small>{hint}</small>
            </span>
        </label>
    }
    .into_any()
}
