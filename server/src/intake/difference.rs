//! What of the wanted does not stand yet.

use std::mem::discriminant;

use samvaro_core::field::{
    ActivityField, CategoryField, ClosureField, Field, Fields, OccurrenceField, OrganisationField,
    PlaceField, SlotField,
};
use samvaro_core::programme::Programme;
use samvaro_core::registers::Registers;
use uuid::Version;

/// The fields that have to be written, if any, and how many were left because a person set them.
pub fn difference(standing: &Programme, wanted: Fields) -> (Option<Fields>, usize) {
    match wanted {
        Fields::Place(fields) => {
            let (fields, kept) = missing(Some(&standing.place), fields);
            (some(fields, Fields::Place), kept)
        }
        Fields::Activity(id, fields) => {
            let (fields, kept) = missing(standing.activities.get(&id), fields);
            (some(fields, |fields| Fields::Activity(id, fields)), kept)
        }
        Fields::Slot(id, fields) => {
            let (fields, kept) = missing(standing.slots.get(&id), fields);
            (some(fields, |fields| Fields::Slot(id, fields)), kept)
        }
        Fields::Occurrence(key, fields) => {
            let (fields, kept) = missing(standing.occurrences.get(&key), fields);
            (some(fields, |fields| Fields::Occurrence(key, fields)), kept)
        }
        Fields::Closure(id, fields) => {
            let (fields, kept) = missing(standing.closures.get(&id), fields);
            (some(fields, |fields| Fields::Closure(id, fields)), kept)
        }
        Fields::Organisation(fields) => {
            let (fields, kept) = missing(Some(&standing.organisation), fields);
            (some(fields, Fields::Organisation), kept)
        }
        Fields::Category(id, fields) => {
            let (fields, kept) = missing(standing.categories.get(&id), fields);
            (some(fields, |fields| Fields::Category(id, fields)), kept)
        }
    }
}

fn some<F>(fields: Vec<F>, whole: impl Fn(Vec<F>) -> Fields) -> Option<Fields> {
    (!fields.is_empty()).then(|| whole(fields))
}

fn missing<F: Field + Blank>(standing: Option<&Registers<F>>, wanted: Vec<F>) -> (Vec<F>, usize) {
    let mut kept = 0;
    let mut missing = Vec::new();
    for field in wanted {
        let register = standing.and_then(|registers| {
            registers.iter().find(|register| discriminant(&register.standing.value) == discriminant(&field))
        });
        match register {
            None if field.is_blank() => {}
            Some(register) if register.standing.value == field => {}
            Some(register) if is_a_persons(register.standing.edit.dot.replica.0) => kept += 1,
            _ => missing.push(field),
        }
    }
    (missing, kept)
}

/// Imports write under ids that are derived from what they say; tablets and people under others.
fn is_a_persons(replica: uuid::Uuid) -> bool {
    replica.get_version() != Some(Version::Sha1)
}

/// Whether a field says no more than a field that was never set.
trait Blank {
    fn is_blank(&self) -> bool;
}

impl Blank for PlaceField {
    fn is_blank(&self) -> bool {
        false
    }
}

impl Blank for ActivityField {
    fn is_blank(&self) -> bool {
        matches!(self, Self::PriceKr(None) | Self::Host(None) | Self::NeedsSignUp(false))
    }
}

impl Blank for SlotField {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Note(None))
    }
}

impl Blank for OccurrenceField {
    fn is_blank(&self) -> bool {
        matches!(
            self,
            Self::Cancelled(false)
                | Self::Moved(None)
                | Self::Name(None)
                | Self::Room(None)
                | Self::Note(None)
        )
    }
}

impl Blank for ClosureField {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Reason(None))
    }
}

impl Blank for OrganisationField {
    fn is_blank(&self) -> bool {
        matches!(self, Self::CountingRule(None) | Self::DropInRule(None) | Self::SignUps(None))
    }
}

impl Blank for CategoryField {
    fn is_blank(&self) -> bool {
        false
    }
}
