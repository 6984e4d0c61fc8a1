//! A deletion reaches what belongs to the thing: with a series go its schedule lines and their dates.
//!
//! So whoever edits one of these and whoever deletes the thing, neither knowing of the other, have
//! edited past each other, and the thing comes back for review. What one of them did would otherwise
//! be gone without a word.

use crate::field::{Field, SlotField};
use crate::id::{ActivityId, SlotId};
use crate::programme::Programme;
use crate::register::Edit;
use crate::target::OccurrenceKey;

impl Programme {
    /// After an edit of a series.
    pub(super) fn weigh_series<F: Field>(&mut self, id: ActivityId, fields: &[F], edit: &Edit) {
        if deletes(fields) && self.is_edited_below_series(id, edit) {
            self.activities.entry(id).or_default().was_edited_unseen();
        }
    }

    /// After an edit of a schedule line.
    pub(super) fn weigh_slot<F: Field>(&mut self, id: SlotId, fields: &[F], edit: &Edit) {
        if deletes(fields) {
            if self.occurrences.iter().any(|(key, date)| key.slot == id && date.says_more_than(edit)) {
                self.slots.entry(id).or_default().was_edited_unseen();
            }
        } else if let Some(series) = self.series_of(id).and_then(|series| self.activities.get_mut(&series)) {
            series.was_edited_below(edit);
        }
    }

    /// After an edit of a single date.
    pub(super) fn weigh_date<F: Field>(&mut self, key: OccurrenceKey, fields: &[F], edit: &Edit) {
        if deletes(fields) {
            return;
        }
        if let Some(slot) = self.slots.get_mut(&key.slot) {
            slot.was_edited_below(edit);
        }
        if let Some(series) = self.activities.get_mut(&key.activity) {
            series.was_edited_below(edit);
        }
    }

    /// The series that a schedule line belongs to.
    pub fn series_of(&self, slot: SlotId) -> Option<ActivityId> {
        self.slots.get(&slot)?.get(|field| match field {
            SlotField::Activity(series) => Some(*series),
            _ => None,
        })
    }

    fn is_edited_below_series(&self, id: ActivityId, edit: &Edit) -> bool {
        let of_series = |slot: &SlotId| self.series_of(*slot) == Some(id);
        self.occurrences.iter().any(|(key, date)| key.activity == id && date.says_more_than(edit))
            || self.slots.iter().any(|(slot, line)| of_series(slot) && line.says_more_than(edit))
    }
}

fn deletes<F: Field>(fields: &[F]) -> bool {
    fields.iter().any(|field| field.hides() == Some(true))
}
