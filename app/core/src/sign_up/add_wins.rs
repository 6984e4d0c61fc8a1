//! A set in which adding wins over a removal that had not seen it.

use serde::{Deserialize, Serialize};

use crate::register::{Edit, Written};

/// What was added and not yet removed by anybody who had seen it, each with its number of persons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AddWins(pub Vec<Written<u32>>);

impl AddWins {
    /// Folds in an addition, in log order. It stands for those that its writer had seen.
    pub fn add(&mut self, persons: u32, edit: Edit) {
        self.remove(edit);
        self.0.push(Written { value: persons, edit });
    }

    /// Folds in a removal of what its writer had seen, in log order.
    pub fn remove(&mut self, edit: Edit) {
        self.0.retain(|added| !edit.saw(&added.edit));
    }

    /// The largest number that stands; 0 if nothing does.
    pub fn persons(&self) -> u32 {
        self.0.iter().map(|added| added.value).max().unwrap_or(0)
    }

    /// Whether nothing stands.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
