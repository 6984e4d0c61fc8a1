//! From what a person wants of a programme to the changes that say it.
//!
//! Pure: new ids and the log position that the person had seen are arguments. Every edit writes only
//! what differs from what the person saw, so that two people's edits of different fields never cross.

use crate::change::Body;
use crate::field::{ActivityField, Fields, OccurrenceField, Put, SlotField};
use crate::id::{ActivityId, Position, SlotId};
use crate::programme::slot_line::SlotLine;
use crate::target::OccurrenceKey;

pub mod activity_fact;
pub mod effect;
pub mod scope;
pub mod term;

/// What was seen when an edit began: the log position, so that whoever edited after it is noticed.
pub type Seen = Position;

/// A new series with its first slots, unpublished until somebody publishes it.
pub fn new_activity(
    id: ActivityId,
    fields: Vec<ActivityField>,
    slots: impl IntoIterator<Item = (SlotId, SlotLine)>,
    seen: Seen,
) -> Vec<Body> {
    let mut fields = fields;
    fields.push(ActivityField::Published(false));
    let activity = put(Fields::Activity(id, fields), seen);
    let slots = slots.into_iter().map(|(slot, line)| new_slot(slot, &line, seen));
    activity.into_iter().chain(slots.flatten()).collect()
}

/// Writes fields of a series; nothing if there are none.
pub fn change_activity(id: ActivityId, fields: Vec<ActivityField>, seen: Seen) -> Option<Body> {
    put(Fields::Activity(id, fields), seen)
}

/// A new slot with all its fields.
pub fn new_slot(id: SlotId, line: &SlotLine, seen: Seen) -> Option<Body> {
    let plain = SlotLine::new(line.activity, line.schedule.clone());
    let mut fields = vec![SlotField::Activity(line.activity), SlotField::Schedule(line.schedule.clone())];
    fields.extend(differing(&plain, line));
    put(Fields::Slot(id, fields), seen)
}

/// Writes what differs between the line that was seen and the one that is wanted; nothing if they
/// are the same.
pub fn change_slot(id: SlotId, before: &SlotLine, wanted: &SlotLine, seen: Seen) -> Option<Body> {
    put(Fields::Slot(id, differing(before, wanted)), seen)
}

/// Deletes a series, softly: what was counted stays in the figures.
pub fn delete_activity(id: ActivityId, seen: Seen) -> Option<Body> {
    put(Fields::Activity(id, vec![ActivityField::Hidden(true)]), seen)
}

/// Deletes a slot, softly: what was counted stays, outside the programme.
pub fn delete_slot(id: SlotId, seen: Seen) -> Option<Body> {
    put(Fields::Slot(id, vec![SlotField::Hidden(true)]), seen)
}

/// Takes one date out of the programme, softly. For dates that nobody came to hear of; what people
/// may have planned for is cancelled instead, and stays visible.
pub fn take_out(key: OccurrenceKey, seen: Seen) -> Option<Body> {
    put(Fields::Occurrence(key, vec![OccurrenceField::Hidden(true)]), seen)
}

/// The public sees a series and those of its slots that wait as drafts, or no longer sees it.
pub fn publish(id: ActivityId, drafts: impl IntoIterator<Item = SlotId>, seen: Seen) -> Vec<Body> {
    let activity = put(Fields::Activity(id, vec![ActivityField::Published(true)]), seen);
    let slot = |slot| put(Fields::Slot(slot, vec![SlotField::Published(true)]), seen);
    activity.into_iter().chain(drafts.into_iter().filter_map(slot)).collect()
}

/// The public no longer sees a series; everything of it is kept.
pub fn unpublish(id: ActivityId, seen: Seen) -> Option<Body> {
    put(Fields::Activity(id, vec![ActivityField::Published(false)]), seen)
}

fn put(fields: Fields, base: Seen) -> Option<Body> {
    (!fields.is_empty()).then_some(Body::Put(Put { fields, base }))
}

/// The fields of a slot that differ.
fn differing(before: &SlotLine, wanted: &SlotLine) -> Vec<SlotField> {
    let fields = [
        (before.activity != wanted.activity).then_some(SlotField::Activity(wanted.activity)),
        (before.schedule != wanted.schedule).then(|| SlotField::Schedule(wanted.schedule.clone())),
        (before.time != wanted.time).then_some(SlotField::Time(wanted.time)),
        (before.room != wanted.room).then(|| SlotField::Room(wanted.room.clone())),
        (before.note != wanted.note).then(|| SlotField::Note(wanted.note.clone())),
        (before.keeps_every_date != wanted.keeps_every_date)
            .then_some(SlotField::KeepsEveryDate(wanted.keeps_every_date)),
        (before.published != wanted.published).then_some(SlotField::Published(wanted.published)),
    ];
    fields.into_iter().flatten().collect()
}
