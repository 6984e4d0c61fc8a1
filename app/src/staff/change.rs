//! Changing one occurrence: cancel, move, write a line, and take each of them back; what two people
//! changed at once; where the counts of what has left the programme belong.

use leptos::prelude::*;
use samvaro_core::field::Fields;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::target::OccurrenceKey;

use super::address::Address;
use super::banners::Banners;
use super::day;
use super::duty;
use super::duty_words::capitalised_sentence;
use super::form::back;
use super::frame::StaffFrame;
use super::last_change::LastChange;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{last_edit, tablet};
use changed::Changed;
use clash::{CrossedHere, ReviewHere};
use forms::Forms;
use outside::Outside;

mod changed;
mod clash;
mod forms;
mod outside;
mod words;

/// Everything on the page looks at these.
#[derive(Clone, Copy)]
struct Changing {
    key: OccurrenceKey,
    /// The occurrence as it is now.
    found: Derived<Option<Occurrence>>,
}

impl Changing {
    fn name(self) -> String {
        self.found.read_untracked().as_ref().as_ref().map_or_else(String::new, |found| found.name.to_string())
    }

    /// Writes something that somebody decided while they saw what holds now.
    fn write(self, words: String, fields: Fields) {
        last_edit::make(words, vec![fields], tablet::base());
    }
}

/// `/personal/andra/{occurrence}`.
#[component]
pub fn ChangeScreen(
    /// What the place is called.
    place: String,
    /// What is changed.
    key: OccurrenceKey,
) -> impl IntoView {
    let found = Derived::new(move || tablet::view(|state| state.programme.find(key)).flatten());
    let changing = Changing { key, found };
    let there = Derived::new(move || found.read().is_some());
    let in_programme = Derived::new(move || {
        found.read().as_ref().as_ref().is_some_and(|found| found.state != State::OutsideProgramme)
    });
    view! {
        <Title text=say!(staff::change::change_this)(&changing.name()) />
        <StaffFrame place>
            {back(Address::Day(day::came_from()))}
            {move || head(found.get())}
            <Banners />
            <LastChange />
            {move || {
                there
                    .get()
                    .then(|| {
                        view! {
                            <CrossedHere changing />
                            <ReviewHere changing />
                            <Changed changing />
                            <Outside changing />
                            {move || in_programme.get().then(|| view! { <Forms changing /> })}
                        }
                    })
            }}
        </StaffFrame>
    }
}

fn head(found: Option<Occurrence>) -> AnyView {
    let Some(found) = found else { return view! { <h1>{say!(staff::change::UNKNOWN)}</h1> }.into_any() };
    let day = say!(capitalised)(&say!(long_date)(found.date));
    let span = say!(time_span)(found.time).map_or_else(String::new, |span| format!(", {span}"));
    let room = found
        .room
        .as_ref()
        .map_or_else(String::new, |room| format!(" {}", capitalised_sentence(room.as_str())));
    view! {
        <div class="stack close">
            <h1>{found.name.to_string()}</h1>
            <p class="lead soft">{format!("{day}{span}.{room}")}</p>
            {duty::chip(&found)}
        </div>
    }
    .into_any()
}
