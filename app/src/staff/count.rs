//! The counting screen: the number, what is saved, and a plate as large as the screen allows.

use leptos::prelude::*;
use samvaro_core::tally::{Correction, Delta, Tally};
use samvaro_core::target::Target;

use super::address::Address;
use super::banners::not_saved;
use super::categories::{Category, categories};
use super::counting::{Counted, Part, visitors};
use super::frame::SyncState;
use super::sign_ups::WayToList;
use super::subject::Subject;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, tablet, wake_lock};
use crate::icon::{Icon, IconName, Strokes};
use finish::Finish;
use marks::Marks;
use plate::Plate;
use saved::SavedState;
use splits::Splits;
use tools::Tools;
use two_counts::TwoCounts;
use volunteers::Volunteers;

mod finish;
mod marks;
mod plate;
mod press;
mod rule;
mod saved;
mod splits;
mod tools;
mod two_counts;
mod typed;
mod undo_words;
mod volunteers;

/// The least number of visitors that is written with four digits.
const FOURTH_DIGIT_FROM: u32 = 1_000;

/// Everything on the screen looks at these.
#[derive(Clone, Copy)]
struct Counting {
    /// What is counted.
    subject: Derived<Subject>,
    /// Its tally as it is on screen.
    tally: Derived<Tally>,
    /// What is counted beside the total.
    categories: Derived<Vec<Category>>,
    /// Whether somebody has marked as an estimate what nobody has counted yet.
    about: RwSignal<bool>,
}

impl Counting {
    fn target(self) -> Target {
        self.counted().target
    }

    fn counted(self) -> Counted {
        self.subject.read_untracked().counted
    }

    /// Those of the categories that are parts of the total.
    fn splits(self) -> Derived<Vec<Category>> {
        Derived::new(move || self.of_kind(true))
    }

    fn marks(self) -> Derived<Vec<Category>> {
        Derived::new(move || self.of_kind(false))
    }

    fn of_kind(self, splits: bool) -> Vec<Category> {
        let mut categories = self.categories.get();
        categories.retain(|category| category.is_split == splits);
        categories
    }

    fn add(self, delta: Delta) {
        let visitors = delta.counts_visitors();
        self.counted().add(delta);
        if visitors {
            self.say_estimate();
        }
    }

    fn state(self, part: Part, total: u32, reason: Option<Correction>) {
        self.counted().state(part, total, part.of(&self.tally.read_untracked()), reason);
        if !matches!(part, Part::Mark(_)) {
            self.say_estimate();
        }
    }

    /// Says with the first count that it is an estimate, if somebody has marked it so before.
    fn say_estimate(self) {
        if self.about.get_untracked() {
            self.about.set(false);
            if self.tally.get_untracked().about == 0 {
                self.counted().estimate();
            }
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
    let about = RwSignal::new(false);
    let categories = Derived::new(move || categories(&tally.read()));
    let counting = Counting { subject, tally, categories, about };
    let split = Derived::new(move || categories.read().iter().any(|category| category.is_split));
    let counted = Derived::new(move || tally.read().is_counted());
    let contest = Derived::new(move || tally.read().contest());
    wake_lock::hold();
    on_cleanup(wake_lock::release);
    let total = Derived::new(move || tally.read().total);
    let strokes = Signal::derive(move || strokes_beside(total.get()));
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
                {move || contest.get().map(|contest| view! { <TwoCounts counting contest /> })}
                <div class="tally" class:small=move || split.get()>
                    <p class="tally-count" aria-live="polite" aria-atomic="true">
                        <span class="sr-only">{say!(staff::count::NUMBER)}</span>
                        {move || visitors(total.get())}
                    </p>
                    <div class="tally-side">
                        <Strokes count=strokes />
                        <div class="row spread">
                            <SavedState target />
                            {move || counted.get().then(|| history(target))}
                        </div>
                    </div>
                </div>
                {move || {
                    if split.get() {
                        view! { <Splits counting /> }.into_any()
                    } else {
                        view! { <Plate counting /> }.into_any()
                    }
                }}
                <Marks counting />
                <Tools counting />
                <Volunteers counting />
                <Finish counting />
            </main>
        </div>
    }
}

/// How many strokes stand beside a number. A fourth digit takes their place: squeezed beside it they
/// would grow downwards and push the plate away from under the finger.
fn strokes_beside(total: i64) -> u32 {
    u32::try_from(total).ok().filter(|total| *total < FOURTH_DIGIT_FROM).unwrap_or(0)
}

/// The way to those who signed up.
fn list_of(target: Target) -> Option<impl IntoView> {
    let Target::Occurrence(key) = target else { return None };
    Some(view! { <WayToList key /> })
}

/// The way to how the number came about.
fn history(target: Target) -> impl IntoView {
    view! {
        <a class="quiet link" href=Address::history(target)>
            <Icon name=IconName::History />
            {say!(staff::count::HOW_IT_CAME)}
        </a>
    }
}

/// Says that the count is for another day than today.
#[component]
fn OtherDay(subject: Derived<Subject>) -> impl IntoView {
    move || {
        let (held_on, today) = (subject.read().counted.held_on, clock::today());
        let words = match held_on.cmp(&today) {
            std::cmp::Ordering::Less => say!(staff::count::LATE),
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => say!(staff::count::EARLY),
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
