//! A programme as the edits that stand and those that were lost and not yet settled.
//!
//! Things and their fields are written as changes write them; who set each field stands in a column.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::edits::Edits;
use crate::column::{Runs, pick};
use crate::field::{Field, Fields};
use crate::id::{Position, ReplicaId};
use crate::programme::Programme;
use crate::register::{Edit, Register, Written};
use crate::registers::Registers;

/// A programme. The fields of all things, one after the other, are the rows of `edit` and `lost`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammePage {
    /// Every thing with the values of its fields: those that stand, each followed by those that
    /// lost to it.
    #[serde(rename = "o")]
    things: Vec<Fields>,
    /// By thing: whether a deletion and an edit that crossed wait for a person.
    #[serde(rename = "r")]
    needs_review: Runs,
    /// By field: which of the edits set it.
    #[serde(rename = "i")]
    edit: Runs,
    /// By field: whether it lost to the one before that stands.
    #[serde(rename = "l")]
    lost: Runs,
    /// The writers that occur.
    #[serde(rename = "w")]
    writers: Vec<ReplicaId>,
    /// The edits that occur, in order of the log.
    #[serde(rename = "e")]
    edits: Edits,
}

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
        rows.page()
    }

    /// The programme; `None` if the columns do not fit.
    pub fn programme(self) -> Option<Programme> {
        let edits = self.edits.read(&self.writers)?;
        let fields = self.things.iter().map(Fields::len).sum();
        let mut rows = self.edit.read(fields)?.into_iter().zip(self.lost.read(fields)?);
        let mut next = || rows.next().and_then(|(edit, lost)| Some((*pick(&edits, edit)?, flag(lost)?)));
        let mut programme = Programme::default();
        let review = self.needs_review.read(self.things.len())?;
        for (thing, review) in self.things.into_iter().zip(review) {
            let review = flag(review)?;
            let is_new = match thing {
                Fields::Place(fields) => {
                    programme.place = registers(fields, review, &mut next)?;
                    true
                }
                Fields::Activity(id, fields) => {
                    programme.activities.insert(id, registers(fields, review, &mut next)?).is_none()
                }
                Fields::Slot(id, fields) => {
                    programme.slots.insert(id, registers(fields, review, &mut next)?).is_none()
                }
                Fields::Occurrence(key, fields) => {
                    programme.occurrences.insert(key, registers(fields, review, &mut next)?).is_none()
                }
                Fields::Closure(id, fields) => {
                    programme.closures.insert(id, registers(fields, review, &mut next)?).is_none()
                }
            };
            if !is_new {
                return None;
            }
        }
        Some(programme)
    }
}

fn flag(number: i64) -> Option<bool> {
    matches!(number, 0 | 1).then_some(number == 1)
}

/// A thing from its values and, from `next`, who set them.
fn registers<F: Field>(
    values: Vec<F>,
    needs_review: bool,
    next: &mut dyn FnMut() -> Option<(Edit, bool)>,
) -> Option<Registers<F>> {
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
    page: ProgrammePage,
    edits: Vec<Edit>,
}

impl Rows {
    fn thing<F: Field>(&mut self, registers: &Registers<F>, thing: impl FnOnce(Vec<F>) -> Fields) {
        let mut values = Vec::new();
        for register in registers.iter() {
            let lost = register.lost.iter().map(|written| (written, 1));
            for (written, lost) in std::iter::once((&register.standing, 0)).chain(lost) {
                values.push(written.value.clone());
                self.edits.push(written.edit);
                self.page.lost.push(lost);
            }
        }
        self.page.things.push(thing(values));
        self.page.needs_review.push(i64::from(registers.needs_review()));
    }

    /// The page, each edit in it once: a position names its edit.
    fn page(self) -> ProgrammePage {
        let Self { mut page, edits } = self;
        let in_order: BTreeMap<Position, &Edit> = edits.iter().map(|edit| (edit.position, edit)).collect();
        let numbers: BTreeMap<Position, i64> = in_order.keys().copied().zip(0..).collect();
        edits.iter().for_each(|edit| page.edit.push(numbers[&edit.position]));
        page.edits = Edits::of(in_order.into_values(), &mut page.writers);
        page
    }
}
