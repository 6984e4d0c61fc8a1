//! What is said of an activity: one form, made from the table of its facts.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::id::{ActivityId, Position};
use samvaro_core::programme::edit;
use samvaro_core::programme::edit::activity_fact::{
    ActivityFact, Answer, AnswerError, Facts, YES, differing, facts,
};
use serde::{Deserialize, Serialize};

use super::control::{self, Control, Input};
use super::editor::{Editor, Work};
use super::page::Page;
use crate::browser::derived::Derived;
use crate::browser::kept_form;
use crate::browser::title::Title;

/// The form with what was seen when it was opened, so that a colleague's edit meanwhile is noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FactsDraft {
    base: Position,
    seen: Facts,
    typed: Facts,
}

type Errors = Vec<(ActivityFact, AnswerError)>;

#[derive(Clone, Copy)]
struct Form {
    draft: RwSignal<FactsDraft>,
    errors: RwSignal<Errors>,
    work: Work,
}

/// The screen.
pub fn facts_form(editor: Editor, activity: ActivityId) -> AnyView {
    let Some(seen) = editor.read(|programme| programme.activities.get(&activity).map(facts)).flatten() else {
        return super::activity::gone(editor);
    };
    let path = editor.path(Page::Facts(activity));
    let recalled: Option<FactsDraft> = kept_form::read(&path);
    let was = recalled.is_some();
    let fresh = || FactsDraft { base: editor.seen(), typed: seen.clone(), seen: seen.clone() };
    let form = Form {
        draft: RwSignal::new(recalled.unwrap_or_else(fresh)),
        errors: RwSignal::new(Vec::new()),
        work: Work::new(path),
    };
    let name = seen.get(&ActivityFact::Name).cloned().unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(editor, form, activity);
    };
    let found = Signal::derive(move || {
        let found = form.errors.get();
        found
            .into_iter()
            .map(|(fact, error)| {
                (
                    id(fact),
                    [
                        say!(editor::programme::facts::label)(fact),
                        ": ",
                        &say!(editor::programme::facts::mend)(error),
                    ]
                    .concat(),
                )
            })
            .collect()
    });
    view! {
        <Title text=format!("{} – Samvaro", say!(editor::programme::facts::HEADING)) />
        {control::back(editor, Page::Activity(activity), say!(editor::programme::BACK))}
        <h1>{say!(editor::programme::facts::HEADING)}</h1>
        <p class="lead">{name}</p>
        {control::recalled(was)}
        {control::errors(found)}
        <form class="stack loose" on:submit=submit novalidate>
            {say!(editor::programme::facts::GROUPS).map(|(heading, asked)| group(editor, form, heading, asked))}
            {control::finish(editor, form.work, say!(editor::programme::SAVE), Page::Activity(activity))}
        </form>
    }
    .into_any()
}

fn send(editor: Editor, form: Form, activity: ActivityId) {
    let draft = form.draft.get_untracked();
    match differing(&draft.seen, &draft.typed) {
        Err(errors) => form.errors.set(errors),
        Ok(fields) => {
            form.errors.set(Vec::new());
            let bodies = edit::change_activity(activity, fields, draft.base).into_iter().collect();
            editor.save_and_go(bodies, form.work, Page::Activity(activity));
        }
    }
}

fn group(editor: Editor, form: Form, heading: &'static str, asked: &'static [ActivityFact]) -> AnyView {
    let sign_ups = editor.sign_ups();
    let only_decided =
        |fact| matches!(fact, ActivityFact::SignUps | ActivityFact::Capacity | ActivityFact::SignUpCloses);
    let asked = asked.iter().filter(|fact| sign_ups || !only_decided(**fact));
    view! {
        <fieldset class="stack">
            <legend class="legend-head">{heading}</legend>
            {asked.map(|fact| field(form, *fact)).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn field(form: Form, fact: ActivityFact) -> AnyView {
    let said = Derived::new(move || form.draft.read().typed.get(&fact).cloned().unwrap_or_default());
    let set = move |text: String| {
        form.draft.update(|draft| drop(draft.typed.insert(fact, text)));
        form.work.draft.with_value(|path| kept_form::keep(path, &*form.draft.read_untracked()));
    };
    let (label, help) =
        (say!(editor::programme::facts::label)(fact), say!(editor::programme::facts::help)(fact));
    let input = match fact.answer() {
        Answer::Yes => {
            let choose = Callback::new(move |yes| set(if yes { YES } else { "" }.to_owned()));
            let chosen = Signal::derive(move || said.read().as_str() == YES);
            return control::choice(None, label.to_owned(), help.map(str::to_owned), chosen, choose);
        }
        Answer::Line(_) => Input::Line,
        Answer::Text(_) => Input::Text,
        Answer::Number | Answer::Time => Input::Figures,
    };
    let error = Signal::derive(move || {
        let errors = form.errors.read();
        errors
            .iter()
            .find(|(wrong, _)| *wrong == fact)
            .map(|(_, error)| say!(editor::programme::facts::mend)(*error))
    });
    control::control(Control {
        id: id(fact),
        label,
        help,
        input,
        value: Signal::derive(move || said.get()),
        set: Callback::new(set),
        error,
    })
}

/// The field's name in the page.
fn id(fact: ActivityFact) -> &'static str {
    match fact {
        ActivityFact::Name => "namn",
        ActivityFact::Note => "rad",
        ActivityFact::Description => "beskrivning",
        ActivityFact::Room => "rum",
        ActivityFact::Host => "ledare",
        ActivityFact::PriceKr => "pris",
        ActivityFact::SignUpBy => "anmal-senast",
        ActivityFact::Capacity => "platser",
        ActivityFact::SignUpCloses => "anmal-stanger",
        ActivityFact::EarliestEntry => "inslapp",
        ActivityFact::Bring => "ta-med",
        ActivityFact::Greeter => "vard",
        ActivityFact::Language => "sprak",
        _ => "val",
    }
}
