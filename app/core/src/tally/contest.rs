//! Numbers that people typed without having seen each other's, for a person to settle.

use crate::id::{CategoryId, Dot};
use crate::register::{Edit, Written};
use crate::tally::{Statement, Tally};

/// What has to be settled: which number, and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The split whose number it is; the total of all if there is none.
    pub split: Option<CategoryId>,
    /// The different numbers that were typed, smallest first.
    pub stated: Vec<u32>,
    /// What all of it adds up to now: right, if each had counted others.
    pub sum: i64,
}

impl Tally {
    /// What people typed without having seen each other's, the total before its splits: whoever
    /// states the total has settled the splits too.
    ///
    /// The same number twice is one of these: both differences stand, and together they are more
    /// than either meant.
    pub fn contest(&self) -> Option<Contest> {
        let contested = |split, stated: &[Written<u32>], sum| {
            let mut numbers: Vec<u32> = stated.iter().map(|written| written.value).collect();
            numbers.sort_unstable();
            numbers.dedup();
            Contest { split, stated: numbers, sum }
        };
        if self.stated.len() > 1 || self.split_beside_total() {
            return Some(contested(None, &self.stated, self.total));
        }
        let (category, stated) = self.split_stated.iter().find(|(_, stated)| stated.len() > 1)?;
        Some(contested(Some(*category), stated, self.split(*category)))
    }

    /// Whether somebody typed a split without having seen that somebody else typed the total.
    fn split_beside_total(&self) -> bool {
        let mut splits = self.split_stated.values().flatten();
        splits.any(|split| self.stated.iter().any(|total| !split.edit.saw(&total.edit)))
    }

    /// Whether people typed numbers without having seen each other's.
    pub fn is_contested(&self) -> bool {
        self.contest().is_some()
    }

    /// Takes in a typed number: a total settles every number that its writer saw, a split those of
    /// that split.
    pub(super) fn state(&mut self, statement: Statement, edit: Edit) {
        let written = Written { value: statement.total, edit };
        match statement.split {
            None => {
                self.keep_stated(|stated| !edit.saw(stated));
                self.stated.push(written);
            }
            Some(category) => {
                let stated = self.split_stated.entry(category).or_default();
                stated.retain(|stated| !edit.saw(&stated.edit));
                stated.push(written);
            }
        }
    }

    /// Forgets the number that a change which was taken back had stated.
    pub(super) fn take_back(&mut self, undone: Dot) {
        self.keep_stated(|stated| stated.dot != undone);
    }

    fn keep_stated(&mut self, keep: impl Fn(&Edit) -> bool) {
        self.stated.retain(|stated| keep(&stated.edit));
        self.split_stated.retain(|_, stated| {
            stated.retain(|stated| keep(&stated.edit));
            !stated.is_empty()
        });
    }
}
