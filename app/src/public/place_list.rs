//! Every place with its day in a line or two, and a search among them.

use jiff::civil::DateTime;
use leptos::prelude::*;
use samvaro_core::document::ProgrammeDocument;

use super::alive::alive;
use super::day_line::{day_lines, matches};
use crate::icon::{Icon, IconName};
use crate::swedish::public as text;

/// The list. Without JavaScript the form asks the server; with it the list narrows as one types.
#[component]
pub fn PlaceList(
    /// What was searched for.
    search: String,
    /// The places, in order.
    places: Vec<ProgrammeDocument>,
    /// My place's slug.
    mine: RwSignal<Option<String>>,
    /// The moment it is looked at.
    now: Signal<DateTime>,
) -> impl IntoView {
    if places.is_empty() {
        return view! { <p class="pad-large lead">{text::NO_PLACES}</p> }.into_any();
    }
    let wanted = RwSignal::new(search.clone());
    let places = StoredValue::new(places);
    let found = Memo::new(move |_| {
        let wanted = wanted.read();
        places.with_value(|places| places.iter().filter(|place| matches(place, &wanted)).cloned().collect())
    });
    let list = move || {
        let places: Vec<ProgrammeDocument> = found.get();
        let places = places.into_iter().map(|document| view! { <PlaceItem document mine now /> });
        places.collect_view()
    };
    let tally = move || {
        let searches = !wanted.read().trim().is_empty();
        searches.then(|| text::places_found(found.read().len()))
    };
    view! {
        <section class="section stack" id="platser">
            <h2>{text::ALL_PLACES_TODAY}</h2>
            <ChooseHint mine />
            <form
                role="search"
                class="field"
                method="get"
                action="/"
                on:submit=|submitted| submitted.prevent_default()
            >
                <label for="q">{text::SEARCH_LABEL}</label>
                <div class="field-joined">
                    <input
                        id="q"
                        name="q"
                        type="search"
                        autocomplete="off"
                        value=search
                        on:input:target=move |written| wanted.set(written.target().value())
                    />
                    <button class="button" type="submit">
                        <Icon name=IconName::Search />
                        {text::SEARCH}
                    </button>
                </div>
            </form>
            <p role="status">{tally}</p>
            <ul class="places">{list}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn PlaceItem(
    document: ProgrammeDocument,
    mine: RwSignal<Option<String>>,
    now: Signal<DateTime>,
) -> impl IntoView {
    let slug = document.place.slug.to_string();
    let href = format!("/plats/{slug}");
    let is_mine = move || mine.get().as_deref() == Some(&slug);
    let star = move || {
        is_mine().then(|| {
            view! {
                " "
                <span class="chip">
                    <Icon name=IconName::Star />
                    {text::MY_PLACE}
                </span>
            }
        })
    };
    view! {
        <li class="place">
            <a class="place-name" href=href>
                {document.place.name.to_string()}
            </a>
            {star}
            <DayLines document now />
        </li>
    }
    .into_any()
}

/// A place's day in a line or two; what is over gives way to what comes.
#[component]
pub fn DayLines(
    /// The place and its day.
    document: ProgrammeDocument,
    /// The moment it is looked at.
    now: Signal<DateTime>,
) -> impl IntoView {
    let lines = Memo::new(move |_| day_lines(&document, now.get()));
    let lines = move || {
        let lines = lines.get().into_iter().enumerate().map(|(row, line)| {
            let lead = line.lead.map(|lead| view! { <b>{lead} ":"</b> " " });
            view! {
                {(row > 0).then(|| view! { <br /> })}
                {lead}
                {line.rest}
            }
        });
        lines.collect_view()
    };
    view! { <p>{lines}</p> }.into_any()
}

/// How one gets a place of one's own; said only where it can be remembered.
#[component]
fn ChooseHint(mine: RwSignal<Option<String>>) -> impl IntoView {
    let alive = alive();
    move || (alive.get() && mine.read().is_none()).then(|| view! { <p class="soft">{text::CHOOSE_HINT}</p> })
}
