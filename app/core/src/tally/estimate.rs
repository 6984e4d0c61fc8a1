//! Taking back that a number is an estimate, whoever said so: whoever counted exactly knows better.

use std::collections::BTreeSet;

use crate::change::{Authored, Bodies, Body, Change};
use crate::id::Dot;
use crate::tally::{Count, Delta, Undo};
use crate::target::Target;

impl Count {
    /// Whether it says that the number is an estimate, and nothing else.
    pub fn only_estimates(&self) -> bool {
        self.about && self.delta == Delta::default()
    }
}

/// What takes back every estimate of a target that `changes` hold and nobody has taken back yet. The
/// number stays as it is.
pub fn take_back_estimates<'a>(
    changes: impl IntoIterator<Item = &'a Authored>,
    target: Target,
    undone: &BTreeSet<Dot>,
) -> Vec<Undo> {
    let (mut undos, mut bodies) = (Vec::new(), Bodies::default());
    for Change { dot, body, .. } in changes.into_iter().map(|authored| &authored.change) {
        if let Some(Body::Count(count)) = bodies.read(body)
            && count.target == target
            && count.only_estimates()
            && !undone.contains(dot)
        {
            undos.push(Undo::of(*dot, count));
        }
    }
    undos
}
