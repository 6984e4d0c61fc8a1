//! A replica whose store was copied has a twin: both write under the same numbers.

use std::collections::BTreeMap;

use uuid::Builder;

use crate::change::{Authored, Body, BodyBytes};
use crate::digest::Digest;
use crate::id::{Dot, ReplicaId, Seq};
use crate::replica::{Replica, Writes};

impl Replica {
    /// Gives this replica a new identity and writes the changes that its twin did not send, from
    /// number `seq` on, anew under it. What was sent before the two parted stays as it is.
    pub(super) fn fork(&self, seq: Seq, writes: &mut Writes) {
        let own: Vec<(&Dot, &Authored)> = self.outbox.range(self.dot(seq)..=self.dot(Seq::MAX)).collect();
        let Some((_, first)) = own.first() else { return };
        let fresh_id = successor(self.id, first.change.digest());
        let mut renamed = BTreeMap::new();
        for (number, (&dot, authored)) in (1..).zip(own) {
            let fresh = Dot { replica: fresh_id, seq: number };
            renamed.insert(dot, fresh);
            writes.offer.push(restamp(authored, fresh, &renamed));
            writes.settle.push(dot);
        }
        writes.rename = Some((fresh_id, renamed.len() as Seq + 1));
    }
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

/// The same change under another number; an undo follows the count that it takes back.
fn restamp(authored: &Authored, fresh: Dot, renamed: &BTreeMap<Dot, Dot>) -> Authored {
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
    authored
}
