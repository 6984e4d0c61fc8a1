//! What the coordinators' figures are made of: one row per occurrence, *held or counted*.
//!
//! Everything here follows from a log and a date, so it can be thrown away and computed anew; the
//! core does the folding. Refuses to know a database: a store asks here which rows to look at and
//! how they come out, and writes that down in the transaction of the push.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::{Authored, Body};
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, LogId};
use samvaro_core::origin::Origin;
use samvaro_core::programme::Programme;
use samvaro_core::sign_up::{Came, SignUp, Withdraw};
use samvaro_core::target::Target;

pub mod held;
pub mod reach;
pub mod row;

pub use held::{Held, held_between, held_on};
pub use reach::Reach;
pub use row::{RowDay, heading};

/// What must be looked up before a push can be judged and folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The tallies that its counts change.
    pub tallies: BTreeSet<(LogId, Target)>,
    /// The logs whose programme it edits.
    pub programmes: BTreeSet<LogId>,
    /// The counts that it takes back.
    pub undone: BTreeSet<Dot>,
    /// Its changes that concern the programme.
    pub edits: BTreeSet<Dot>,
    /// The seals that its changes erase the fields of.
    pub erased: BTreeMap<Dot, Vec<Digest>>,
    /// Where those of its changes were first written that were written anew.
    pub origins: BTreeMap<Dot, Origin>,
    /// The seals of the personal fields that come with it.
    pub sealed: BTreeSet<Digest>,
}

impl Touched {
    /// Looks through the changes of a push. What cannot be read is refused later and touches
    /// nothing.
    pub fn by<'a>(changes: impl IntoIterator<Item = &'a Authored>) -> Self {
        let mut touched = Self::default();
        for Authored { change, personal } in changes {
            touched.sealed.extend(change.sealed.filter(|_| personal.is_some()));
            touched.origins.extend(change.body.origin().map(|origin| (change.dot, origin)));
            let Ok(body) = change.body.read() else { continue };
            if Programme::concerns(&body) {
                touched.programmes.insert(change.log);
                touched.edits.insert(change.dot);
            }
            match body {
                Body::Count(count) => {
                    touched.tallies.insert((change.log, count.target));
                }
                Body::Undo(undo) => {
                    touched.tallies.insert((change.log, undo.target));
                    touched.undone.insert(undo.undone);
                }
                Body::Erase(erase) => {
                    touched.erased.insert(change.dot, erase.sealed);
                }
                Body::SignUp(SignUp { target, .. })
                | Body::Withdraw(Withdraw { target, .. })
                | Body::Came(Came { target, .. }) => {
                    touched.tallies.insert((change.log, Target::Occurrence(target)));
                }
                _ => {}
            }
        }
        touched
    }

    /// The seals that it brings or erases: nobody else may do either at the same time.
    pub fn seals(&self) -> impl Iterator<Item = Digest> {
        self.erased.values().flatten().chain(&self.sealed).copied()
    }
}

/// Rows of held occurrences to add or to correct, and those that are no longer held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldChanges {
    /// Held now, on another day than before or for the first time.
    pub held: Held,
    /// No longer held.
    pub released: BTreeSet<samvaro_core::target::OccurrenceKey>,
}

impl HeldChanges {
    /// From what the store has to what is held.
    pub fn between(stored: &Held, held: Held) -> Self {
        let released = stored.keys().filter(|key| !held.contains_key(key)).copied().collect();
        let held: BTreeMap<_, _> =
            held.into_iter().filter(|(key, day)| stored.get(key) != Some(day)).collect();
        Self { held, released }
    }
}
