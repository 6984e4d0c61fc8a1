//! What goes on right now, and the one thing to do about it.

use leptos::prelude::*;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::target::{OccurrenceKey, Target};

use super::address::Address;
use super::counting::visitors;
use super::duty::{Kept, about, chip, guest_words, with_guests};
use super::duty_words::capitalised_sentence;
use super::sign_ups::WayToList;
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};

/// The sunny box at the top of the day.
#[component]
pub fn NowBox(
    /// The occurrence that goes on.
    occurrence: Occurrence,
    /// What is counted elsewhere and belongs to it.
    guests: Vec<OccurrenceKey>,
) -> impl IntoView {
    let key = occurrence.key;
    let target = Target::Occurrence(key);
    let words = guest_words(guests.clone());
    let tally = Derived::new(move || with_guests(target, &guests));
    let figure = move || {
        let tally = tally.read();
        tally.is_counted().then(|| {
            view! {
                <p class="nowbox-count">
                    <span class="sr-only">{say!(staff::day::NUMBER)}</span>
                    {about(&tally)}
                    " "
                    {visitors(tally.total)}
                </p>
            }
        })
    };
    let label = say!(staff::day::count_this)(occurrence.name.as_str());
    let (change, change_label) =
        (Address::Change(key).path(), say!(staff::change::change_this)(occurrence.name.as_str()));
    let chip = chip(&occurrence);
    // Elsewhere on the day a heading says it.
    let association = occurrence.association_run.then(|| {
        view! {
            <p>
                <span class="chip">
                    <Icon name=IconName::People />
                    {say!(staff::day::ASSOCIATION)}
                </span>
            </p>
        }
    });
    let room = occurrence.room.as_ref().map(|room| capitalised_sentence(room.as_str()));
    let host = occurrence.host.as_ref().map(|host| say!(staff::day::led_by)(host.as_str()));
    let note = occurrence.note.as_ref().map(|note| capitalised_sentence(note.as_str()));
    let facts: Vec<String> = [room, host, note].into_iter().flatten().collect();
    view! {
        <section class="nowbox sun">
            <div class="nowbox-head">
                <div class="nowbox-text">
                    <p class="row">
                        <span class="chip now">
                            <Icon name=IconName::Clock />
                            {say!(staff::day::NOW)}
                        </span>
                        <b>{say!(time_span)(occurrence.time)}</b>
                    </p>
                    <h2>{occurrence.name.to_string()}</h2>
                    {association} {chip}
                    {(!facts.is_empty()).then(|| view! { <p>{facts.join(" ")}</p> })}
                    <Kept target />
                    {words}
                </div>
                {figure}
            </div>
            <div class="nowbox-actions">
                <WayToList key />
                <a class="button main huge" href=Address::Count(target).path() aria-label=label>
                    {say!(staff::day::COUNT)}
                </a>
                <a class="button huge" href=change aria-label=change_label>
                    {say!(staff::change::CHANGE)}
                </a>
            </div>
        </section>
    }
}
