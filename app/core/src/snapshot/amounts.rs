//! The amounts of categories, in columns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::column::{Runs, index_of, pick};
use crate::id::CategoryId;

/// The splits or the marks of all rows of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// How many each row has.
    #[serde(rename = "r")]
    per_row: Runs,
    #[serde(rename = "c")]
    category: Runs,
    #[serde(rename = "n")]
    amount: Vec<i64>,
}

impl Amounts {
    pub fn is_empty(&self) -> bool {
        self.amount.is_empty()
    }

    pub fn of<'a>(
        rows: impl Iterator<Item = &'a BTreeMap<CategoryId, i64>>,
        categories: &mut Vec<CategoryId>,
    ) -> Self {
        let mut amounts = Self::default();
        for row in rows {
            amounts.per_row.push(row.len() as i64);
            for (category, amount) in row {
                amounts.category.push(index_of(categories, *category));
                amounts.amount.push(*amount);
            }
        }
        amounts
    }

    /// Adds them to the rows; `None` if the columns do not fit.
    pub fn add_to<'a>(
        &self,
        categories: &[CategoryId],
        rows: impl ExactSizeIterator<Item = &'a mut BTreeMap<CategoryId, i64>>,
    ) -> Option<()> {
        if self.is_empty() {
            return Some(());
        }
        let category = self.category.read(self.amount.len())?;
        let mut cells = category.into_iter().zip(&self.amount);
        for (count, row) in self.per_row.read(rows.len())?.into_iter().zip(rows) {
            for _ in 0..count {
                let (category, amount) = cells.next()?;
                row.insert(*pick(categories, category)?, *amount);
            }
        }
        cells.next().is_none().then_some(())
    }
}
