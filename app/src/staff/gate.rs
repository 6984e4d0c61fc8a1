//! Pairing the tablet with a place.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::address::Address;
use crate::browser::language::OtherLanguage;
use crate::browser::tablet::{self, Attempt, PairError};
use crate::icon::{Icon, IconName, Mark};

/// Asks for the code.
#[component]
pub fn Gate(
    /// Whether the tablet belongs to a place already.
    paired: bool,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            tablet::try_to_pair(field.value());
        }
    };
    let error = move || match tablet::attempt() {
        Attempt::Failed(error) => Some(words(error)),
        _ => None,
    };
    let busy = move || tablet::attempt() == Attempt::Running;
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{say!(staff::gate::HEADING)}</h1>
                <p class="lead">{say!(staff::gate::LEAD)}</p>
                <form class="stack" on:submit=submit>
                    <div class="field code">
                        <label for="kod">{say!(staff::gate::CODE)}</label>
                        <small id="kod-hjalp">{say!(staff::gate::CODE_HELP)}</small>
                        <input
                            node_ref=field
                            id="kod"
                            name="kod"
                            autocomplete="one-time-code"
                            autocapitalize="characters"
                            spellcheck="false"
                            maxlength="11"
                            aria-describedby="kod-hjalp kod-fel"
                            aria-invalid=move || error().is_some().to_string()
                        />
                        <div id="kod-fel" role="alert">
                            {move || error().map(field_error)}
                        </div>
                    </div>
                    <button class="button main wide" prop:disabled=busy>
                        {move || if busy() { say!(staff::gate::PAIRING) } else { say!(staff::gate::PAIR) }}
                    </button>
                    {paired.then(back)}
                </form>
                <OtherLanguage />
            </main>
        </div>
    }
}

fn field_error(words: &'static str) -> impl IntoView {
    view! {
        <p class="field-error">
            <Icon name=IconName::TriangleAlert />
            {words}
        </p>
    }
}

fn back() -> impl IntoView {
    view! {
        <a class="quiet link" href=Address::Day(None).path()>
            {say!(staff::gate::BACK)}
        </a>
    }
}

fn words(error: PairError) -> &'static str {
    match error {
        PairError::NotACode => say!(staff::gate::NOT_A_CODE),
        PairError::UnknownCode => say!(staff::gate::UNKNOWN_CODE),
        PairError::TooMany => say!(staff::gate::TOO_MANY),
        PairError::Offline => say!(staff::gate::OFFLINE),
        PairError::Trouble => say!(staff::gate::TROUBLE),
        PairError::NoStorage => say!(staff::gate::NO_STORAGE_HELP),
        PairError::PrivateWindow => say!(staff::gate::PRIVATE_WINDOW_HELP),
    }
}

/// The tablet was taken away, and keeps nothing any more.
#[component]
pub fn Withdrawn() -> impl IntoView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{say!(staff::gate::WITHDRAWN)}</h1>
                <p class="lead" role="status">
                    {say!(staff::gate::WITHDRAWN_HELP)}
                </p>
                <a class="button wide" href=Address::Pairing.path() rel="external">
                    {say!(staff::gate::HEADING)}
                </a>
            </main>
        </div>
    }
}

/// This browser keeps nothing, so nothing may be counted in it.
pub fn no_storage() -> AnyView {
    view! { <KeepsNothing heading=say!(staff::gate::NO_STORAGE) help=say!(staff::gate::NO_STORAGE_HELP) /> }
        .into_any()
}

/// This window forgets everything when it is closed, so nothing may be counted in it.
pub fn private_window() -> AnyView {
    let (heading, help) = (say!(staff::gate::PRIVATE_WINDOW), say!(staff::gate::PRIVATE_WINDOW_HELP));
    view! { <KeepsNothing heading help /> }.into_any()
}

#[component]
fn KeepsNothing(heading: &'static str, help: &'static str) -> impl IntoView {
    view! {
        <div class="page staff">
            <main class="gate wrap" id="innehall">
                <Mark />
                <h1>{heading}</h1>
                <p class="lead" role="status">
                    {help}
                </p>
                <a class="button main wide" href=Address::Day(None).path() rel="external">
                    {say!(staff::gate::TRY_AGAIN)}
                </a>
            </main>
        </div>
    }
}
