//! `/plats/{place}?vecka=2026-V48`: a place's week, on the screen and as the poster on the door.

use leptos::prelude::*;
use samvaro_core::document::{ProgrammeDocument, Seen};
use samvaro_core::schedule::IsoWeek;

use super::clock::ticking;
use super::day_section::DaySection;
use super::find_us::FindUs;
use super::frame::{Footer, Skip, Top};
use super::kept_banner::KeptBanner;
use super::loaded::Loaded;
use super::my_place::MyPlaceStar;
use super::notice::{Missing, NotReached, Unavailable, WeekNotKept};
use super::poster::{PosterFoot, PosterHead};
use super::take_along::TakeAlong;
use super::week_days::ShownWeek;
use super::week_stepper::WeekStepper;
use crate::icon::{Icon, IconName, Mark};
use crate::swedish;
use crate::swedish::public as text;

/// What the tab is called.
pub fn title(programme: &Loaded<ProgrammeDocument>) -> String {
    match programme {
        Loaded::Here { seen, .. } => {
            text::week_title(seen.document.place.name.as_str(), IsoWeek::of(seen.document.from))
        }
        Loaded::NoSuchPlace => text::title(text::NO_SUCH_PLACE),
        Loaded::WeekNotKept => text::title(text::WEEK_NOT_KEPT),
        Loaded::NotReached => text::title(text::NOT_REACHED),
        Loaded::Unavailable => text::title(text::UNAVAILABLE),
    }
}

/// `/plats/{place}`: a place's week.
#[component]
pub fn PlacePage(
    /// The place's part of the address.
    slug: String,
    /// The week's programme.
    programme: Loaded<ProgrammeDocument>,
    /// Asks once more.
    again: Callback<()>,
) -> impl IntoView {
    match programme {
        Loaded::Here { seen, kept_since } => view! { <PlaceWeek seen kept_since /> }.into_any(),
        Loaded::NoSuchPlace => {
            view! { <Missing heading=text::NO_SUCH_PLACE advice=text::NO_SUCH_PLACE_ADVICE /> }.into_any()
        }
        Loaded::WeekNotKept => view! { <WeekNotKept place=address(&slug) /> }.into_any(),
        Loaded::NotReached => view! { <NotReached again /> }.into_any(),
        Loaded::Unavailable => view! { <Unavailable /> }.into_any(),
    }
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
#[cfg(feature = "public")]
fn keep_for_later(slug: &str) {
    let slug = slug.to_owned();
    Effect::new(move |_| leptos::task::spawn_local(super::browser_side::keep_programme(slug.clone())));
}

#[cfg(not(feature = "public"))]
fn keep_for_later(_: &str) {}
