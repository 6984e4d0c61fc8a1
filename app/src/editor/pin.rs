//! The place's PIN: what hides the names on its tablets.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use samvaro_core::pin::Pin;
use wasm_bindgen_futures::spawn_local;

use crate::browser::curtain;
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};
use crate::staff::address::Address as Day;

/// Sets, changes and removes it, while names are in sight.
#[component]
pub fn PlacePin() -> impl IntoView {
    let has_pin = Derived::new(|| curtain::pin().is_some());
    let hidden = Derived::new(curtain::names_hidden);
    view! {
        <section class="section stack">
            <h2>{say!(editor::pin::HEADING)}</h2>
            <p>{say!(editor::pin::WHAT)}</p>
            <p class="soft">{move || if has_pin.get() { say!(editor::pin::HAS_PIN) } else { say!(editor::pin::NO_PIN) }}</p>
            {move || match hidden.get() {
                true => {
                    view! {
                        <a class="button" href=Day::Unlock.path()>
                            <Icon name=IconName::EyeOff />
                            {say!(editor::pin::SHOW_FIRST)}
                        </a>
                    }
                        .into_any()
                }
                false => view! { <PinForm has_pin /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn PinForm(has_pin: Derived<bool>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let said = RwSignal::new(None::<Result<&'static str, &'static str>>);
    let set = move |digits: Option<String>| {
        spawn_local(async move {
            let done = curtain::set_pin(digits.as_deref()).await;
            let words =
                if digits.is_some() { say!(editor::pin::IS_SET) } else { say!(editor::pin::IS_REMOVED) };
            said.try_set(Some(if done { Ok(words) } else { Err(say!(editor::pin::NOT_POSSIBLE)) }));
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let digits = field.value();
        if Pin::is_pin(&digits) {
            field.set_value("");
            set(Some(digits));
        } else {
            said.set(Some(Err(say!(editor::pin::NOT_A_PIN))));
        }
    };
    let wrong = move || said.get().and_then(Result::err);
    let error = move || {
        wrong().map(|words| {
            view! {
                <p class="field-error">
                    <Icon name=IconName::TriangleAlert />
                    {words}
                </p>
            }
        })
    };
    let remove = move || {
        has_pin.get().then(|| {
            view! {
                <button class="button wide" type="button" on:click=move |_| set(None)>
                    {say!(editor::pin::REMOVE)}
                </button>
            }
        })
    };
    view! {
        <form class="stack" on:submit=submit>
            <div class="field short">
                <label for="ny-pinkod">{say!(editor::pin::NEW)}</label>
                <small id="ny-pinkod-hjalp">{say!(editor::pin::NEW_HELP)}</small>
                <input
                    node_ref=field
                    id="ny-pinkod"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength=Pin::DIGITS.to_string()
                    aria-describedby="ny-pinkod-hjalp ny-pinkod-fel"
                    aria-invalid=move || wrong().is_some().to_string()
                />
                <div id="ny-pinkod-fel" role="alert">
                    {error}
                </div>
            </div>
            <button class="button wide">{say!(editor::pin::SET)}</button>
            {remove}
            <p role="status">{move || said.get().and_then(Result::ok)}</p>
        </form>
    }
}
