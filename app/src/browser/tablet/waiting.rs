//! Which tallies have changes that are stored but not sent. Asked for every row of the day, so
//! it is not read from the changes each time.

use std::collections::BTreeSet;

use samvaro_core::change::{Authored, Body};
use samvaro_core::replica::Replica;
use samvaro_core::target::Target;

/// The targets of the changes in the outbox.
#[derive(Debug, Default)]
pub struct Waiting(BTreeSet<Target>);

impl Waiting {
    /// As the outbox is now.
    pub fn of(replica: &Replica) -> Self {
        let mut waiting = Self::default();
        waiting.0.extend(replica.outbox().filter_map(target));
        waiting
    }

    /// One more has been stored.
    pub fn add(&mut self, authored: &Authored) {
        self.0.extend(target(authored));
    }

    /// Whether a target is among them.
    pub fn has(&self, target: Target) -> bool {
        self.0.contains(&target)
    }
}

fn target(authored: &Authored) -> Option<Target> {
    target_of(&authored.change.body.read().ok()?)
}

/// What a body counts or takes back.
pub fn target_of(body: &Body) -> Option<Target> {
    match body {
        Body::Count(count) => Some(count.target),
        Body::Undo(undo) => Some(undo.target),
        Body::SignUp(it) => Some(Target::Occurrence(it.target)),
        Body::Withdraw(it) => Some(Target::Occurrence(it.target)),
        Body::Came(it) => Some(Target::Occurrence(it.target)),
        _ => None,
    }
}
