//! What the tablet knows of itself: contact, what waits, memory and clock.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::address::Address;
use super::answers::Answers;
use super::pin::PlacePin;
use super::ready::ReadyCheck;
use super::refused::RefusedChanges;
use crate::browser::language::OtherLanguage;
use crate::browser::ready::CLOCK_RIGHT_WITHIN_MS;
use crate::browser::title::Title;
use crate::browser::{clock, install, platform, tablet};
use crate::icon::{Icon, IconName};
use crate::staff::address::Address as Day;
use crate::staff::banners::Banners;
use crate::staff::frame::{StaffFrame, facts};

const MINUTE_MS: i64 = 60_000;
const MEGABYTE: f64 = 1_000_000.0;

/// `/personal/plattan`.
#[component]
pub fn TabletScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    let counts_for = place.clone();
    view! {
        <Title text=format!("{} – Samvaro", say!(editor::tablet::HEADING)) />
        <StaffFrame place>
            <a class="quiet link" href=Day::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(editor::TO_DAY)}
            </a>
            <h1>{say!(editor::tablet::HEADING)}</h1>
            <Banners />
            <RefusedChanges />
            <div class="facts" role="list">
                {fact(IconName::MapPin, say!(editor::tablet::PLACE), move || counts_for.clone())}
                {fact(IconName::CloudCheck, say!(editor::tablet::LAST_CONTACT), last_contact)}
                {fact(IconName::CloudUp, say!(editor::tablet::UNSENT), unsent)}
                <div role="listitem">
                    <Icon name=IconName::Tablet />
                    <div>
                        <b>{say!(editor::tablet::MEMORY)}</b>
                        <p class="soft">{memory}</p>
                        <Used />
                    </div>
                </div>
                {fact(IconName::Clock, say!(editor::tablet::CLOCK), clock_words)}
            </div>
            <AskAgain />
            <nav class="section stack" aria-label=say!(editor::tablet::MORE)>
                <a class="button wide" href=Address::Programme.path()>
                    {say!(editor::programme::HEADING)}
                </a>
                <a class="button wide" href=Address::Settings.path()>
                    {say!(editor::settings::HEADING)}
                </a>
                {move || has_screen().then(to_the_door)}
            </nav>
            <ReadyCheck />
            <PlacePin />
            <Answers />
            <section class="section stack">
                <button class="button wide" type="button" on:click=|_| tablet::save_unsent()>
                    <Icon name=IconName::Download />
                    {say!(editor::tablet::SAVE_FILE)}
                </button>
                <p class="soft">{say!(editor::tablet::SAVE_FILE_HELP)}</p>
            </section>
            <section class="section stack">
                <h2>{say!(editor::tablet::INSTALL)}</h2>
                <Install />
                <a class="button wide" href=Day::Pairing.path()>
                    {say!(editor::tablet::PAIR_AGAIN)}
                </a>
                <OtherLanguage />
            </section>
        </StaffFrame>
    }
}

fn has_screen() -> bool {
    tablet::view(|state| state.programme.has_screen()).unwrap_or_default()
}

fn to_the_door() -> impl IntoView {
    view! {
        <a class="button wide" href=Address::Door.path()>
            {say!(editor::door::OPEN)}
        </a>
    }
}

fn fact(icon: IconName, name: &'static str, words: impl Fn() -> String + Send + 'static) -> impl IntoView {
    view! {
        <div role="listitem">
            <Icon name=icon />
            <div>
                <b>{name}</b>
                <p class="soft">{words}</p>
            </div>
        </div>
    }
}

fn last_contact() -> String {
    let today = clock::today();
    tablet::connection().last_contact.map_or_else(
        || say!(editor::tablet::NO_CONTACT).to_owned(),
        |at| {
            let at = clock::wall(at);
            let day = say!(capitalised)(&say!(day_relative_to)(today, at.date()));
            format!("{day} {}", say!(time)(at.time()))
        },
    )
}

fn unsent() -> String {
    match facts().unsent {
        0 => say!(editor::tablet::NOTHING_UNSENT).to_owned(),
        unsent => say!(editor::tablet::changes)(unsent),
    }
}

fn memory() -> String {
    let memory = tablet::memory();
    let words = if memory.persisted == Some(true) {
        say!(editor::tablet::PERSISTED)
    } else {
        say!(editor::tablet::NOT_PERSISTED)
    };
    if memory.journal_full { [words, say!(editor::tablet::JOURNAL_FULL)].concat() } else { words.to_owned() }
}

fn clock_words() -> String {
    let skew_ms = tablet::connection().skew_ms.abs();
    if skew_ms < CLOCK_RIGHT_WITHIN_MS {
        say!(editor::tablet::CLOCK_RIGHT).to_owned()
    } else {
        say!(editor::tablet::clock_off)(skew_ms / MINUTE_MS)
    }
}

/// Puts the app on the home screen where the browser offers that, and says how where it does not.
#[component]
fn Install() -> impl IntoView {
    install::watch();
    move || {
        if platform::is_installed() {
            return view! { <p>{say!(editor::tablet::INSTALLED)}</p> }.into_any();
        }
        if install::is_offered() {
            return view! {
                <button class="button wide" type="button" on:click=|_| install::take()>
                    <Icon name=IconName::Download />
                    {say!(editor::tablet::INSTALL_NOW)}
                </button>
            }
            .into_any();
        }
        view! { <p>{say!(editor::tablet::INSTALL_HELP)}</p> }.into_any()
    }
}

/// How much of the device's room is used.
#[component]
fn Used() -> impl IntoView {
    let used = RwSignal::new(None);
    spawn_local(async move {
        let room = js_sys::Array::from(&platform::room().await);
        used.set(room.get(0).as_f64());
    });
    move || used.get().map(|used| view! { <p class="soft">{say!(editor::tablet::used)(used / MEGABYTE)}</p> })
}

/// Asks the browser to keep what is stored, as long as it has not promised.
#[component]
fn AskAgain() -> impl IntoView {
    move || {
        (tablet::memory().persisted != Some(true)).then(|| {
            view! {
                <button class="button" type="button" on:click=|_| spawn_local(tablet::persist())>
                    {say!(editor::tablet::ASK_AGAIN)}
                </button>
            }
        })
    }
}
