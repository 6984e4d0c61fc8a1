//! A new PIN for a place, when its tablets have been tried too often or nobody knows it any more.

use leptos::ev::SubmitEvent;
use leptos::html::Select;
use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::api::DeviceLine;
use samvaro_core::change::Body;
use samvaro_core::desk::{ChangesAnswer, ChangesRequest};
use samvaro_core::field::{Fields, PlaceField, Put};
use samvaro_core::id::{LogId, Position};
use samvaro_core::text::Slug;
use serde::Deserialize;
use uuid::Uuid;

use crate::browser::fetch::{fetch_json, post_json};
use crate::browser::pin::new_pin;
use crate::new_pin::{NewPin, NewPinFields};

/// Of what a desk reads, only what an edit needs.
#[derive(Deserialize)]
struct Seen {
    place: Option<SeenPlace>,
}

#[derive(Deserialize)]
struct SeenPlace {
    log: LogId,
    position: Position,
}

/// Six digits for one of the places that have tablets.
#[component]
pub fn PlacePin(
    /// All tablets.
    devices: Vec<DeviceLine>,
) -> impl IntoView {
    let mut places: Vec<(String, Slug)> =
        devices.into_iter().filter_map(|device| Some((device.place, device.slug?))).collect();
    places.dedup();
    let (place, pin) = (NodeRef::<Select>::new(), NewPin::new());
    let said = RwSignal::new(None::<String>);
    let names = places.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let (Some(place), Some(digits)) = (place.get_untracked(), pin.take()) else { return };
        let slug = place.value();
        let name = names.iter().find(|(_, known)| known.as_str() == slug).map(|(name, _)| name.clone());
        spawn_local(async move {
            if give(&slug, &digits).await.is_some() {
                said.try_set(Some(say!(coordinator::help::pin_is_set)(&name.unwrap_or_default())));
            } else {
                pin.fail(say!(coordinator::help::NOT_DONE));
            }
        });
    };
    let options =
        places.into_iter().map(|(name, slug)| view! { <option value=slug.to_string()>{name}</option> });
    view! {
        <section class="section stack">
            <h2>{say!(coordinator::help::NEW_PIN)}</h2>
            <p>{say!(coordinator::help::NEW_PIN_WHAT)}</p>
            <form class="stack" on:submit=submit>
                <div class="field short">
                    <label for="pin-plats">{say!(coordinator::help::PIN_PLACE)}</label>
                    <select id="pin-plats" node_ref=place>
                        {options.collect_view()}
                    </select>
                </div>
                <NewPinFields pin id="pin-kod" label=say!(coordinator::help::PIN_DIGITS) />
                <button class="button">{say!(coordinator::help::SET_PIN)}</button>
                <p role="status">{said}</p>
            </form>
        </section>
    }
}

async fn give(slug: &str, digits: &str) -> Option<()> {
    let seen: Seen = fetch_json(&format!("/api/v1/desk/{slug}")).await.ok()?;
    let SeenPlace { log, position: base } = seen.place?;
    let pin = new_pin(digits).await?;
    let put = Put { fields: Fields::Place(vec![PlaceField::Pin(Some(pin))]), base };
    let request = ChangesRequest { log, request: Uuid::new_v4(), bodies: vec![Body::Put(put)] };
    let answer: ChangesAnswer = post_json("/api/v1/changes", &request).await.ok()?;
    answer.refusals.is_empty().then_some(())
}
