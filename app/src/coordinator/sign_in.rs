//! The door: e-mail address and password.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account;
use super::desk::Stage;
use crate::browser::fetch::NoAnswer;
use crate::browser::language::OtherLanguage;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName, Mark};

/// Signs in, and says what was wrong in the same place.
#[component]
pub fn SignIn(
    /// Where a right password leads.
    stage: RwSignal<Stage>,
    /// What went wrong before.
    problem: Option<String>,
) -> impl IntoView {
    let (email, password) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let problem = RwSignal::new(problem);
    let busy = RwSignal::new(false);
    let send = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (email, password) = (written(email), written(password));
        spawn_local(async move {
            let answer = account::sign_in(email, password).await;
            busy.set(false);
            match answer {
                Ok(session) => stage.set(Stage::after(Ok(session))),
                Err(failed) => problem.set(Some(sentence(failed))),
            }
        });
    };
    view! {
        <Title text=say!(coordinator::title)(say!(coordinator::SIGN_IN)) />
        <div class="page desk">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{say!(coordinator::SIGN_IN)}</h1>
                <p class="lead">{say!(coordinator::FOR_COORDINATORS)}</p>
                <form class="stack" on:submit=send>
                    <Refused problem />
                    <div class="field">
                        <label for="e-post">{say!(coordinator::EMAIL)}</label>
                        <input
                            id="e-post"
                            type="email"
                            name="email"
                            autocomplete="username"
                            required
                            node_ref=email
                        />
                    </div>
                    <div class="field">
                        <label for="losenord">{say!(coordinator::PASSWORD)}</label>
                        <input
                            id="losenord"
                            type="password"
                            name="password"
                            autocomplete="current-password"
                            required
                            node_ref=password
                        />
                    </div>
                    <button class="button main wide" type="submit">
                        {move || if busy.get() { say!(coordinator::SIGNING_IN) } else { say!(coordinator::SIGN_IN) }}
                    </button>
                </form>
                <OtherLanguage />
                <p class="soft">{say!(coordinator::NO_ACCOUNT)}</p>
            </main>
        </div>
    }
    .into_any()
}

/// Why the server said no.
#[component]
pub fn Refused(
    /// Its sentence.
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    move || {
        problem.get().map(|sentence| {
            view! {
                <div class="banner help" role="alert">
                    <Icon name=IconName::TriangleAlert />
                    <div>
                        <b>{sentence}</b>
                    </div>
                </div>
            }
        })
    }
}

/// What stands in a field.
pub fn written(field: NodeRef<Input>) -> String {
    field.get_untracked().map(|field| field.value()).unwrap_or_default()
}

/// What to tell somebody whose request was not answered.
pub fn sentence(failed: NoAnswer) -> String {
    match failed {
        NoAnswer::Problem(problem) => say!(coordinator::problem)(&problem.kind, problem.title),
        NoAnswer::Offline => say!(coordinator::WORK_KEPT_OUT).to_owned(),
    }
}
