//! A page beside the figures: a way back, a heading, what it is for.

use leptos::prelude::*;

use super::frame::DeskPage;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// The page.
#[component]
pub fn DeskSubpage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
    /// Its heading.
    title: &'static str,
    /// What it is for.
    lead: &'static str,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=say!(coordinator::title)(title) />
        <DeskPage organisation leave>
            <div class="slim">
                <a class="quiet link no-print" href="/samordning">
                    <Icon name=IconName::ArrowLeft />
                    {say!(coordinator::help::BACK)}
                </a>
                <div class="head">
                    <h1>{title}</h1>
                </div>
                <p class="lead">{lead}</p>
                {children()}
            </div>
        </DeskPage>
    }
    .into_any()
}

/// What did not work, in the server's words.
#[component]
pub fn Trouble(
    /// Its sentence.
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    move || {
        problem.get().map(|sentence| {
            view! {
                <div class="banner help" role="alert">
                    <Icon name=IconName::TriangleAlert />
                    <div>
                        <b>{say!(coordinator::help::NOT_DONE)}</b>
                        <br />
                        {sentence}
                    </div>
                </div>
            }
        })
    }
}
