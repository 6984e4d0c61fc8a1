//! What the editor's screens stand on: the programme, where edits go, and what is said when they
//! are safe.

use std::collections::BTreeSet;

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::change::Body;
#[cfg(feature = "editor")]
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, Position};
use samvaro_core::programme::Programme;
use samvaro_core::programme::edit::effect::Effect;
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::target::OccurrenceKey;

use super::page::Page;
use crate::browser::{clock, kept_form, location};
use crate::pen::{Pen, Unsaved, Whose};

/// How far ahead the dates of an edit are shown, in days.
const AHEAD_DAYS: i64 = 365;

/// The editor at one place: the same screens stand on a tablet and at a desk.
#[derive(Clone, Copy)]
pub struct Editor {
    /// Its address.
    pub home: StoredValue<String>,
    /// Where closed periods and red days are set.
    pub settings: StoredValue<String>,
    /// Where edits go.
    pub pen: Pen,
}

thread_local! {
    static NOTICE: ArcRwSignal<Option<&'static str>> = ArcRwSignal::new(None);
}

/// What was saved last, to be said on the next screen.
pub fn notice() -> Option<&'static str> {
    NOTICE.with(ArcRwSignal::clone).get()
}

/// It has been read.
pub fn forget_notice() {
    NOTICE.with(ArcRwSignal::clone).set(None);
}

impl Editor {
    /// Reads the programme. Whoever reads it is told when it changes.
    pub fn read<T>(self, look: impl FnOnce(&Programme) -> T) -> Option<T> {
        self.pen.look(Whose::Place, look)
    }

    /// How far the log has been read: the base of an edit that begins now.
    pub fn seen(self) -> Position {
        self.pen.seen(Whose::Place)
    }

    /// Whether the organisation has decided on sign-ups.
    pub fn sign_ups(self) -> bool {
        let decided = |shared: &Programme| shared.shared().sign_ups_on(clock::today()).is_some();
        self.pen.look(Whose::Shared, decided).unwrap_or_default()
    }

    /// The occurrences that somebody has counted. A desk does not know them; there, what is counted
    /// is in the figures.
    pub fn counted(self) -> BTreeSet<OccurrenceKey> {
        match self.pen {
            #[cfg(feature = "editor")]
            Pen::Tablet => crate::browser::tablet::view(LogState::counted).unwrap_or_default(),
            #[cfg(feature = "coordinator")]
            Pen::Desk(_) => BTreeSet::new(),
        }
    }

    /// What is said when something is saved.
    fn saved_words(self) -> &'static str {
        match self.pen {
            #[cfg(feature = "editor")]
            Pen::Tablet => say!(editor::programme::ON_TABLET),
            #[cfg(feature = "coordinator")]
            Pen::Desk(_) => say!(editor::programme::SAVED),
        }
    }

    /// The address of a screen.
    pub fn path(self, page: Page) -> String {
        self.home.with_value(|home| page.path(home))
    }

    /// What changes would do to a series in the year to come.
    pub fn effect(self, changes: &[Body], activity: ActivityId) -> Effect {
        let (today, counted) = (clock::today(), self.counted());
        let look = |programme: &Programme| Effect::of(programme, changes, activity, ahead(today), &counted);
        self.read(look).unwrap_or_default()
    }

    /// Writes changes and shows the next screen, once they are safe.
    pub fn save_and_go(self, bodies: Vec<Body>, work: Work, next: Page) {
        if work.saving.get_untracked() {
            return;
        }
        work.problem.set(None);
        work.saving.set(true);
        let base =
            bodies.iter().find_map(|body| if let Body::Put(put) = body { Some(put.base) } else { None });
        let fields =
            bodies.into_iter().filter_map(|it| if let Body::Put(put) = it { Some(put.fields) } else { None });
        let done = move |outcome: Result<(), Unsaved>| {
            work.saving.try_set(false);
            match outcome {
                Ok(()) => {
                    work.draft.try_with_value(|draft| kept_form::forget(draft));
                    NOTICE.with(ArcRwSignal::clone).set(Some(self.saved_words()));
                    location::replace(self.path(next));
                }
                Err(unsaved) => drop(work.problem.try_set(Some(sentence(unsaved)))),
            }
        };
        match base {
            Some(base) => self.pen.write(Whose::Place, fields.collect(), base, done),
            None => done(Ok(())),
        }
    }
}

fn sentence(unsaved: Unsaved) -> String {
    match unsaved {
        Unsaved::Offline => say!(editor::programme::OFFLINE).to_owned(),
        Unsaved::Said(sentence) => sentence,
        Unsaved::Refused => say!(editor::programme::REFUSED).to_owned(),
    }
}

/// The year to come.
pub fn ahead(today: Date) -> Window {
    Window::new(today, plus_days(today, AHEAD_DAYS).unwrap_or(today))
}

/// How far a form's saving has come.
#[derive(Clone, Copy)]
pub struct Work {
    /// On its way.
    pub saving: RwSignal<bool>,
    /// What went wrong.
    pub problem: RwSignal<Option<String>>,
    /// The half-written form that is forgotten once it is saved.
    pub draft: StoredValue<String>,
}

impl Work {
    /// For a form whose half-written answers stand under a name.
    pub fn new(draft: String) -> Self {
        Self { saving: RwSignal::new(false), problem: RwSignal::new(None), draft: StoredValue::new(draft) }
    }
}
