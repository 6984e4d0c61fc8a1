//! A replica whose store was copied has a twin: both write under the same numbers.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Builder;

use crate::change::{Authored, Body, BodyBytes};
use crate::digest::Digest;
use crate::id::{Dot, ReplicaId, Seq};
use crate::replica::{Replica, Writes};

impl Replica {
    /// Gives this replica a new identity and writes the changes that its twin did not send, from
    /// number `seq` on, anew under it. What was sent before the two parted stays as it is.
    pub(super) fn fork(&self, seq: Seq, writes: &mut Writes) {
        let mut shown = BTreeSet::new();
        shown.extend(writes.settle.iter().copied());
        // Refused ones too: a copy that has not heard of the verdict must come to the same numbers.
        let range = self.dot(seq)..=self.dot(Seq::MAX);
        let refused = self.refused.range(range.clone()).map(|(dot, refused)| (dot, &refused.authored));
        let mut own: BTreeMap<&Dot, &Authored> = BTreeMap::new();
        own.extend(refused.chain(self.outbox.range(range)).filter(|(dot, _)| !shown.contains(dot)));
        let Some((fresh_id, renamed)) = parted(own.values().copied()) else { return };
        writes.settle.extend(own.into_keys());
        writes.rename = Some((fresh_id, renamed.len() as Seq + 1));
        writes.offer.extend(renamed);
    }
}

/// Changes of one replica, oldest first, under the identity that the replica takes when its twin
/// has used their numbers. Whoever holds the same changes comes to the same identity and numbers.
pub fn parted<'a>(own: impl IntoIterator<Item = &'a Authored>) -> Option<(ReplicaId, Vec<Authored>)> {
    let mut own = own.into_iter().peekable();
    let first = &own.peek()?.change;
    let fresh_id = successor(first.dot.replica, first.digest());
    let (mut renamed, mut fresh) = (BTreeMap::new(), Vec::new());
    for (seq, authored) in (1..).zip(own) {
        let dot = Dot { replica: fresh_id, seq };
        renamed.insert(authored.change.dot, dot);
        fresh.push(rewritten(authored, dot, &renamed));
    }
    Some((fresh_id, fresh))
}

/// The identity after a fork. It follows from the first change that parts: a copy of this very
/// replica, which holds the same unsent changes, comes to the same identity and the same numbers,
/// so that they are still taken once.
fn successor(id: ReplicaId, parting: Digest) -> ReplicaId {
    let Digest(sum) = Digest::of(&[id.0.as_bytes(), &parting.0]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sum[..16]);
    ReplicaId(Builder::from_custom_bytes(bytes).into_uuid())
}

/// The same change under another number, with the origin that it is known by; an undo follows the
/// count that it takes back, if that has been `renamed` too.
pub fn rewritten(authored: &Authored, fresh: Dot, renamed: &BTreeMap<Dot, Dot>) -> Authored {
    let origin = authored.change.origin();
    let mut authored = authored.clone();
    authored.change.dot = fresh;
    if let Ok(Body::Undo(mut undo)) = authored.change.body.read()
        && let Some(&undone) = renamed.get(&undo.undone)
    {
        undo.undone = undone;
        if let Ok(body) = BodyBytes::write(&Body::Undo(undo)) {
            authored.change.body = body;
        }
    }
    authored.change.body = authored.change.body.with_origin(origin);
    authored
}
