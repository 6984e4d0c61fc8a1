//! A programme as the edits that stand and those that were lost and not yet settled.
//!
//! Things and their fields are written as changes write them; who set each field stands in a column.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::{Columns, Writer};
use super::edits;
use crate::field::{Field, Fields};
use crate::id::Position;
use crate::programme::Programme;
use crate::register::{Edit, Register, Written};
use crate::registers::Registers;

/// Every thing with the values of its fields: those that stand, each followed by those that lost to
/// it. Then, in columns: whether a deletion and an edit that crossed wait for a person, by thing; which
/// edit set it and whether it lost, by value; the edits, in order of the log.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ProgrammePage(Vec<Fields>, Columns);

impl ProgrammePage {
    /// A confirmed programme.
    pub fn of(programme: &Programme) -> Self {
        let mut rows = Rows::default();
        rows.thing(&programme.place, Fields::Place);
        for (id, thing) in &programme.activities {
            rows.thing(thing, |fields| Fields::Activity(*id, fields));
        }
        for (id, thing) in &programme.slots {
            rows.thing(thing, |fields| Fields::Slot(*id, fields));
        }
        for (key, thing) in &programme.occurrences {
            rows.thing(thing, |fields| Fields::Occurrence(*key, fields));
        }
        for (id, thing) in &programme.closures {
            rows.thing(thing, |fields| Fields::Closure(*id, fields));
        }
        // A place's page stays as it was before organisations had anything to say.
        if !programme.organisation.is_empty() {
            rows.thing(&programme.organisation, Fields::Organisation);
        }
        for (id, thing) in &programme.categories {
            rows.thing(thing, |fields| Fields::Category(*id, fields));
        }
        rows.page()
    }

    /// The programme; `None` if the columns do not fit.
    pub fn programme(self) -> Option<Programme> {
        let Self(things, columns) = self;
        let mut from = columns.reader();
        let values = things.iter().map(Fields::len).sum();
        let review = from.runs(things.len())?;
        let (edit, lost) = (from.runs(values)?, from.runs(values)?);
        let edits = edits::read(&mut from)?;
        let mut rows = edit.into_iter().zip(lost);
        let mut next = || {
            let (edit, lost) = rows.next()?;
            Some((*edits.get(usize::try_from(edit).ok()?)?, flag(lost)?))
        };
        let mut programme = Programme::default();
        let count = things.len();
        for (thing, review) in things.into_iter().zip(review) {
            add(&mut programme, thing, flag(review)?, &mut next)?;
        }
        let Programme { activities, slots, occurrences, closures, organisation, categories, .. } = &programme;
        // The place, the organisation where anything is said of it, and each other thing once.
        let kept = 1 + activities.len() + slots.len() + occurrences.len() + closures.len();
        let kept = kept + usize::from(!organisation.is_empty()) + categories.len();
        (kept == count).then_some(programme)
    }
}

fn add(programme: &mut Programme, thing: Fields, review: bool, next: &mut Next<'_>) -> Option<()> {
    match thing {
        Fields::Place(fields) => programme.place = registers(fields, review, next)?,
        Fields::Activity(id, fields) => {
            programme.activities.insert(id, registers(fields, review, next)?);
        }
        Fields::Slot(id, fields) => {
            programme.slots.insert(id, registers(fields, review, next)?);
        }
        Fields::Occurrence(key, fields) => {
            programme.occurrences.insert(key, registers(fields, review, next)?);
        }
        Fields::Closure(id, fields) => {
            programme.closures.insert(id, registers(fields, review, next)?);
        }
        Fields::Organisation(fields) => programme.organisation = registers(fields, review, next)?,
        Fields::Category(id, fields) => {
            programme.categories.insert(id, registers(fields, review, next)?);
        }
    }
    Some(())
}

/// Gives who set the next value, and whether it lost.
type Next<'a> = dyn FnMut() -> Option<(Edit, bool)> + 'a;

fn flag(number: i64) -> Option<bool> {
    matches!(number, 0 | 1).then_some(number == 1)
}

/// A thing from its values and, from `next`, who set them.
fn registers<F: Field>(values: Vec<F>, needs_review: bool, next: &mut Next<'_>) -> Option<Registers<F>> {
    let mut fields: Vec<Register<F>> = Vec::new();
    for value in values {
        let (edit, lost) = next()?;
        let written = Written { value, edit };
        match lost {
            false => fields.push(Register::new(written)),
            true => fields.last_mut()?.lost.push(written),
        }
    }
    Some(Registers::of(fields, needs_review))
}

/// What is written, row by row.
#[derive(Default)]
struct Rows {
    things: Vec<Fields>,
    needs_review: Vec<i64>,
    edits: Vec<Edit>,
    lost: Vec<i64>,
}

impl Rows {
    fn thing<F: Field>(&mut self, registers: &Registers<F>, thing: impl FnOnce(Vec<F>) -> Fields) {
        let mut values = Vec::new();
        for register in registers.iter() {
            let lost = register.lost.iter().map(|written| (written, 1));
            for (written, lost) in std::iter::once((&register.standing, 0)).chain(lost) {
                values.push(written.value.clone());
                self.edits.push(written.edit);
                self.lost.push(lost);
            }
        }
        self.things.push(thing(values));
        self.needs_review.push(i64::from(registers.needs_review()));
    }

    /// The page, each edit in it once: a position names its edit.
    fn page(self) -> ProgrammePage {
        let in_order: BTreeMap<Position, Edit> =
            self.edits.iter().map(|edit| (edit.position, *edit)).collect();
        let numbers: BTreeMap<Position, i64> = in_order.keys().copied().zip(0..).collect();
        let in_order: Vec<Edit> = in_order.into_values().collect();
        let mut to = Writer::default();
        to.runs(self.needs_review);
        to.runs(self.edits.iter().map(|edit| numbers[&edit.position]));
        to.runs(self.lost);
        edits::write(&in_order, &mut to);
        ProgrammePage(self.things, to.finish())
    }
}
