//! A place's programme: what its activities are and on which dates they happen. Or, folded from the
//! log of an organisation, what its places share.
//!
//! Folded from a log, apart from the tallies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::change::Body;
use crate::field::{
    ActivityField, CategoryField, ClosureField, Fields, OccurrenceField, OrganisationField, PlaceField, Put,
    SlotField,
};
use crate::id::{ActivityId, CategoryId, ClosureId, SlotId};
use crate::register::Edit;
use crate::registers::Registers;
use crate::target::OccurrenceKey;

pub mod attached;
pub mod cancellations;
pub mod close_day;
pub mod closed_periods;
pub mod day_edit;
mod deletions;
pub mod edit;
pub mod expand;
pub mod review;
pub mod shared;
pub mod slot_line;
pub mod view;

/// Everything that people have edited in one log: about a place, or about an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// The place itself.
    #[serde(default)]
    pub place: Registers<PlaceField>,
    /// Its series.
    #[serde(default)]
    pub activities: BTreeMap<ActivityId, Registers<ActivityField>>,
    /// Their schedule lines.
    #[serde(default)]
    pub slots: BTreeMap<SlotId, Registers<SlotField>>,
    /// Single dates that somebody changed.
    #[serde(default)]
    pub occurrences: BTreeMap<OccurrenceKey, Registers<OccurrenceField>>,
    /// Closed periods.
    #[serde(default)]
    pub closures: BTreeMap<ClosureId, Registers<ClosureField>>,
    /// What the places share; only in an organisation's log.
    #[serde(default, skip_serializing_if = "Registers::is_empty")]
    pub organisation: Registers<OrganisationField>,
    /// What is counted beside the total; only in an organisation's log.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub categories: BTreeMap<CategoryId, Registers<CategoryField>>,
}

impl Programme {
    /// Whether a change of this kind touches the programme.
    pub fn concerns(body: &Body) -> bool {
        matches!(body, Body::Put(_))
    }

    /// Folds in an edit, in log order.
    pub fn put(&mut self, put: &Put, edit: Edit) {
        match &put.fields {
            Fields::Place(fields) => write(&mut self.place, fields, edit),
            Fields::Activity(id, fields) => {
                write(self.activities.entry(*id).or_default(), fields, edit);
                self.weigh_series(*id, fields, &edit);
            }
            Fields::Slot(id, fields) => {
                write(self.slots.entry(*id).or_default(), fields, edit);
                self.weigh_slot(*id, fields, &edit);
            }
            Fields::Occurrence(key, fields) => {
                write(self.occurrences.entry(*key).or_default(), fields, edit);
                self.weigh_date(*key, fields, &edit);
            }
            Fields::Closure(id, fields) => write(self.closures.entry(*id).or_default(), fields, edit),
            Fields::Organisation(fields) => write(&mut self.organisation, fields, edit),
            Fields::Category(id, fields) => write(self.categories.entry(*id).or_default(), fields, edit),
        }
    }
}

fn write<F: crate::field::Field>(registers: &mut Registers<F>, fields: &[F], edit: Edit) {
    for field in fields {
        registers.write(field.clone(), edit);
    }
}
