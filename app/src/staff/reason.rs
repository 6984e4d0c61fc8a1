//! Why something is not held: a common reason in one press, or own words. Everybody can read it.

use leptos::prelude::*;
use samvaro_core::text::Line;

use super::text::change as text;
use super::typed::{CHOSEN, OWN, Typed};

/// The choices and the field.
#[component]
pub fn Reason(
    /// The common reasons.
    reasons: &'static [&'static str],
    /// What the public reads before the reason: "Inställt".
    before: &'static str,
) -> impl IntoView {
    let chosen = RwSignal::new("");
    let own = RwSignal::new(String::new());
    let row = move |reason: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name=CHOSEN value=reason on:change=move |_| chosen.set(reason) />
                {reason}
            </label>
        }
    };
    let public = move || {
        let own = own.get();
        let reason = if own.trim().is_empty() { chosen.get() } else { own.trim() };
        if reason.is_empty() { format!("{before}.") } else { format!("{before}: {reason}") }
    };
    view! {
        <fieldset class="choices row">
            <legend>{text::WHY}</legend>
            {reasons.iter().copied().map(row).collect_view()}
        </fieldset>
        <div class="field">
            <label for=OWN>{text::OWN_WORDS}</label>
            <small id="egna-ord-hjalp">{text::OWN_WORDS_HELP}</small>
            <input
                id=OWN
                name=OWN
                autocomplete="off"
                maxlength=Line::MAX_CHARS.to_string()
                aria-describedby="egna-ord-hjalp"
                on:input=move |event| own.set(event_target_value(&event))
            />
        </div>
        <p role="status">{text::PUBLIC} " " <b>{public}</b></p>
    }
}

/// The reason that was typed or chosen, or what is wrong with it.
pub fn reason_of(typed: &Typed) -> Result<Option<Line>, &'static str> {
    typed.reason().map_err(|_| text::NO_TEXT)
}
