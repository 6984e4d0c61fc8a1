//! Which tallies have changes that are stored but not sent, and whether edits of the programme have.
//! Asked for every row of the day, so it is not read from the changes each time.

use std::collections::BTreeSet;

use samvaro_core::change::{Authored, Bodies, Body};
use samvaro_core::replica::Replica;
use samvaro_core::target::Target;

/// What the changes in the outbox are about.
#[derive(Debug, Default)]
pub struct Waiting {
    targets: BTreeSet<Target>,
    /// Whether edits of the programme are among them.
    pub edits: bool,
}

impl Waiting {
    /// As the outbox is now.
    pub fn of(replica: &Replica) -> Self {
        let (mut waiting, mut bodies) = (Self::default(), Bodies::default());
        for authored in replica.outbox() {
            if let Some(body) = bodies.read(&authored.change.body) {
                waiting.take_in(body);
            }
        }
        waiting
    }

    /// One more has been stored.
    pub fn add(&mut self, authored: &Authored) {
        if let Ok(body) = authored.change.body.read() {
            self.take_in(&body);
        }
    }

    fn take_in(&mut self, body: &Body) {
        self.targets.extend(target_of(body));
        self.edits |= matches!(body, Body::Put(_));
    }

    /// Whether a target is among them.
    pub fn has(&self, target: Target) -> bool {
        self.targets.contains(&target)
    }
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
