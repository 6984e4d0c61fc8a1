//! What a person should know before anything else; usually nothing.

use leptos::prelude::*;

use super::address::Address;
use crate::browser::derived::Derived;
use crate::browser::{location, tablet, update};
use crate::connection::Reach;
use crate::editor::address::Address as Seldom;
use crate::icon::{Icon, IconName};

/// The banners above a screen.
#[component]
pub fn Banners() -> impl IntoView {
    let failing = Derived::new(|| tablet::saving() == tablet::Saving::Failing);
    let unpaired = Derived::new(|| tablet::connection().reach == Reach::Unpaired);
    // The tablet's own page has the list itself.
    let refused = Derived::new(|| match Seldom::read(&location::path()) {
        Seldom::Tablet => 0,
        _ => tablet::refused().len(),
    });
    let lost = Derived::new(|| tablet::memory().lost);
    let restored = Derived::new(|| tablet::memory().restored);
    let newer = Derived::new(|| tablet::memory().newer);
    view! {
        <div class="banners">
            {move || failing.get().then(not_saved)}
            {move || unpaired.get().then(unpaired_banner)}
            {move || (refused.get() > 0).then(|| refused_banner(refused.get()))}
            {move || lost_banner(lost.get(), restored.get())}
            {move || newer.get().then(older_banner)}
            {move || update::is_ready().then(update_banner)}
        </div>
    }
}

/// Storing has failed: the one thing that is loud.
pub fn not_saved() -> impl IntoView {
    view! {
        <section class="banner help" role="alert">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{say!(staff::NOT_SAVED)}</b>
                <br />
                {say!(staff::NOT_SAVED_HELP)}
            </div>
            <button class="button stop" type="button" on:click=|_| tablet::retry()>
                {say!(staff::TRY_AGAIN)}
            </button>
        </section>
    }
}

fn unpaired_banner() -> impl IntoView {
    view! {
        <section class="banner help" role="alert">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{say!(staff::UNPAIRED)}</b>
                <br />
                {say!(staff::UNPAIRED_HELP)}
            </div>
            <a class="button" href=Address::Pairing.path()>
                {say!(staff::PAIR_AGAIN)}
            </a>
        </section>
    }
}

fn refused_banner(count: usize) -> impl IntoView {
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{say!(staff::refused)(count)}</b>
                <br />
                {say!(staff::REFUSED_HELP)}
            </div>
            <a class="button" href=Seldom::Tablet.path()>
                {say!(staff::LOOK)}
            </a>
        </section>
    }
}

fn lost_banner(lost: usize, restored: Option<usize>) -> Option<impl IntoView> {
    let (what, help) = match (lost, restored) {
        (0, None) => return None,
        (0, Some(restored)) => (say!(staff::restored)(restored), say!(staff::RESTORED_HELP)),
        (lost, _) => (say!(staff::lost)(lost), say!(staff::LOST_HELP)),
    };
    Some(view! {
        <section class="banner help" role="alert">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{what}</b>
                <br />
                {help}
            </div>
            <button class="button" type="button" on:click=|_| tablet::forget_loss()>
                {say!(staff::CLOSE)}
            </button>
        </section>
    })
}

fn older_banner() -> impl IntoView {
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::Tablet />
            <div>
                <b>{say!(staff::OLDER)}</b>
                <br />
                {say!(staff::OLDER_HELP)}
            </div>
            <a class="button" href=Address::Day(None).path() rel="external">
                {say!(staff::LOAD_AGAIN)}
            </a>
        </section>
    }
}

fn update_banner() -> impl IntoView {
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::Sun />
            <div>
                <b>{say!(staff::UPDATE)}</b>
            </div>
            <button class="button" type="button" on:click=|_| update::take()>
                {say!(staff::UPDATE_NOW)}
            </button>
            <button class="quiet" type="button" on:click=|_| update::later()>
                {say!(staff::LATER)}
            </button>
        </section>
    }
}
