//! How far an edit of the programme reaches into what was held.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samvaro_core::field::{ActivityField, Field, Fields, PlaceField, Put, SlotField};
use samvaro_core::id::ActivityId;
use samvaro_core::programme::Programme;
use samvaro_core::registers::Registers;
use samvaro_core::target::OccurrenceKey;

/// What has to be looked at again after some edits of one programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Every day: a rule changed.
    pub everything: bool,
    /// Days on which a single occurrence changed.
    pub days: BTreeSet<Date>,
    /// The single occurrences that changed, whose counts may be on another day now.
    pub occurrences: BTreeSet<OccurrenceKey>,
    /// Activities whose name or heading may be another now.
    pub activities: BTreeSet<ActivityId>,
    /// Whether the place's own name or address may be another now.
    pub place: bool,
}

impl Reach {
    /// Whether something has to be looked at again.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Takes in an edit, together with the programme before any of the edits.
    pub fn add(&mut self, put: &Put, before: &Programme) {
        match &put.fields {
            Fields::Place(fields) => {
                self.place = true;
                self.everything |= fields.iter().any(sets_resting);
            }
            Fields::Activity(id, fields) => {
                self.activities.insert(*id);
                let hidden = is_hidden(&before.activities, id);
                self.everything |= hidden || fields.iter().any(shows_or_hides);
            }
            Fields::Slot(id, fields) => {
                let series = before.series_of(*id);
                let hidden = is_hidden(&before.slots, id)
                    || series.is_some_and(|series| is_hidden(&before.activities, &series));
                self.everything |= hidden || fields.iter().any(names_dates);
            }
            Fields::Closure(..) => self.everything = true,
            Fields::Occurrence(key, _) => {
                self.occurrences.insert(*key);
                self.days.extend([key.date]);
                self.days.extend(before.moved_to(*key));
                // Whoever edits a date of what was deleted may bring all of it back.
                self.everything |=
                    is_hidden(&before.slots, &key.slot) || is_hidden(&before.activities, &key.activity);
            }
            // What places share says nothing of when anything is held.
            Fields::Organisation(_) | Fields::Category(..) => {}
        }
    }

    /// Takes in the days to which the edits moved occurrences.
    pub fn close(&mut self, after: &Programme) {
        self.days.extend(self.occurrences.iter().filter_map(|key| after.moved_to(*key)));
    }
}

fn is_hidden<K: Ord, F: Field>(things: &BTreeMap<K, Registers<F>>, id: &K) -> bool {
    things.get(id).is_some_and(Registers::is_hidden)
}

fn sets_resting(field: &PlaceField) -> bool {
    matches!(field, PlaceField::RestsOnRedDays(_) | PlaceField::RestsOnEves(_))
}

/// Any other write can merely bring back a deleted activity.
fn shows_or_hides(field: &ActivityField) -> bool {
    matches!(field, ActivityField::Name(_) | ActivityField::Published(_) | ActivityField::Hidden(_))
}

/// Any other write can merely bring back a deleted slot.
fn names_dates(field: &SlotField) -> bool {
    use SlotField::{Activity, Hidden, KeepsEveryDate, Published, Schedule};
    matches!(field, Activity(_) | Schedule(_) | KeepsEveryDate(_) | Hidden(_) | Published(_))
}
