//! What a person should know before anything else; usually nothing.

use leptos::prelude::*;

use super::address::Address;
use super::text;
use crate::browser::derived::Derived;
use crate::browser::{tablet, update};
use crate::connection::Reach;
use crate::icon::{Icon, IconName};

/// The banners above a screen.
#[component]
pub fn Banners() -> impl IntoView {
    let failing = Derived::new(|| tablet::saving() == tablet::Saving::Failing);
    let unpaired = Derived::new(|| tablet::connection().reach == Reach::Unpaired);
    let refused = Derived::new(|| tablet::refused().len());
    let lost = Derived::new(|| tablet::memory().lost);
    view! {
        <div class="banners">
            {move || failing.get().then(not_saved)}
            {move || unpaired.get().then(unpaired_banner)}
            {move || (refused.get() > 0).then(|| refused_banner(refused.get()))}
            {move || (lost.get() > 0).then(|| lost_banner(lost.get()))}
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
                <b>{text::NOT_SAVED}</b>
                <br />
                {text::NOT_SAVED_HELP}
            </div>
            <button class="button stop" type="button" on:click=|_| tablet::retry()>
                {text::TRY_AGAIN}
            </button>
        </section>
    }
}

fn unpaired_banner() -> impl IntoView {
    view! {
        <section class="banner help" role="alert">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{text::UNPAIRED}</b>
                <br />
                {text::UNPAIRED_HELP}
            </div>
            <a class="button" href=Address::Pairing.path()>
                {text::PAIR_AGAIN}
            </a>
        </section>
    }
}

fn refused_banner(count: usize) -> impl IntoView {
    view! {
        <section class="banner help" role="alert">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{text::refused(count)}</b>
                <br />
                {text::REFUSED_HELP}
            </div>
            <a class="button" href=Address::Tablet.path()>
                {text::LOOK}
            </a>
        </section>
    }
}

fn lost_banner(count: usize) -> impl IntoView {
    view! {
        <section class="banner help" role="alert">
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{text::lost(count)}</b>
                <br />
                {text::LOST_HELP}
            </div>
            <button class="button" type="button" on:click=|_| tablet::forget_loss()>
                {text::CLOSE}
            </button>
        </section>
    }
}

fn update_banner() -> impl IntoView {
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::Sun />
            <div>
                <b>{text::UPDATE}</b>
            </div>
            <button class="button" type="button" on:click=|_| update::take()>
                {text::UPDATE_NOW}
            </button>
            <button class="quiet" type="button" on:click=|_| update::later()>
                {text::UPDATE_LATER}
            </button>
        </section>
    }
}
