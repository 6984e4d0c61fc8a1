//! "Välj ett lösenord": after the one-time link, before any figure.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::api::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, Session};

use super::account;
use super::desk::Stage;
use super::sign_in::{Refused, sentence, written};
use crate::browser::title::Title;
use crate::icon::Mark;

/// Chooses a password. The e-mail address stands there for the password manager.
#[component]
pub fn ChoosePassword(
    /// Where a good password leads.
    stage: RwSignal<Stage>,
    /// Whose it is.
    session: Session,
) -> impl IntoView {
    let password = NodeRef::<Input>::new();
    let problem = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let send = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let password = written(password);
        spawn_local(async move {
            let answer = account::choose_password(password).await;
            busy.set(false);
            match answer {
                Ok(session) => stage.set(Stage::after(Ok(session))),
                Err(failed) => problem.set(Some(sentence(failed))),
            }
        });
    };
    view! {
        <Title text=say!(coordinator::title)(say!(coordinator::CHOOSE_PASSWORD)) />
        <div class="page desk">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{say!(coordinator::CHOOSE_PASSWORD)}</h1>
                <form class="stack" on:submit=send>
                    <Refused problem />
                    <div class="field">
                        <label for="e-post">{say!(coordinator::EMAIL)}</label>
                        <input id="e-post" type="email" name="email" autocomplete="username" value=session.email readonly />
                    </div>
                    <div class="field">
                        <label for="losenord">{say!(coordinator::PASSWORD)}</label>
                        <small id="losenord-hjalp">{say!(coordinator::password_rule)()}</small>
                        <input
                            id="losenord"
                            type="password"
                            name="password"
                            autocomplete="new-password"
                            aria-describedby="losenord-hjalp"
                            minlength=PASSWORD_MIN_CHARS
                            maxlength=PASSWORD_MAX_CHARS
                            required
                            node_ref=password
                        />
                    </div>
                    <button class="button main wide" type="submit">
                        {move || if busy.get() { say!(coordinator::SAVING_PASSWORD) } else { say!(coordinator::SAVE_PASSWORD) }}
                    </button>
                </form>
            </main>
        </div>
    }
    .into_any()
}
