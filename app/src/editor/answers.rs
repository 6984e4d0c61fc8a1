//! What a press on the counting screen answers with on this tablet.

use leptos::prelude::*;

use crate::browser::click::Answer;
use crate::browser::platform;

/// Two switches; the second only where the device can vibrate.
#[component]
pub fn Answers() -> impl IntoView {
    let shake = platform::can_vibrate().then(|| switch(Answer::Shake, say!(editor::tablet::SHAKE)));
    view! {
        <section class="section stack">
            <h2 id="svar">{say!(editor::tablet::ANSWERS)}</h2>
            <div class="choices" role="group" aria-labelledby="svar">
                {switch(Answer::Sound, say!(editor::tablet::SOUND))}
                {shake}
            </div>
        </section>
    }
}

fn switch(answer: Answer, words: &'static str) -> AnyView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=answer.is_on()
                on:change=move |event| answer.switch(event_target_checked(&event))
            />
            {words}
        </label>
    }
    .into_any()
}
