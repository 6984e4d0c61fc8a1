//! Why something is not held: a common reason in one press, or own words. Everybody can read it, so
//! that it is written in Swedish, in whatever language it was chosen.

use leptos::prelude::*;
use samvaro_core::text::Line;

use super::typed::{CHOSEN, OWN, Typed};

/// How many common reasons there are for each.
const REASONS: usize = 5;

/// The choices and the field.
#[component]
pub fn Reason(
    /// The common reasons, as the public reads them.
    reasons: [&'static str; REASONS],
    /// The same as they are offered here.
    offered: [&'static str; REASONS],
    /// What the public reads before the reason: "Inställt".
    before: &'static str,
) -> impl IntoView {
    let chosen = RwSignal::new("");
    let own = RwSignal::new(String::new());
    let row = move |(reason, offered): (&'static str, &'static str)| {
        view! {
            <label class="choice">
                <input type="radio" name=CHOSEN value=reason on:change=move |_| chosen.set(reason) />
                {offered}
            </label>
        }
    };
    let public = move || {
        let own = own.get();
        let reason = if own.trim().is_empty() { chosen.get() } else { own.trim() };
        if reason.is_empty() { format!("{before}.") } else { format!("{before}: {reason}") }
    };
    view! {
        <fieldset class="choices sentences">
            <legend>{say!(staff::change::WHY)}</legend>
            {reasons.into_iter().zip(offered).map(row).collect_view()}
        </fieldset>
        <div class="field">
            <label for=OWN>{say!(staff::change::OWN_WORDS)}</label>
            <small id="egna-ord-hjalp">{say!(staff::change::OWN_WORDS_HELP)}</small>
            <input
                id=OWN
                name=OWN
                autocomplete="off"
                maxlength=Line::MAX_CHARS.to_string()
                aria-describedby="egna-ord-hjalp"
                on:input=move |event| own.set(event_target_value(&event))
            />
        </div>
        <p role="status">{say!(staff::change::PUBLIC)} " " <b>{public}</b></p>
    }
}

/// The reason that was typed or chosen, or what is wrong with it.
pub fn reason_of(typed: &Typed) -> Result<Option<Line>, &'static str> {
    typed.reason().map_err(|_| say!(staff::change::NO_TEXT))
}
