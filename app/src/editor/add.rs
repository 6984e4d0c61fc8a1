//! One more activity, on one day: what somebody brings in on the spot.

use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::id::{ActivityId, SlotId};
use samvaro_core::iso::Written;
use samvaro_core::programme::day_edit::{Extra, Whereabouts};
use uuid::Uuid;

use crate::browser::title::Title;
use crate::browser::{clock, last_edit, location, tablet};
use crate::staff::address::Address;
use crate::staff::banners::Banners;
use crate::staff::form::{back, error, field};
use crate::staff::frame::StaffFrame;
use crate::staff::typed::{DAY, FROM, NAME, ROOM, Typed, UNTIL};

/// `/personal/program/lagg-till/{date}`.
#[component]
pub fn AddScreen(
    /// What the place is called.
    place: String,
    /// The day that was looked at.
    date: Date,
) -> impl IntoView {
    let wrong = RwSignal::new(None);
    let base = untrack(tablet::base);
    // The form stays until the day is loaded: who presses once more adds nothing more.
    let added = StoredValue::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if added.get_value() {
            return;
        }
        match add(&Typed::of(&event), base) {
            Ok(()) => added.set_value(true),
            Err(words) => wrong.set(Some(words)),
        }
    };
    let day = move || say!(capitalised)(&say!(long_date)(date));
    view! {
        <Title text=say!(staff::change::ADD) />
        <StaffFrame place>
            {back(Address::of_day(date, clock::today()))}
            <div>
                <h1>{say!(staff::change::ADD)}</h1>
                <p class="lead">{day}</p>
            </div>
            <Banners />
            <form class="stack" on:submit=submit>
                {field(NAME, say!(staff::change::NAME), "text", String::new())}
                {field(DAY, say!(staff::change::DAY), "date", Written(date).to_string())}
                <div class="field-pair">
                    {field(FROM, say!(staff::change::FROM), "time", String::new())}
                    {field(UNTIL, say!(staff::change::UNTIL), "time", String::new())}
                </div>
                {field(ROOM, say!(staff::change::ROOM), "text", String::new())}
                <p class="soft">{say!(staff::change::ADD_HELP)}</p>
                {error(wrong)}
                <button class="button main tall">{say!(staff::change::SAVE_ADD)}</button>
            </form>
        </StaffFrame>
    }
}

fn add(typed: &Typed, base: u64) -> Result<(), &'static str> {
    let name = typed.name(NAME).ok().flatten().ok_or(say!(staff::change::NO_NAME))?;
    let date = typed.day().ok_or(say!(staff::change::NO_DAY))?;
    let time = typed.time(0).map_err(|_| say!(staff::change::NO_TIME))?;
    let room = typed.name(ROOM).map_err(|_| say!(staff::change::NO_ROOM))?;
    let words = say!(staff::change::added)(name.as_str());
    let extra = Extra { name, at: Whereabouts { date, time, room } };
    let (activity, slot) = (ActivityId(Uuid::now_v7()), SlotId(Uuid::now_v7()));
    let fields = untrack(|| tablet::view(|state| state.programme.add_once(&extra, activity, slot)));
    last_edit::make(words, fields.unwrap_or_default(), base);
    location::go(&Address::of_day(date, clock::today()).path());
    Ok(())
}
