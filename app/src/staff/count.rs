//! The counting screen: the number, what is saved, and a plate as large as the screen allows.

use leptos::prelude::*;
use samvaro_core::tally::Tally;
use samvaro_core::target::Target;

use super::banners::not_saved;
use super::counting::Counted;
use super::frame::SyncState;
use super::sign_ups::WayToList;
use super::text::count as text;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, tablet, wake_lock};
use crate::icon::{Icon, IconName, Strokes};
use crate::swedish;
use finish::Finish;
use plate::Plate;
use saved::SavedState;
use subject::Subject;
pub use subject::find;
use tools::Tools;
use two_counts::TwoCounts;

mod finish;
mod plate;
mod rule;
mod saved;
mod subject;
mod tools;
mod two_counts;
mod typed;

/// Everything on the screen looks at these two.
#[derive(Clone, Copy)]
struct Counting {
    /// What is counted.
    subject: Derived<Subject>,
    /// Its tally as it is on screen.
    tally: Derived<Tally>,
    /// Whether what is counted now is an estimate.
    about: RwSignal<bool>,
}

impl Counting {
    fn target(self) -> Target {
        self.counted().target
    }

    fn counted(self) -> Counted {
        self.subject.read_untracked().counted
    }

    fn add(self, persons: i32) {
        self.counted().add(persons);
        self.say_estimate();
    }

    fn state(self, total: u32) {
        self.counted().state(total, self.tally.read_untracked().total);
        self.say_estimate();
    }

    /// Says with the first count that it is an estimate, if somebody has marked it so before.
    fn say_estimate(self) {
        if self.about.get_untracked() && self.tally.get_untracked().about == 0 {
            self.counted().estimate();
        }
    }
}

/// `/personal/rakna/{target}`.
#[component]
pub fn CountScreen(
    /// What is counted.
    target: Target,
) -> impl IntoView {
    let subject = Derived::new(move || Subject::of(target));
    let tally = Derived::new(move || tablet::tally(target));
    let about = RwSignal::new(tally.read_untracked().about > 0);
    let counting = Counting { subject, tally, about };
    wake_lock::hold();
    on_cleanup(wake_lock::release);
    let total = Derived::new(move || tally.read().total);
    let strokes = Signal::derive(move || u32::try_from(total.get()).unwrap_or(0));
    let failing = Derived::new(|| tablet::saving() == tablet::Saving::Failing);
    view! {
        <Title text=move || subject.read().name.clone() />
        <div class="page staff">
            <main class="count wrap" id="innehall">
                <header class="head">
                    <div class="head-text">
                        <h1>{move || subject.read().name.clone()}</h1>
                        <p class="lead soft">{move || subject.read().when.clone()}</p>
                    </div>
                    <SyncState />
                </header>
                {move || failing.get().then(not_saved)}
                <OtherDay subject />
                {list_of(target)}
                {move || tally.read().is_contested().then(|| view! { <TwoCounts counting /> })}
                <div class="tally">
                    <p class="tally-count" aria-live="polite" aria-atomic="true">
                        <span class="sr-only">{text::NUMBER}</span>
                        {move || swedish::number(total.get())}
                    </p>
                    <div class="tally-side">
                        <Strokes count=strokes />
                        <SavedState target />
                    </div>
                </div>
                <Plate counting />
                <Tools counting />
                <Finish counting />
            </main>
        </div>
    }
}

/// The way to those who signed up.
fn list_of(target: Target) -> Option<impl IntoView> {
    let Target::Occurrence(key) = target else { return None };
    Some(view! { <WayToList key /> })
}

/// Says that the count is for another day than today.
#[component]
fn OtherDay(subject: Derived<Subject>) -> impl IntoView {
    move || {
        let (held_on, today) = (subject.read().counted.held_on, clock::today());
        let words = match held_on.cmp(&today) {
            std::cmp::Ordering::Less => text::LATE,
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => text::EARLY,
        };
        Some(view! {
            <p>
                <span class="chip">
                    <Icon name=IconName::Clock />
                    {words}
                </span>
            </p>
        })
    }
}
