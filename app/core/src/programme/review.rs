//! What of a series waits for a person: fields over which edits crossed, and deletions that crossed
//! an edit. (Single dates are settled on their day.)

use crate::clash::Clash;
use crate::field::{ActivityField, SlotField};
use crate::id::{ActivityId, SlotId};
use crate::programme::Programme;
use crate::registers::Registers;

/// What waits for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The series' own contested fields.
    pub activity: Option<Clash<ActivityField>>,
    /// The slots' contested fields.
    pub slots: Vec<(SlotId, Clash<SlotField>)>,
    /// Somebody deleted the series while somebody else edited it.
    pub activity_deleted: bool,
    /// Slots that somebody deleted while somebody else edited them.
    pub slots_deleted: Vec<SlotId>,
}

impl Review {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Programme {
    /// What of a series waits for a person.
    pub fn review(&self, activity: ActivityId) -> Review {
        let series = self.activities.get(&activity);
        let slots: Vec<_> = self.slots_of(activity).map(|(id, _)| (id, &self.slots[&id])).collect();
        let clash = |(id, slot): &(SlotId, &Registers<SlotField>)| Some((*id, Clash::of(slot)?));
        let deleted = slots.iter().filter(|(_, slot)| slot.needs_review());
        Review {
            activity: series.and_then(Clash::of),
            slots: slots.iter().filter_map(clash).collect(),
            activity_deleted: series.is_some_and(Registers::needs_review),
            slots_deleted: deleted.map(|(id, _)| *id).collect(),
        }
    }
}
