//! What a public page shows, whole: the server renders from it, and the browser brings the same
//! page to life with it.

use leptos::prelude::*;
use samvaro_core::document::{PlacesDocument, ProgrammeDocument};
use samvaro_core::schedule::IsoWeek;
use serde::{Deserialize, Serialize};

use super::loaded::Loaded;
use super::notice::{Fetching, Missing};
use super::place_page::PlacePage;
use super::start_page::StartPage;
use super::{place_page, start_page};
use crate::swedish::public as text;

/// A public page with everything in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
// There is one page at a time.
#[allow(clippy::large_enum_variant)]
pub enum Page {
    /// `/`.
    Start {
        /// What was searched for.
        search: String,
        /// Every place with its day.
        places: Loaded<PlacesDocument>,
    },
    /// `/plats/{place}`.
    Place {
        /// The place's part of the address.
        slug: String,
        /// The week that was asked for; none is this week.
        week: Option<IsoWeek>,
        /// The week's programme.
        programme: Loaded<ProgrammeDocument>,
    },
    /// There is no such page.
    Nowhere,
}

impl Page {
    /// What the tab is called.
    pub fn title(&self) -> String {
        match self {
            Self::Start { places, .. } => start_page::title(places),
            Self::Place { programme, .. } => place_page::title(programme),
            Self::Nowhere => text::title(text::NOT_FOUND),
        }
    }
}

/// A public page; until it is there, that it is being fetched.
#[component]
pub fn PublicApp(
    /// The page. In the browser a later answer takes the place of an earlier one.
    page: RwSignal<Option<Page>>,
) -> impl IntoView {
    let again = Callback::new(move |()| show_again(page));
    name_tab(page);
    move || match page.get() {
        None => view! { <Fetching /> }.into_any(),
        Some(Page::Start { search, places }) => view! { <StartPage search places again /> }.into_any(),
        Some(Page::Place { slug, programme, .. }) => view! { <PlacePage slug programme again /> }.into_any(),
        Some(Page::Nowhere) => {
            view! { <Missing heading=text::NOT_FOUND advice=text::NOT_FOUND_ADVICE /> }.into_any()
        }
    }
}

#[cfg(feature = "public")]
fn show_again(page: RwSignal<Option<Page>>) {
    leptos::task::spawn_local(super::browser_side::show(page));
}

#[cfg(not(feature = "public"))]
fn show_again(_: RwSignal<Option<Page>>) {}

/// The server has written the title already; a page that is made in the browser has none.
#[cfg(feature = "public")]
fn name_tab(page: RwSignal<Option<Page>>) {
    Effect::new(move |_| {
        if let Some(page) = page.read().as_ref() {
            document().set_title(&page.title());
        }
    });
}

#[cfg(not(feature = "public"))]
fn name_tab(_: RwSignal<Option<Page>>) {}
