//! `/samordning/hjalp`: refused changes, place by place, with the two things to do.

use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::help::{HelpAtPlace, HelpChange, HelpRequest, HelpWanted, HelpWhat, Helped};
use samvaro_core::protocol::{Reason, Verdict};

use super::page::{DeskSubpage, Trouble};
use crate::browser::fetch::{NoAnswer, fetch_json, post_json};
use crate::icon::{Icon, IconName};

const HELP: &str = "/api/v1/help";
const AGAIN: &str = "/api/v1/help/again";
const ASIDE: &str = "/api/v1/help/aside";

/// What needs help now.
pub async fn fetch() -> Result<HelpWanted, NoAnswer> {
    fetch_json(HELP).await
}

/// The list, and what came of the latest button.
#[derive(Clone, Copy)]
struct Work {
    wanted: RwSignal<Option<HelpWanted>>,
    problem: RwSignal<Option<String>>,
    said: RwSignal<Option<String>>,
}

impl Work {
    fn load(self) {
        spawn_local(async move {
            match fetch().await {
                Ok(wanted) => drop(self.wanted.try_set(Some(wanted))),
                Err(failed) => drop(self.problem.try_set(Some(super::sign_in::sentence(failed)))),
            }
        });
    }

    fn send(self, path: &'static str, request: HelpRequest) {
        self.said.set(None);
        self.problem.set(None);
        spawn_local(async move {
            match post_json::<Helped>(path, &request).await {
                Ok(helped) => drop(self.said.try_set(Some(say!(coordinator::help::helped)(helped)))),
                Err(failed) => drop(self.problem.try_set(Some(super::sign_in::sentence(failed)))),
            }
            self.load();
        });
    }
}

/// The page.
#[component]
pub fn HelpPage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
) -> impl IntoView {
    let work = Work { wanted: RwSignal::new(None), problem: RwSignal::new(None), said: RwSignal::new(None) };
    work.load();
    let list = move || match work.wanted.get() {
        None => view! { <p class="soft">{say!(coordinator::help::FETCHING)}</p> }.into_any(),
        Some(wanted) if wanted.places.is_empty() => {
            view! { <p class="lead">{say!(coordinator::help::NOTHING)}</p> }.into_any()
        }
        Some(wanted) => {
            wanted.places.into_iter().map(|place| at_place(work, place)).collect_view().into_any()
        }
    };
    view! {
        <DeskSubpage organisation leave title=say!(coordinator::help::HELP) lead=say!(coordinator::help::HELP_LEAD)>
            <Trouble problem=work.problem />
            <p role="status" class="lead">
                {move || work.said.get()}
            </p>
            {list}
        </DeskSubpage>
    }
    .into_any()
}

fn at_place(work: Work, place: HelpAtPlace) -> AnyView {
    let HelpAtPlace { log, name, shared, waiting, aside, changes } = place;
    let elsewhere =
        if shared { say!(coordinator::help::ALL_PLACES) } else { say!(coordinator::help::ELSEWHERE) };
    let more = waiting.saturating_sub(changes.len() as u64);
    let waits = (waiting > 0).then(|| {
        let again = move |_| work.send(AGAIN, HelpRequest { log, aside: false });
        let put_aside = move |_| work.send(ASIDE, HelpRequest { log, aside: false });
        view! {
            <p>{say!(coordinator::help::waiting)(waiting)}</p>
            <ul class="duties">{changes.iter().map(|change| row(change, shared)).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="soft">{say!(coordinator::help::and_more)(more)}</p> })}
            <p class="soft">{say!(coordinator::help::PUT_ASIDE_HELP)}</p>
            <div class="dialog-answers">
                <button class="button main" type="button" on:click=again>
                    <Icon name=IconName::Refresh />
                    {say!(coordinator::help::TRY_AGAIN)}
                </button>
                <button class="button" type="button" on:click=put_aside>
                    {say!(coordinator::help::PUT_ASIDE)}
                </button>
            </div>
        }
    });
    let put_by = (aside > 0).then(|| {
        let again = move |_| work.send(AGAIN, HelpRequest { log, aside: true });
        view! {
            <p class="soft">{say!(coordinator::help::aside)(aside)}</p>
            <button class="quiet" type="button" on:click=again>
                <Icon name=IconName::Refresh />
                {say!(coordinator::help::TRY_ASIDE)}
            </button>
        }
    });
    view! {
        <section class="section stack">
            <h2>{name.unwrap_or_else(|| elsewhere.to_owned())}</h2>
            {waits}
            {put_by}
        </section>
    }
    .into_any()
}

fn row(change: &HelpChange, shared: bool) -> AnyView {
    let why = match change.verdict {
        Verdict::Rejected(Reason::Forbidden) if shared => say!(coordinator::help::WHY_SHARED),
        verdict => say!(coordinator::help::why)(verdict),
    };
    let what = match change.what {
        HelpWhat::Edit if shared => say!(coordinator::help::EDIT_SHARED).to_owned(),
        _ => say!(coordinator::help::what)(change),
    };
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{what}</h3>
                <p>{say!(coordinator::help::when)(change)}</p>
                <p>{why}</p>
            </div>
        </li>
    }
    .into_any()
}
