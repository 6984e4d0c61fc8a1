//! What a coordinator meets: the door, or the figures.

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::api::Session;
use samvaro_core::schedule::IsoWeek;

use super::account;
use super::books::Books;
use super::choose_password::ChoosePassword;
use super::following::Following;
use super::help::HelpPage;
use super::opening::{Failed, Opening};
use super::overview::Overview;
use super::place_view::PlaceView;
use super::programme::{self, ProgrammePage};
use super::rescue::RescuePage;
use super::settings::{SettingsPage, Where};
use super::sign_in::SignIn;
use super::tablets::TabletsPage;
use crate::browser::fetch::NoAnswer;
use crate::browser::{kept_form, location};

/// The statuses by which the server asks for a sign-in, and for a password.
const SIGNED_OUT: u16 = 401;
const FORBIDDEN: u16 = 403;

/// Where the figures stand; other pages stand below.
const HOME: &str = "/samordning";

/// Where the coordinator stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The server is being asked.
    Asking,
    /// Not signed in; perhaps with what went wrong.
    SignedOut(Option<String>),
    /// Signed in by link.
    NeedsPassword(Session),
    /// Signed in.
    Open(Session),
    /// No network.
    NotReached,
    /// The server said something else.
    Failed(String),
}

impl Stage {
    /// Where an answer about the session leads.
    pub fn after(answer: Result<Session, NoAnswer>) -> Self {
        match answer {
            Ok(session) if session.needs_password => Self::NeedsPassword(session),
            Ok(session) => Self::Open(session),
            Err(NoAnswer::Problem(problem)) if problem.status == SIGNED_OUT => Self::SignedOut(None),
            Err(NoAnswer::Problem(problem)) => {
                Self::Failed(say!(coordinator::problem)(&problem.kind, problem.title))
            }
            Err(NoAnswer::Offline) => Self::NotReached,
        }
    }

    /// Where a link leads: a link that is used up leads to the sign-in, which says so.
    fn after_link(answer: Result<Session, NoAnswer>) -> Self {
        match answer {
            Err(NoAnswer::Problem(problem)) => {
                Self::SignedOut(Some(say!(coordinator::problem)(&problem.kind, problem.title)))
            }
            answer => Self::after(answer),
        }
    }
}

/// Everything under `/samordning`, in the browser.
#[component]
pub fn Desk() -> impl IntoView {
    let stage = RwSignal::new(Stage::Asking);
    let books = Books::new();
    let enter = Callback::new(move |()| spawn_local(enter(stage)));
    enter.run(());
    // A link that is opened in a tab which already shows this page only changes the fragment.
    let links = EventListener::new(&window(), "hashchange", move |_| enter.run(()));
    let links = StoredValue::new_local(links);
    on_cleanup(move || links.dispose());
    let is_open = Memo::new(move |_| matches!(stage.get(), Stage::Open(_)));
    let following = StoredValue::new_local(None);
    Effect::new(move |_| {
        if is_open.get() {
            spawn_local(fetch(books, stage));
            following.set_value(Following::begin(move || spawn_local(refresh(books, stage))));
        } else {
            following.set_value(None);
        }
    });
    let leave = Callback::new(move |()| spawn_local(leave(books, stage)));
    move || {
        match stage.get() {
        Stage::Asking => view! { <Opening words=say!(coordinator::OPENING) /> }.into_any(),
        Stage::SignedOut(problem) => view! { <SignIn stage problem /> }.into_any(),
        Stage::NeedsPassword(session) => view! { <ChoosePassword stage session /> }.into_any(),
        Stage::Open(session) => view! { <Figures session books leave /> }.into_any(),
        Stage::NotReached => {
            view! { <Failed title=say!(coordinator::NOT_REACHED) advice=say!(coordinator::NOT_REACHED_ADVICE).to_owned() again=enter /> }
                .into_any()
        }
        Stage::Failed(sentence) => {
            view! { <Failed title=say!(coordinator::FAILED) advice=sentence again=enter /> }.into_any()
        }
    }
    }
}

async fn enter(stage: RwSignal<Stage>) {
    let next = match account::take_link() {
        Some(token) => {
            stage.set(Stage::Asking);
            Stage::after_link(account::use_link(token).await)
        }
        None => Stage::after(account::current().await),
    };
    stage.set(next);
}

async fn fetch(books: Books, stage: RwSignal<Stage>) {
    let Err(failed) = books.fetch().await else { return };
    stage.set(match failed {
        // A password that must be chosen first, for one: the session knows.
        NoAnswer::Problem(problem) if problem.status == FORBIDDEN => Stage::after(account::current().await),
        failed => Stage::after(Err(failed)),
    });
}

/// A line that fails for a moment takes no figures away; a sign-in that has ended does.
async fn refresh(books: Books, stage: RwSignal<Stage>) {
    if let Err(NoAnswer::Problem(problem)) = books.refresh().await
        && problem.status == SIGNED_OUT
    {
        stage.try_set(Stage::SignedOut(None));
    }
}

async fn leave(books: Books, stage: RwSignal<Stage>) {
    if account::sign_out().await {
        books.weeks.set(None);
        kept_form::forget_all();
        stage.set(Stage::SignedOut(None));
    } else {
        stage.set(Stage::NotReached);
    }
}

/// One place, or all.
#[component]
fn Figures(session: Session, books: Books, leave: Callback<()>) -> impl IntoView {
    let asked = Memo::new(|_| {
        let week = location::query("vecka").and_then(|week| week.parse::<IsoWeek>().ok());
        (location::query("plats"), week)
    });
    let organisation = session.organisation_name.to_string();
    let beside = Memo::new(|_| location::path().trim_end_matches('/').strip_prefix(HOME).map(str::to_owned));
    move || {
        let aside = organisation.clone();
        match beside.get().as_deref() {
            Some("/hjalp") => return view! { <HelpPage organisation=aside leave /> }.into_any(),
            Some("/fil") => return view! { <RescuePage organisation=aside leave /> }.into_any(),
            Some("/plattor") => return view! { <TabletsPage organisation=aside leave /> }.into_any(),
            Some(path) => {
                if let Some(at) = programme::Where::read(path) {
                    return view! { <ProgrammePage organisation=aside leave at /> }.into_any();
                }
                if let Some(at) = Where::read(path) {
                    return view! { <SettingsPage organisation=aside leave at /> }.into_any();
                }
            }
            None => {}
        }
        let Some(report) = books.weeks.get() else {
            return view! { <Opening words=say!(coordinator::FETCHING) /> }.into_any();
        };
        let (place, week) = asked.get();
        let this_week = IsoWeek::of(report.now.date());
        let week = week.unwrap_or(this_week).min(this_week);
        let organisation = organisation.clone();
        match place {
            Some(slug) => view! { <PlaceView organisation report slug week leave /> }.into_any(),
            None => view! { <Overview organisation report books week leave /> }.into_any(),
        }
    }
}
