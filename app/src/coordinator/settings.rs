//! `/samordning/installningar` and `/samordning/platser/{slug}/installningar`: settings at the desk.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::DeskPage;
use super::page::Trouble;
use crate::browser::desk::Desk;
use crate::browser::fetch::NoAnswer;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};
use crate::pen::{Pen, Whose};
use crate::settings::settings;

/// Where settings are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where {
    /// A place's part of the address; what the places share without one.
    slug: Option<String>,
    /// What stands below in the address.
    rest: String,
}

impl Where {
    /// The settings that an address below `/samordning` names.
    pub fn read(path: &str) -> Option<Self> {
        const SETTINGS: &str = "/installningar";
        let rest_of = |path: &str| {
            let rest = path.strip_prefix(SETTINGS)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| rest.to_owned())
        };
        if let Some(rest) = rest_of(path) {
            return Some(Self { slug: None, rest });
        }
        let (slug, below) =
            path.strip_prefix("/platser/")?.split_at_checked(path.strip_prefix("/platser/")?.find('/')?)?;
        Some(Self { slug: Some(slug.to_owned()), rest: rest_of(below)? })
    }

    fn home(&self) -> String {
        match &self.slug {
            Some(slug) => format!("/samordning/platser/{slug}/installningar"),
            None => "/samordning/installningar".to_owned(),
        }
    }
}

/// The page.
#[component]
pub fn SettingsPage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
    /// Which settings.
    at: Where,
) -> impl IntoView {
    let desk = Desk::open(at.slug.as_deref());
    let whose = if at.slug.is_some() { Whose::Place } else { Whose::Shared };
    let read = Memo::new(move |_| desk.look(whose, |_| ()).is_some());
    let back = match &at.slug {
        Some(slug) => format!("/samordning?plats={slug}"),
        None => "/samordning".to_owned(),
    };
    let back = at.rest.trim_matches('/').is_empty().then(|| {
        view! {
            <a class="quiet link no-print" href=back>
                <Icon name=IconName::ArrowLeft />
                {say!(coordinator::help::BACK)}
            </a>
        }
    });
    let place = move || {
        let name = desk.look(Whose::Place, |standing| standing.programme.name().map(ToString::to_string));
        name.flatten().map(|name| view! { <p class="whose">{name}</p> })
    };
    let shown = move || match read.get() {
        true => settings(Pen::Desk(desk), whose, at.home(), &at.rest),
        false => not_read(desk),
    };
    view! {
        <Title text=say!(coordinator::title)(say!(settings::HEADING)) />
        <DeskPage organisation leave>
            <div class="stack slim">{back} {place} {shown}</div>
        </DeskPage>
    }
    .into_any()
}

fn not_read(desk: Desk) -> AnyView {
    let problem = move || {
        let failed = desk.failed()?;
        let sentence = match failed {
            NoAnswer::Offline => say!(settings::NOT_FETCHED_ADVICE).to_owned(),
            NoAnswer::Problem(problem) => say!(coordinator::problem)(&problem.kind, problem.title),
        };
        Some(view! {
            <Trouble problem=RwSignal::new(Some(sentence)) />
            <button class="button main" type="button" on:click=move |_| spawn_local(desk.load())>
                <Icon name=IconName::Refresh />
                {say!(settings::TRY_AGAIN)}
            </button>
        })
    };
    view! {
        <div class="head">
            <h1>{say!(settings::HEADING)}</h1>
        </div>
        <p class="lead" role="status">
            {move || desk.failed().is_none().then_some(say!(settings::FETCHING))}
        </p>
        {problem}
    }
    .into_any()
}
