//! The decision on which people sign up by name: what holds, what it means, and how it ends.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::field::{Fields, OrganisationField, SignUpDecision};
use samvaro_core::iso;
use samvaro_core::text::Line;

use super::effect::today;
use super::field::{Input, Look, field};
use super::form::{Form, Mistake};
use super::setting::Wrong;
use super::versions::of_decision;
use crate::icon::{Icon, IconName};

fn reference_field() -> Look {
    Look {
        id: "beslut",
        label: say!(settings::sign_ups::REFERENCE),
        hint: say!(settings::sign_ups::REFERENCE_HINT),
        input: Input::Line,
    }
}

fn last_day() -> Look {
    Look {
        id: "till",
        label: say!(settings::sign_ups::UNTIL),
        hint: say!(settings::sign_ups::UNTIL_HINT),
        input: Input::Date,
    }
}

/// What holds, in one sentence.
pub fn in_words(decision: Option<&SignUpDecision>) -> String {
    match decision {
        None => say!(settings::sign_ups::OFF).to_owned(),
        Some(decision) if decision.until < today() => say!(settings::sign_ups::over)(decision.until),
        Some(decision) => say!(settings::sign_ups::on)(decision.reference.as_str(), decision.until),
    }
}

/// The screen's form.
pub fn sign_ups(form: Form) -> AnyView {
    let decision =
        move || form.pen.look(form.whose, |programme| programme.shared().sign_ups().cloned()).flatten();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let standing = untrack(decision);
        form.submit(untrack(|| typed(form, standing.as_ref())).map(|decision| {
            let same = Some(&decision) == standing.as_ref();
            if same { Vec::new() } else { vec![said(Some(decision))] }
        }));
    };
    let reference = move || decision().map_or_else(String::new, |decision| decision.reference.to_string());
    let until =
        move || decision().map_or_else(String::new, |decision| iso::Written(decision.until).to_string());
    let end = move || {
        decision().map(|_| {
            view! {
                <section class="section stack">
                    <p>{say!(settings::sign_ups::OFF_HELP)}</p>
                    <button class="button stop" type="button" on:click=move |_| form.write(vec![said(None)])>
                        <Icon name=IconName::X />
                        {say!(settings::sign_ups::SWITCH_OFF)}
                    </button>
                </section>
            }
        })
    };
    let button = move || {
        let words = if decision().is_some() {
            say!(settings::sign_ups::CHANGE)
        } else {
            say!(settings::sign_ups::SWITCH_ON)
        };
        form.button(words)
    };
    let meaning = say!(settings::sign_ups::MEANING).into_iter().map(|sentence| {
        view! {
            <div role="listitem">
                <Icon name=IconName::Check />
                <div>{sentence}</div>
            </div>
        }
    });
    let meaning = meaning.collect_view();
    view! {
        {of_decision(form)}
        <p class="lead" role="status">
            {move || in_words(decision().as_ref())}
        </p>
        <div class="facts" role="list">
            {meaning}
        </div>
        <form class="stack" novalidate on:submit=submit>
            {form.mistakes()}
            {field(form, reference_field(), reference)}
            {field(form, last_day(), until)}
            {button}
        </form>
        {end}
    }
    .into_any()
}

fn said(decision: Option<SignUpDecision>) -> Fields {
    Fields::Organisation(vec![OrganisationField::SignUps(decision)])
}

/// What the form says; a field that nobody touched says what stands.
fn typed(form: Form, standing: Option<&SignUpDecision>) -> Result<SignUpDecision, Vec<Mistake>> {
    let wrong = |look: Look, wrong| (look.id, look.label, wrong);
    let reference = match (form.typed(reference_field().id), standing) {
        (None, Some(standing)) => Ok(standing.reference.clone()),
        (typed, _) => {
            Line::parse(&typed.unwrap_or_default()).map_err(|error| wrong(reference_field(), error.into()))
        }
    };
    let until = match (form.typed(last_day().id), standing) {
        (None, Some(standing)) => Ok(standing.until),
        (typed, _) => match iso::date(&typed.unwrap_or_default()) {
            None => Err(wrong(last_day(), Wrong::NotADate)),
            Some(until) if until < today() => Err(wrong(last_day(), Wrong::HasBeen)),
            Some(until) => Ok(until),
        },
    };
    match (reference, until) {
        (Ok(reference), Ok(until)) => Ok(SignUpDecision { reference, until }),
        (reference, until) => Err([reference.err(), until.err()].into_iter().flatten().collect()),
    }
}
