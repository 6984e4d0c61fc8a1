//! "Hitta hit": where the place is, when it is open, whom to call, how one gets in.

use leptos::prelude::*;
use samvaro_core::document::PlaceCard;

use super::facts::sentence;
use super::frame::PhoneNumber;
use crate::icon::{Icon, IconName};
use crate::swedish::public as text;

/// The facts that are known; nothing at all when none is.
#[component]
pub fn FindUs(
    /// The place.
    card: PlaceCard,
) -> impl IntoView {
    let directions = card.directions.as_ref().map(|line| sentence(line.as_str()));
    let phone_hours = card.phone_hours.as_ref().map(|line| sentence(line.as_str()));
    let facts = [
        card.address.map(|line| fact(IconName::MapPin, line.to_string().into_any(), directions)),
        card.hours.map(|line| fact(IconName::Clock, text::OPEN.into_any(), Some(sentence(line.as_str())))),
        card.phone.map(|line| {
            let number = view! { <PhoneNumber written=line.to_string() /> };
            fact(IconName::Phone, number.into_any(), phone_hours)
        }),
        card.step_free.map(|line| {
            fact(IconName::Wheelchair, text::STEP_FREE.into_any(), Some(sentence(line.as_str())))
        }),
        card.hearing_loop
            .map(|line| fact(IconName::Ear, text::HEARING_LOOP.into_any(), Some(sentence(line.as_str())))),
    ];
    let facts: Vec<AnyView> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| {
        view! {
            <section class="section stack" id="hitta-hit">
                <h2>{text::FIND_US}</h2>
                <div class="facts" role="list">
                    {facts}
                </div>
            </section>
        }
    })
}

fn fact(icon: IconName, fact: AnyView, more: Option<String>) -> AnyView {
    view! {
        <div role="listitem">
            <Icon name=icon />
            <div>
                <b>{fact}</b>
                {more.map(|more| view! { <p class="soft">{more}</p> })}
            </div>
        </div>
    }
    .into_any()
}
