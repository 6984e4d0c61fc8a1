//! Who is at the tablet, at the top of every screen: two taps choose, one brings back whoever was
//! there before.

use leptos::prelude::*;

use super::address::Address;
use super::curtain::Curtain;
use crate::browser::curtain;
use crate::browser::derived::Derived;
use crate::browser::tablet::people::{self, Named};
use crate::icon::{Icon, IconName};

/// Who is here, or that names are hidden.
#[component]
pub fn PersonChip() -> impl IntoView {
    let curtain = Derived::new(curtain::curtain);
    let here = Derived::new(people::here);
    let before = Derived::new(people::before);
    move || {
        match curtain.get() {
        Curtain::Open => view! {
            <a class="button" href=Address::Who.path()>
                {move || here.get().map_or_else(|| say!(staff::people::WHO).to_owned(), |(_, name)| say!(staff::people::you_are)(&name))}
            </a>
            {move || before.get().map(switch)}
        }
        .into_any(),
        Curtain::Tap => view! { <ShowNames /> }.into_any(),
        _ => view! {
            <a class="button" href=Address::Unlock.path()>
                <Icon name=IconName::EyeOff />
                {say!(staff::people::HIDDEN)}
            </a>
        }
        .into_any(),
    }
    }
}

/// Shows the names with one tap.
#[component]
pub fn ShowNames() -> impl IntoView {
    view! {
        <button class="button" type="button" on:click=|_| curtain::tap()>
            <Icon name=IconName::EyeOff />
            {say!(staff::people::SHOW)}
        </button>
    }
}

fn switch((id, name): Named) -> impl IntoView {
    view! {
        <button class="button" type="button" on:click=move |_| people::choose(Some(id))>
            {say!(staff::people::switch_to)(&name)}
        </button>
    }
}
