//! The counts that this tablet made itself: only those can be taken back here.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::{Authored, Bodies, Body, Change};
use samvaro_core::id::{Dot, Millis, ReplicaId};
use samvaro_core::replica::{Replica, Stored};
use samvaro_core::tally::Count;
use samvaro_core::target::Target;

/// A count that this tablet made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCount {
    /// Its identity.
    pub dot: Dot,
    /// When it was made, by this tablet's clock.
    pub at: Millis,
    /// What was counted.
    pub count: Count,
}

/// All of them, oldest first.
#[derive(Debug, Default)]
pub struct OwnCounts(BTreeMap<Target, Vec<OwnCount>>);

impl OwnCounts {
    /// The counts of `replica` in what a store holds. A log is begun from a snapshot only while the
    /// server has nothing of the replica's, so that none of them is in its base.
    pub fn of(replica: ReplicaId, stored: &Stored) -> Self {
        let mut own = Self::default();
        let logged = stored.logs.values().flat_map(|(_, entries)| entries).map(|entry| &entry.authored);
        let mine = |authored: &&Authored| authored.change.dot.replica == replica;
        own.add_all(logged.chain(&stored.outbox).filter(mine));
        own
    }

    /// The counts that wait in the outbox, after a change of identity.
    pub fn waiting(replica: &Replica) -> Self {
        let mut own = Self::default();
        own.add_all(replica.outbox());
        own
    }

    /// Takes in a stored change of this tablet.
    pub fn add(&mut self, authored: &Authored) {
        self.add_all([authored]);
    }

    fn add_all<'a>(&mut self, changes: impl IntoIterator<Item = &'a Authored>) {
        let mut bodies = Bodies::default();
        for Change { dot, at, body, .. } in changes.into_iter().map(|authored| &authored.change) {
            if let Some(Body::Count(count)) = bodies.read(body) {
                let own = OwnCount { dot: *dot, at: *at, count: count.clone() };
                self.0.entry(count.target).or_default().push(own);
            }
        }
    }

    /// The newest one of a target that has not been taken back.
    pub fn last(&self, target: Target, undone: &BTreeSet<Dot>) -> Option<&OwnCount> {
        self.0.get(&target)?.iter().rfind(|own| !undone.contains(&own.dot))
    }
}
