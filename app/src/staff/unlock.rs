//! What stands between a glance and the names, and the way past it.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use samvaro_core::pin::Pin;
use wasm_bindgen_futures::spawn_local;

use super::address::Address;
use super::curtain::{Curtain, TRIES_MAX};
use super::frame::StaffFrame;
use super::person_chip::ShowNames;
use crate::browser::curtain;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// `/personal/namn`.
#[component]
pub fn UnlockScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    let curtain = Derived::new(curtain::curtain);
    let asks = Derived::new(move || matches!(curtain.get(), Curtain::Pin { .. }));
    let title = move || {
        if curtain.get() == Curtain::Open { say!(staff::people::SHOWN) } else { say!(staff::people::HIDDEN) }
    };
    let words = move || match curtain.get() {
        Curtain::Coordinator => Some(say!(staff::people::COORDINATOR)),
        Curtain::NoContact => Some(say!(staff::people::NO_CONTACT)),
        _ => None,
    };
    // With nothing to fill in the day is the one way on.
    let link = move || if asks.get() { "quiet link" } else { "button main wide" };
    let way = move || match curtain.get() {
        Curtain::Tap => Some(view! { <ShowNames /> }),
        _ => None,
    };
    view! {
        <Title text=format!("{} – Samvaro", say!(staff::people::HIDDEN)) />
        <StaffFrame place>
            <h1>{title}</h1>
            {move || words().map(|words| view! { <p class="lead" role="status">{words}</p> })}
            {move || (curtain.get() != Curtain::Open).then(|| view! { <p class="lead">{say!(staff::people::COUNT_ON)}</p> })}
            {way}
            {move || asks.get().then(|| view! { <PinForm /> })}
            <a class=link href=Address::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(staff::people::TO_DAY)}
            </a>
        </StaffFrame>
    }
}

#[component]
fn PinForm() -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let busy = RwSignal::new(false);
    let wrong = move || match curtain::curtain() {
        Curtain::Pin { tries_left } if tries_left < TRIES_MAX && !busy.get() => {
            Some(say!(staff::people::wrong_pin)(tries_left))
        }
        _ => None,
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let digits = field.value();
        field.set_value("");
        if busy.get_untracked() || !Pin::is_pin(&digits) {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            curtain::unlock(&digits).await;
            busy.try_set(false);
        });
    };
    view! {
        <form class="stack" on:submit=submit>
            <div class="field code">
                <label for="pinkod">{say!(staff::people::PIN)}</label>
                <small id="pinkod-hjalp">{say!(staff::people::PIN_HELP)}</small>
                <input
                    node_ref=field
                    id="pinkod"
                    type="password"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength=Pin::DIGITS.to_string()
                    aria-describedby="pinkod-hjalp pinkod-fel"
                    aria-invalid=move || wrong().is_some().to_string()
                />
                <div id="pinkod-fel" role="alert">
                    {move || {
                        wrong()
                            .map(|words| {
                                view! {
                                    <p class="field-error">
                                        <Icon name=IconName::TriangleAlert />
                                        {words}
                                    </p>
                                }
                            })
                    }}
                </div>
            </div>
            <button class="button main wide" prop:disabled=move || busy.get()>
                {move || if busy.get() { say!(staff::people::TRYING) } else { say!(staff::people::SHOW) }}
            </button>
        </form>
    }
}
