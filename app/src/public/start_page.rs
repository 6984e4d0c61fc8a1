//! `/`: what day it is, my place's day, and every place with its day.

use jiff::civil::{Date, DateTime};
use leptos::prelude::*;
use samvaro_core::document::{PlacesDocument, Seen};

use super::clock::ticking;
use super::frame::{Footer, Skip, Top};
use super::kept_banner::KeptBanner;
use super::loaded::Loaded;
use super::my_day::MyDay;
use super::my_place::my_place;
use super::notice::{NotReached, Unavailable};
use super::place_list::PlaceList;
use crate::swedish;
use crate::swedish::public as text;

/// The longest month that stands beside its day on a phone, in characters.
const POSTER_MONTH_MAX_CHARS: usize = 5;

/// What the tab is called.
pub fn title(places: &Loaded<PlacesDocument>) -> String {
    match places {
        Loaded::Here { seen, .. } => text::title(&format!("I dag, {}", swedish::long_date(seen.now.date()))),
        Loaded::Unavailable => text::title(text::UNAVAILABLE),
        Loaded::NotReached | Loaded::NoSuchPlace | Loaded::WeekNotKept => text::title(text::NOT_REACHED),
    }
}

/// `/`: every place, today.
#[component]
pub fn StartPage(
    /// What was searched for.
    search: String,
    /// The places with their day.
    places: Loaded<PlacesDocument>,
    /// Asks once more.
    again: Callback<()>,
) -> impl IntoView {
    match places {
        Loaded::Here { seen, kept_since } => view! { <Today search seen kept_since again /> }.into_any(),
        Loaded::Unavailable => view! { <Unavailable /> }.into_any(),
        Loaded::NotReached | Loaded::NoSuchPlace | Loaded::WeekNotKept => {
            view! { <NotReached again /> }.into_any()
        }
    }
}

#[component]
fn Today(
    search: String,
    seen: Seen<PlacesDocument>,
    kept_since: Option<DateTime>,
    again: Callback<()>,
) -> impl IntoView {
    let Seen { now: first, document } = seen;
    let now = ticking(first);
    let mine = my_place();
    keep_for_later(&document, kept_since, mine);
    renew_at_midnight(now, first, again);
    let organisation = document.organisation.to_string();
    let places = StoredValue::new(document.places.clone());
    let my_place = Memo::new(move |_| {
        let slug = mine.get()?;
        places.with_value(|places| places.iter().find(|place| place.place.slug.as_str() == slug).cloned())
    });
    let my_day = move || {
        let place = my_place.get();
        place.map(|document| view! { <MyDay document now /> })
    };
    let call = move || my_place.get().map(|document| document.place);
    view! {
        <div class="page">
            <Skip />
            <main>
                <div class="sun">
                    <div class="wrap">
                        <Top />
                        <KeptBanner kept_since now=first />
                        <h1 class="day-head" id="innehall" tabindex="-1">
                            <small>{text::TODAY_IS}</small>
                            {move || poster_date(now.get().date()).0}
                            <br />
                            {move || poster_date(now.get().date()).1}
                        </h1>
                        {my_day}
                    </div>
                </div>
                <div class="wrap">
                    <PlaceList search places=document.places mine now />
                </div>
            </main>
            {move || view! { <Footer call=call() organisation=Some(organisation.clone()) /> }}
        </div>
    }
    .into_any()
}

/// Today on two lines: "tisdag", "13 maj". A long month takes a line of its own, or a phone would
/// need three.
fn poster_date(date: Date) -> (String, String) {
    let (weekday, month) = (swedish::weekday(date), swedish::month(date));
    match month.len() {
        0..=POSTER_MONTH_MAX_CHARS => (weekday.to_owned(), format!("{} {month}", date.day())),
        _ => (format!("{weekday} {}", date.day()), month.to_owned()),
    }
}

/// Once the page is alive, the phone keeps the list, and the weeks of my place.
#[cfg(feature = "public")]
fn keep_for_later(document: &PlacesDocument, kept_since: Option<DateTime>, mine: RwSignal<Option<String>>) {
    use leptos::task::spawn_local;
    let document = document.clone();
    Effect::new(move |_| {
        if kept_since.is_none() {
            spawn_local(super::browser_side::keep_places(document.clone()));
        }
    });
    Effect::new(move |_| {
        if let Some(slug) = mine.get() {
            spawn_local(super::browser_side::keep_programme(slug));
        }
    });
}

#[cfg(not(feature = "public"))]
fn keep_for_later(_: &PlacesDocument, _: Option<DateTime>, _: RwSignal<Option<String>>) {}

/// A page that is open when the day turns asks for the new day.
fn renew_at_midnight(now: Signal<DateTime>, first: DateTime, again: Callback<()>) {
    let turned = Memo::new(move |_| now.get().date() != first.date());
    Effect::new(move |_| {
        if turned.get() {
            again.run(());
        }
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_date_takes_two_lines() {
        let lines = |date| {
            let (first, second) = poster_date(date);
            format!("{first} / {second}")
        };
        assert_eq!(lines(date(2025, 5, 13)), "tisdag / 13 maj");
        assert_eq!(lines(date(2026, 11, 21)), "lördag 21 / november");
    }
}
