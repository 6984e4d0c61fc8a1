//! Counts that stand outside the programme can be attached to an occurrence of it.
//!
//! The counts stay where they were written, so that a late tap follows and nothing is counted
//! twice; only where they are shown and summed changes. An attachment is a register like any other,
//! and rests while the programme names the occurrence itself.

use std::collections::BTreeMap;

use crate::field::OccurrenceField;
use crate::programme::Programme;
use crate::registers::Registers;
use crate::target::OccurrenceKey;

/// How many attachments are followed from one occurrence to the next; beyond that, or in a circle,
/// the counts stay where they are.
const STEPS_MAX: usize = 8;

impl Programme {
    /// The occurrence to which counts of `key` belong: itself, or the one that it is attached to.
    pub fn home(&self, key: OccurrenceKey) -> OccurrenceKey {
        let mut at = key;
        for _ in 0..STEPS_MAX {
            match self.attached_to(at) {
                None => return at,
                Some(next) => at = next,
            }
        }
        key
    }

    /// Every attached occurrence with the one that its counts belong to.
    pub fn attachments(&self) -> BTreeMap<OccurrenceKey, OccurrenceKey> {
        let attached = self.occurrences.iter().filter(|(_, edits)| attachment(edits).is_some());
        let homes = attached.map(|(key, _)| (*key, self.home(*key)));
        homes.filter(|(key, home)| key != home).collect()
    }

    fn attached_to(&self, key: OccurrenceKey) -> Option<OccurrenceKey> {
        let to = attachment(self.occurrences.get(&key)?)?;
        (!self.names(key)).then_some(to)
    }
}

fn attachment(edits: &Registers<OccurrenceField>) -> Option<OccurrenceKey> {
    edits.get(|field| if let OccurrenceField::AttachedTo(to) = field { *to } else { None })
}
