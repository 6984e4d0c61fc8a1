//! A thing made of registers: every field of it can be edited by several people at once.

use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::register::{Edit, Register, Written};

/// One thing (a place, an activity, a slot …): at most one register per kind of field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registers<F> {
    #[serde(rename = "f", default = "Vec::new")]
    fields: Vec<Register<F>>,
    /// Somebody deleted this while somebody else, who had not seen it, edited it.
    #[serde(rename = "r", default, skip_serializing_if = "std::ops::Not::not")]
    needs_review: bool,
}

impl<F> Default for Registers<F> {
    fn default() -> Self {
        Self { fields: Vec::new(), needs_review: false }
    }
}

impl<F> Registers<F> {
    /// Whether nobody has ever written a field of it.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl<F: Field> Registers<F> {
    /// A thing as it was folded before.
    pub(crate) fn of(fields: Vec<Register<F>>, needs_review: bool) -> Self {
        Self { fields, needs_review }
    }

    /// Folds in one field, in log order.
    pub fn write(&mut self, value: F, edit: Edit) {
        self.weigh_against_deletion(&value, &edit);
        let arriving = Written { value, edit };
        match self
            .fields
            .iter_mut()
            .find(|f| discriminant(&f.standing.value) == discriminant(&arriving.value))
        {
            Some(register) => register.write(arriving),
            None => self.fields.push(Register::new(arriving)),
        }
    }

    /// Deletes are soft: a write and a deletion that had not seen each other bring the thing back
    /// for review; a deletion by someone who had seen everything settles it.
    fn weigh_against_deletion(&mut self, value: &F, edit: &Edit) {
        let unseen = |f: &&Register<F>| !edit.saw(&f.standing.edit);
        match value.hides() {
            Some(true) => self.needs_review = self.fields.iter().any(|f| unseen(&f)),
            Some(false) => self.needs_review = false,
            None => {
                let deletion = |f: &&Register<F>| f.standing.value.hides() == Some(true);
                self.needs_review |= self.fields.iter().filter(deletion).any(|f| unseen(&f));
            }
        }
    }

    /// Somebody edited what belongs to this: if they did not know that it is deleted, it comes back
    /// for review, as if they had edited the thing itself.
    pub(crate) fn was_edited_below(&mut self, edit: &Edit) {
        let deletion = |f: &&Register<F>| f.standing.value.hides() == Some(true);
        self.needs_review |= self.fields.iter().filter(deletion).any(|f| !edit.saw(&f.standing.edit));
    }

    /// Whoever deletes it did not know of an edit of what belongs to it.
    pub(crate) fn was_edited_unseen(&mut self) {
        self.needs_review = true;
    }

    /// Whether it says something that an editor had not seen. What only takes it away does not count:
    /// that agrees with a deletion.
    pub(crate) fn says_more_than(&self, edit: &Edit) -> bool {
        let says = |f: &&Register<F>| f.standing.value.hides() != Some(true);
        self.fields.iter().filter(says).any(|f| !edit.saw(&f.standing.edit))
    }

    /// Whether it is deleted, and nobody edited it without knowing that.
    pub fn is_hidden(&self) -> bool {
        !self.needs_review && self.get(F::hides) == Some(true)
    }

    /// The value that `pick` finds.
    pub fn get<'a, T>(&'a self, pick: impl Fn(&'a F) -> Option<T>) -> Option<T>
    where
        T: 'a,
    {
        self.fields.iter().find_map(|register| pick(&register.standing.value))
    }

    /// The standing value of the same kind of field as `like`.
    pub fn standing(&self, like: &F) -> Option<&F> {
        self.standing_register(like).map(|register| &register.standing.value)
    }

    /// The register of the same kind of field as `like`.
    pub(crate) fn standing_register(&self, like: &F) -> Option<&Register<F>> {
        self.fields.iter().find(|register| discriminant(&register.standing.value) == discriminant(like))
    }

    /// Whether a concurrent deletion and edit wait for a person.
    pub fn needs_review(&self) -> bool {
        self.needs_review
    }

    /// The fields over which people's edits crossed.
    pub fn contested(&self) -> impl Iterator<Item = &Register<F>> {
        self.fields.iter().filter(|register| register.is_contested())
    }

    /// Whether people's edits crossed over what it says. Over whether it is there at all they cross in
    /// another way: that needs review.
    pub fn is_contested(&self) -> bool {
        self.contested().any(|register| register.standing.value.hides().is_none())
    }

    /// All registers, in the order in which they were first written.
    pub fn iter(&self) -> impl Iterator<Item = &Register<F>> {
        self.fields.iter()
    }
}
