//! `/plats/{place}?vecka=2026-V48`: a place's week, on the screen and as the poster on the door.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use samvaro_core::document::{ProgrammeDocument, Seen};
use samvaro_core::schedule::IsoWeek;

#[cfg(feature = "hydrate")]
use super::browser_side as side;
use super::clock::ticking;
use super::day_section::DaySection;
use super::find_us::FindUs;
use super::frame::{Footer, Skip, Top};
use super::kept_banner::KeptBanner;
use super::loaded::Loaded;
use super::my_place::MyPlaceStar;
use super::notice::{Fetching, NoSuchPlace, NotReached, Unavailable, WeekNotKept};
use super::poster::{PosterFoot, PosterHead};
#[cfg(feature = "ssr")]
use super::server_side as side;
use super::take_along::TakeAlong;
use super::text;
use super::week_days::ShownWeek;
use super::week_stepper::WeekStepper;
use crate::icon::{Icon, IconName, Mark};
use crate::swedish;

/// `/plats/{place}`: a place's week.
#[component]
pub fn PlacePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let slug = Memo::new(move |_| params.read().get("place").unwrap_or_default());
    // A week that cannot be read is this week.
    let week = Memo::new(move |_| query.read().get("vecka")?.parse::<IsoWeek>().ok());
    let programme =
        Resource::new_blocking(move || (slug.get(), week.get()), |(slug, week)| side::week(slug, week));
    let again = Callback::new(move |()| programme.refetch());
    let page = move |loaded| match loaded {
        Loaded::Here { seen, kept_since } => view! { <PlaceWeek seen kept_since /> }.into_any(),
        Loaded::NoSuchPlace => view! { <NoSuchPlace /> }.into_any(),
        Loaded::WeekNotKept => view! { <WeekNotKept place=address(&slug.get_untracked()) /> }.into_any(),
        Loaded::NotReached => view! { <NotReached again /> }.into_any(),
        Loaded::Unavailable => view! { <Unavailable /> }.into_any(),
    };
    view! { <Transition fallback=Fetching>{move || programme.get().map(page)}</Transition> }.into_any()
}

#[component]
fn PlaceWeek(seen: Seen<ProgrammeDocument>, kept_since: Option<jiff::civil::DateTime>) -> impl IntoView {
    let Seen { now, document } = seen;
    let shown = ShownWeek::of(&document, IsoWeek::of(document.from), now.date());
    let week = shown.week;
    let card = document.place.clone();
    let name = card.name.to_string();
    let slug = card.slug.to_string();
    keep_for_later(&slug);
    let class = if shown.is_dense() { "week dense" } else { "week" };
    view! {
        <Title text=text::week_title(&name, week) />
        <div class="page">
            <Skip />
            <div class="wrap">
                <Top />
                <KeptBanner kept_since now />
            </div>
            <main id="innehall" class=class>
                <PosterHead name=name.clone() week=week span=shown.span() />
                <div class="wrap no-print">
                    <a class="quiet link" href="/">
                        <Icon name=IconName::ArrowLeft />
                        {text::ALL_PLACES}
                    </a>
                    <div class="head">
                        <h1>{name}</h1>
                        <MyPlaceStar slug=slug.clone() />
                    </div>
                    <WeekStepper place=address(&slug) week span=shown.span() />
                </div>
                <Days shown now call=call_link(&document) place=address(&slug) />
                <PosterFoot card=card.clone() />
                <div class="wrap no-print">
                    <TakeAlong place=address(&slug) />
                    <FindUs card=card.clone() />
                </div>
            </main>
            <Footer call=Some(card) organisation=Some(document.organisation.to_string()) />
        </div>
    }
    .into_any()
}

#[component]
fn Days(shown: ShownWeek, now: jiff::civil::DateTime, call: Option<String>, place: String) -> impl IntoView {
    if shown.is_empty() {
        return view! { <EmptyWeek next=shown.week.next() place /> }.into_any();
    }
    let now = ticking(now);
    let days = shown.days.into_iter().map(|day| view! { <DaySection day now call=call.clone() /> });
    days.collect_view().into_any()
}

#[component]
fn EmptyWeek(next: IsoWeek, place: String) -> impl IntoView {
    view! {
        <div class="wrap">
            <div class="empty">
                <Mark />
                <h2>{text::NOTHING_THIS_WEEK}</h2>
                <a class="button main wide" href=format!("{place}?vecka={next}")>
                    {text::see_week(next)}
                </a>
                <a class="button wide" href="/">
                    {text::SEE_OTHER_PLACES}
                </a>
            </div>
        </div>
    }
    .into_any()
}

fn address(slug: &str) -> String {
    format!("/plats/{slug}")
}

fn call_link(document: &ProgrammeDocument) -> Option<String> {
    swedish::telephone_link(document.place.phone.as_ref()?.as_str())
}

/// Once the page is alive, the phone fetches the next weeks for the day without a network.
#[cfg(feature = "hydrate")]
fn keep_for_later(slug: &str) {
    let slug = slug.to_owned();
    Effect::new(move |_| leptos::task::spawn_local(side::keep_programme(slug.clone())));
}

#[cfg(not(feature = "hydrate"))]
fn keep_for_later(_: &str) {}
