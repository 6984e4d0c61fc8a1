//! `/samordning/fil`: a file that a tablet saved is looked at, then put in.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::rescue::{RescueReport, RescuedPlace};
use wasm_bindgen::JsValue;

use super::page::{DeskSubpage, Trouble};
use crate::browser::fetch::{NoAnswer, post_file};
use crate::icon::{Icon, IconName};

const LOOK: &str = "/api/v1/rescue/look";
const TAKE_IN: &str = "/api/v1/rescue";

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// No file yet.
    Choosing,
    /// The server reads it.
    Reading,
    /// What it holds.
    Seen(RescueReport),
    /// What came of it.
    Done(RescueReport),
}

#[derive(Clone, Copy)]
struct Work {
    step: RwSignal<Step>,
    problem: RwSignal<Option<String>>,
    field: NodeRef<Input>,
}

impl Work {
    fn send(self, path: &'static str, after: fn(RescueReport) -> Step) {
        let Some(file) = self.file() else { return };
        self.problem.set(None);
        self.step.set(Step::Reading);
        spawn_local(async move {
            let answer: Result<RescueReport, NoAnswer> = post_file(path, file).await;
            let step = match answer {
                Ok(report) => after(report),
                Err(failed) => {
                    self.problem.try_set(Some(super::sign_in::sentence(failed)));
                    Step::Choosing
                }
            };
            self.step.try_set(step);
        });
    }

    /// The chosen file itself; the browser reads it as it sends it.
    fn file(self) -> Option<JsValue> {
        let field = self.field.get_untracked()?;
        let files = js_sys::Reflect::get(&field, &"files".into()).ok()?;
        js_sys::Reflect::get_u32(&files, 0).ok().filter(|file| file.is_object())
    }
}

/// The page.
#[component]
pub fn RescuePage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
) -> impl IntoView {
    let work =
        Work { step: RwSignal::new(Step::Choosing), problem: RwSignal::new(None), field: NodeRef::new() };
    view! {
        <DeskSubpage organisation leave title=say!(coordinator::help::FILE) lead=say!(coordinator::help::FILE_LEAD)>
            <div class="section stack">
                // The browser's own button is small and speaks the browser's language.
                <label class="button">
                    <Icon name=IconName::Download />
                    {say!(coordinator::help::CHOOSE_FILE)}
                    <input
                        class="sr-only"
                        type="file"
                        accept=".json,application/json"
                        aria-describedby="fil-hjalp"
                        node_ref=work.field
                        on:change=move |_| work.send(LOOK, Step::Seen)
                    />
                </label>
                <p class="soft" id="fil-hjalp">
                    {say!(coordinator::help::CHOOSE_FILE_HELP)}
                </p>
                <Trouble problem=work.problem />
                <div role="status">{move || step(work)}</div>
            </div>
        </DeskSubpage>
    }
    .into_any()
}

fn step(work: Work) -> AnyView {
    match work.step.get() {
        Step::Choosing => ().into_any(),
        Step::Reading => view! { <p class="soft">{say!(coordinator::help::READING)}</p> }.into_any(),
        Step::Seen(report) => seen(work, report),
        Step::Done(report) => view! {
            <h2>{say!(coordinator::help::IS_IN)}</h2>
            {places(&report, say!(coordinator::help::taken))}
        }
        .into_any(),
    }
}

fn seen(work: Work, report: RescueReport) -> AnyView {
    if report.places.is_empty() {
        return view! { <p class="lead">{say!(coordinator::help::EMPTY_FILE)}</p> }.into_any();
    }
    let anything_new = report.places.iter().any(|place| place.known < place.changes);
    let answer = match anything_new {
        true => view! {
            <button class="button main wide" type="button" on:click=move |_| work.send(TAKE_IN, Step::Done)>
                <Icon name=IconName::Check />
                {say!(coordinator::help::PUT_IN)}
            </button>
        }
        .into_any(),
        false => view! { <p class="lead">{say!(coordinator::help::ALL_KNOWN)}</p> }.into_any(),
    };
    let tablets =
        (!report.tablets.is_empty()).then(|| say!(coordinator::help::from_tablets)(&report.tablets));
    let foreign = (report.foreign > 0).then(|| say!(coordinator::help::foreign)(report.foreign));
    view! {
        <div class="stack pad">
            <h2>{say!(coordinator::help::HOLDS)}</h2>
            {tablets.map(|tablets| view! { <p class="soft">{tablets}</p> })}
            {places(&report, say!(coordinator::help::known))}
            {foreign.map(|foreign| view! { <p>{foreign}</p> })}
            {answer}
        </div>
    }
    .into_any()
}

fn places(report: &RescueReport, outcome: fn(&RescuedPlace) -> String) -> AnyView {
    let row = |place: &RescuedPlace| {
        view! {
            <li class="duty">
                <div class="duty-text">
                    <h3>{place.name.clone()}</h3>
                    <p>{say!(coordinator::help::holds)(place)}</p>
                    <p>{say!(coordinator::help::span)(place)}</p>
                    <p>{outcome(place)}</p>
                </div>
            </li>
        }
    };
    view! { <ul class="duties">{report.places.iter().map(row).collect_view()}</ul> }.into_any()
}
