//! Putting somebody on the list: one field, and Enter is ready for the next.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use samvaro_core::id::SignUpId;
use samvaro_core::text::Name;
use uuid::Uuid;

use super::List;
use super::list::{name_of, sign_up};
use crate::browser::derived::Derived;
use crate::browser::{clock, names};

/// What came of the last try. It says whose by the sign-up, not by a name, which may be erased.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    Saving,
    Added(SignUpId),
    Wrong(&'static str),
}

/// The form. The browser is told not to remember what is typed: it would write it down in clear.
#[component]
pub(super) fn Add(list: List) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let (typed, two) = (RwSignal::new(String::new()), RwSignal::new(false));
    let told = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let occurrence = list.occurrence.get_untracked();
        match (Name::parse(&typed.get_untracked()), occurrence.as_ref()) {
            (Ok(name), Some(occurrence)) => {
                let id = SignUpId(Uuid::new_v4());
                let persons = if two.get_untracked() { 2 } else { 1 };
                let body = sign_up(id, occurrence, persons, list.terms);
                told.set(Some(Told::Saving));
                names::author(body, name.into(), move |kept| {
                    // The screen, or the curtain, may be another by now.
                    told.try_set(Some(match kept {
                        true => Told::Added(id),
                        false => Told::Wrong(say!(staff::sign_ups::CANNOT_KEEP)),
                    }));
                });
                typed.set(String::new());
                two.set(false);
            }
            _ => told.set(Some(Told::Wrong(say!(staff::sign_ups::NOT_A_NAME)))),
        }
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    let wrong = Derived::new(move || matches!(told.get(), Some(Told::Wrong(_))));
    let said = move || match told.get() {
        Some(Told::Saving) => Some(view! { <p>{say!(staff::change::SAVING)}</p> }.into_any()),
        Some(Told::Added(id)) => name_of(list.key, id, true)
            .map(|name| view! { <p>{say!(staff::sign_ups::added)(&name)}</p> }.into_any()),
        Some(Told::Wrong(why)) => Some(view! { <p class="field-error">{why}</p> }.into_any()),
        None => None,
    };
    view! {
        <form class="stack" autocomplete="off" on:submit=submit>
            <Closing list />
            <div class="field">
                <label for="namn">{say!(staff::sign_ups::NAME)}</label>
                <small id="namn-hjalp">{say!(staff::sign_ups::NAME_HELP)}</small>
                <input
                    id="namn"
                    node_ref=field
                    autocomplete="off"
                    autocapitalize="words"
                    spellcheck="false"
                    maxlength=Name::MAX_CHARS.to_string()
                    aria-describedby="namn-hjalp namn-svar"
                    aria-invalid=move || wrong.get().to_string()
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <div id="namn-svar" role="status">
                    {said}
                </div>
            </div>
            <div class="field-joined">
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=two
                        on:change=move |event| two.set(event_target_checked(&event))
                    />
                    {say!(staff::sign_ups::FOR_TWO)}
                </label>
                <button class="button main">{say!(staff::sign_ups::SAVE)}</button>
            </div>
        </form>
    }
}

/// The last day, and what holds when it has gone.
#[component]
fn Closing(list: List) -> impl IntoView {
    move || {
        let last = list.terms.last_day(list.occurrence.get()?.date)?;
        let words = match last < clock::today() {
            true => say!(staff::sign_ups::LATE).to_owned(),
            false => say!(staff::sign_ups::last_day)(&say!(day_and_weekday_short)(last)),
        };
        Some(view! { <p>{words}</p> })
    }
}
