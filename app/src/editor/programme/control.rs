//! The parts of a form: a field with its words, a whole row as a choice, what must be mended.

use leptos::html::Div;
use leptos::prelude::*;

use super::editor::{Editor, Work};
use super::page::Page;
use crate::browser::kept_form;
use crate::icon::{Icon, IconName};

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// Figures, also times.
    Figures,
    /// A date.
    Date,
}

/// A field.
pub struct Control {
    /// Its name in the page.
    pub id: &'static str,
    /// What is asked.
    pub label: &'static str,
    /// How to answer, where that is not plain.
    pub help: Option<&'static str>,
    /// How it is filled in.
    pub input: Input,
    /// What is typed.
    pub value: Signal<String>,
    /// Takes what is typed.
    pub set: Callback<String>,
    /// How to mend it.
    pub error: Signal<Option<String>>,
}

/// A field with its label above, its help, and its error under it.
pub fn control(control: Control) -> AnyView {
    let Control { id, label, help, input, value, set, error } = control;
    let (help_id, error_id) = ([id, "-hjalp"].concat(), [id, "-fel"].concat());
    let described = [help_id.as_str(), " ", &error_id].concat();
    let help = help.map(|help| view! { <small id=help_id>{help}</small> });
    let invalid = move || error.read().is_some().to_string();
    let typed = move |event| set.run(event_target_value(&event));
    let field = if input == Input::Text {
        view! {
            <textarea id=id rows="4" aria-describedby=described aria-invalid=invalid prop:value=value on:input=typed>
            </textarea>
        }
        .into_any()
    } else {
        let (kind, mode) = match input {
            Input::Date => ("date", None),
            Input::Figures => ("text", Some("decimal")),
            _ => ("text", None),
        };
        view! {
            <input
                id=id
                type=kind
                inputmode=mode
                autocomplete="off"
                aria-describedby=described
                aria-invalid=invalid
                prop:value=value
                on:input=typed
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {help}
            {field}
            <div id=error_id>{move || error.get().map(field_error)}</div>
        </div>
    }
    .into_any()
}

/// How to mend a field, under it.
pub fn field_error(words: String) -> AnyView {
    view! {
        <p class="field-error">
            <Icon name=IconName::TriangleAlert />
            {words}
        </p>
    }
    .into_any()
}

/// A whole row to press. Of rows with the same `group` one holds; without a group each by itself.
pub fn choice(
    group: Option<&'static str>,
    label: String,
    help: Option<String>,
    chosen: Signal<bool>,
    choose: Callback<bool>,
) -> AnyView {
    let kind = if group.is_some() { "radio" } else { "checkbox" };
    view! {
        <label class="choice">
            <input
                type=kind
                name=group
                prop:checked=chosen
                on:change=move |event| choose.run(event_target_checked(&event))
            />
            <span>{label} {help.map(|help| view! { <small>{help}</small> })}</span>
        </label>
    }
    .into_any()
}

/// What must be mended, at the top of the form, each with the way to it; takes the focus when the
/// form was sent with errors.
pub fn errors(found: Signal<Vec<(&'static str, String)>>) -> AnyView {
    let top = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if !found.read().is_empty()
            && let Some(top) = top.get()
        {
            let _ = top.focus();
        }
    });
    let list = move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let row = |(id, words): (&'static str, String)| {
                view! {
                    <li>
                        <a class="quiet" href=["#", id].concat()>
                            {words}
                        </a>
                    </li>
                }
            };
            view! {
                <div class="banner help" role="alert" tabindex="-1" node_ref=top>
                    <Icon name=IconName::TriangleAlert />
                    <div>
                        <b>{say!(editor::programme::MEND)}</b>
                        <ul>{found.into_iter().map(row).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    };
    list.into_any()
}

/// What a save came to, the button, and the way out.
pub fn finish(editor: Editor, work: Work, save: &'static str, back: Page) -> AnyView {
    let problem = move || {
        work.problem.get().map(|sentence| {
            view! {
                <div class="banner help" role="alert">
                    <Icon name=IconName::TriangleAlert />
                    <div>
                        <b>{say!(editor::programme::NOT_SAVED)}</b>
                        <br />
                        {sentence}
                    </div>
                </div>
            }
        })
    };
    let give_up = move |_| work.draft.with_value(|draft| kept_form::forget(draft));
    view! {
        {problem}
        <div class="stack pad">
            <button class="button main wide" type="submit" prop:disabled=work.saving>
                {move || if work.saving.get() { say!(editor::programme::SAVING) } else { save }}
            </button>
            <a class="quiet" href=editor.path(back) on:click=give_up>
                {say!(editor::programme::GIVE_UP)}
            </a>
        </div>
    }
    .into_any()
}

/// Says that the form was half written before.
pub fn recalled(was: bool) -> AnyView {
    was.then(|| {
        view! {
            <div class="banner calm" role="status">
                <Icon name=IconName::Note />
                <div>{say!(editor::programme::RECALLED)}</div>
            </div>
        }
    })
    .into_any()
}

/// The way back.
pub fn back(editor: Editor, page: Page, words: &'static str) -> AnyView {
    view! {
        <a class="quiet link" href=editor.path(page)>
            <Icon name=IconName::ArrowLeft />
            {words}
        </a>
    }
    .into_any()
}
