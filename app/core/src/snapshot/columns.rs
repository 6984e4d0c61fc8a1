//! Columns of whole numbers, and the ids that they point into.
//!
//! A page is a list of columns in a fixed order, without names: what has no names needs no reader of
//! its own for each of them in the bundle.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::column::Runs;
use crate::digest::Digest;

/// The ids and the columns of a page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Columns(Vec<Uuid>, Vec<Vec<i64>>);

/// Writes columns one after the other.
#[derive(Default)]
pub struct Writer {
    columns: Columns,
    known: BTreeMap<Uuid, i64>,
}

impl Writer {
    /// The number of an id.
    pub fn id(&mut self, id: Uuid) -> i64 {
        let next = self.columns.0.len() as i64;
        *self.known.entry(id).or_insert_with(|| {
            self.columns.0.push(id);
            next
        })
    }

    /// The number of a sum, which stands among the ids as two of them. Sums are chance and do not
    /// repeat, so none is looked for.
    pub fn sum(&mut self, sum: Digest) -> i64 {
        let next = self.columns.0.len() as i64;
        let halves = sum.0.chunks(size_of::<Uuid>()).filter_map(|half| Uuid::from_slice(half).ok());
        self.columns.0.extend(halves);
        next
    }

    /// A column as it is.
    pub fn column(&mut self, values: impl IntoIterator<Item = i64>) {
        self.columns.1.push(values.into_iter().collect());
    }

    /// A column in which many values repeat.
    pub fn runs(&mut self, values: impl IntoIterator<Item = i64>) {
        let mut runs = Runs::default();
        values.into_iter().for_each(|value| runs.push(value));
        self.columns.1.push(runs.into_values());
    }

    /// A column of small differences.
    pub fn differences(&mut self, values: impl IntoIterator<Item = i64>) {
        let mut last = 0i64;
        self.runs(values.into_iter().map(|value| {
            let difference = value.wrapping_sub(last);
            last = value;
            difference
        }));
    }

    /// All of them.
    pub fn finish(self) -> Columns {
        self.columns
    }
}

/// Reads columns one after the other; each method gives `None` where the columns do not fit.
pub struct Reader<'a> {
    ids: &'a [Uuid],
    columns: std::slice::Iter<'a, Vec<i64>>,
}

impl Columns {
    /// From the first column on.
    pub fn reader(&self) -> Reader<'_> {
        Reader { ids: &self.0, columns: self.1.iter() }
    }
}

impl<'a> Reader<'a> {
    /// The id with a number.
    pub fn id(&self, number: i64) -> Option<Uuid> {
        self.ids.get(usize::try_from(number).ok()?).copied()
    }

    /// Whether every column has been read.
    pub fn is_empty(&self) -> bool {
        self.columns.len() == 0
    }

    /// The sum with a number.
    pub fn sum(&self, number: i64) -> Option<Digest> {
        let halves = [self.id(number)?, self.id(number.checked_add(1)?)?];
        Digest::from_slice(&halves.map(Uuid::into_bytes).concat())
    }

    /// The next column as it is.
    pub fn column(&mut self) -> Option<&'a [i64]> {
        self.columns.next().map(Vec::as_slice)
    }

    /// The next column, in which many values repeat.
    pub fn runs(&mut self, rows: usize) -> Option<Vec<i64>> {
        Runs::read_values(self.column()?, rows)
    }

    /// The next column of small differences.
    pub fn differences(&mut self, rows: usize) -> Option<Vec<i64>> {
        let mut values = self.runs(rows)?;
        let mut last = 0i64;
        for value in &mut values {
            last = last.wrapping_add(*value);
            *value = last;
        }
        Some(values)
    }
}
