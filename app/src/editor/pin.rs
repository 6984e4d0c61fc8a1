//! The place's PIN: what hides the names on its tablets.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::curtain;
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};
use crate::new_pin::{NewPin, NewPinFields};
use crate::staff::address::Address as Day;

/// Sets, changes and removes it, while names are in sight.
#[component]
pub fn PlacePin() -> impl IntoView {
    let has_pin = Derived::new(|| curtain::pin().is_some());
    let hidden = Derived::new(curtain::names_hidden);
    // Out here: without a PIN the form is made anew.
    let said = RwSignal::new(None::<&'static str>);
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
                false => view! { <PinForm has_pin said /> }.into_any(),
            }}
            <p role="status">{said}</p>
        </section>
    }
}

#[component]
fn PinForm(has_pin: Derived<bool>, said: RwSignal<Option<&'static str>>) -> impl IntoView {
    let pin = NewPin::new();
    let set = move |digits: Option<String>| {
        said.set(None);
        spawn_local(async move {
            let done = curtain::set_pin(digits.as_deref()).await;
            let words =
                if digits.is_some() { say!(editor::pin::IS_SET) } else { say!(editor::pin::IS_REMOVED) };
            if done {
                said.try_set(Some(words));
            } else {
                pin.fail(say!(editor::pin::NOT_POSSIBLE));
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(digits) = pin.take() {
            set(Some(digits));
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            <NewPinFields
                pin
                id="ny-pinkod"
                label=say!(editor::pin::NEW)
                help=say!(editor::pin::NEW_HELP)
            />
            <button class="button wide">{say!(editor::pin::SET)}</button>
            {move || has_pin.get().then(|| view! { <Remove remove=move || set(None) /> })}
        </form>
    }
}

/// It goes on every tablet of the place, so it is asked about.
#[component]
fn Remove(remove: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let asked = RwSignal::new(false);
    move || {
        if !asked.get() {
            return view! {
                <button class="button wide" type="button" on:click=move |_| asked.set(true)>
                    {say!(editor::pin::REMOVE)}
                </button>
            }
            .into_any();
        }
        view! {
            <p role="alert">
                <b>{say!(editor::pin::REMOVE_SURE)}</b>
            </p>
            <button class="button wide" type="button" on:click=move |_| asked.set(false)>
                {say!(editor::pin::KEEP)}
            </button>
            <button class="button stop wide" type="button" on:click=move |_| remove()>
                <Icon name=IconName::Trash />
                {say!(editor::pin::REMOVE)}
            </button>
        }
        .into_any()
    }
}
