//! `/samordning/platser/{slug}/program`: a place's programme at the desk.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::DeskPage;
use super::page::Trouble;
use crate::browser::desk::Desk;
use crate::browser::fetch::NoAnswer;
use crate::editor::programme::editor::Editor;
use crate::editor::programme::page::Page;
use crate::editor::programme::shown;
use crate::icon::{Icon, IconName};
use crate::pen::{Pen, Whose};

/// Which screen of which place's programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where {
    slug: String,
    page: Page,
}

impl Where {
    /// What an address below `/samordning` names.
    pub fn read(path: &str) -> Option<Self> {
        let (slug, below) = path.strip_prefix("/platser/")?.split_once('/')?;
        let rest = below.strip_prefix("program").filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some(Self { slug: slug.to_owned(), page: Page::read(rest) })
    }
}

/// The page.
#[component]
pub fn ProgrammePage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
    /// Which screen.
    at: Where,
) -> impl IntoView {
    let Where { slug, page } = at;
    let desk = Desk::open(Some(&slug));
    let editor = Editor {
        home: StoredValue::new(format!("/samordning/platser/{slug}/program")),
        settings: StoredValue::new(format!("/samordning/platser/{slug}/installningar")),
        pen: Pen::Desk(desk),
    };
    let read = Memo::new(move |_| desk.look(Whose::Place, |_| ()).is_some());
    let place = move || {
        desk.look(Whose::Place, |standing| standing.programme.name().map(ToString::to_string)).flatten()
    };
    let back = (page == Page::List).then(|| {
        view! {
            <a class="quiet link no-print" href=format!("/samordning?plats={slug}")>
                <Icon name=IconName::ArrowLeft />
                {say!(coordinator::help::BACK)}
            </a>
        }
    });
    let screen = move || if read.get() { untrack(|| shown(editor, page)) } else { not_read(desk) };
    view! {
        <DeskPage organisation leave>
            <div class="stack slim">{back} <p class="whose">{place}</p> {screen}</div>
        </DeskPage>
    }
    .into_any()
}

fn not_read(desk: Desk) -> AnyView {
    let problem = move || {
        let sentence = match desk.failed()? {
            NoAnswer::Offline => say!(editor::programme::OFFLINE).to_owned(),
            NoAnswer::Problem(problem) => say!(coordinator::problem)(&problem.kind, problem.title),
        };
        Some(view! {
            <Trouble problem=RwSignal::new(Some(sentence)) />
            <button class="button main" type="button" on:click=move |_| spawn_local(desk.load())>
                <Icon name=IconName::Refresh />
                {say!(editor::programme::TRY_AGAIN)}
            </button>
        })
    };
    view! {
        <h1>{say!(editor::programme::HEADING)}</h1>
        <p class="lead" role="status">
            {move || desk.failed().is_none().then_some(say!(editor::programme::FETCHING))}
        </p>
        {problem}
    }
    .into_any()
}
