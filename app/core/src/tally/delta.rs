//! How much one change adds to (or takes from) a tally.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::CategoryId;

/// How much one change adds to (or takes from) a tally.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// Visitors.
    #[serde(rename = "n", default, skip_serializing_if = "is_zero")]
    pub total: i32,
    /// Volunteers and hosts, who are never part of the total.
    #[serde(rename = "v", default, skip_serializing_if = "is_zero")]
    pub volunteers: i32,
    /// Parts that sum to the total with an unstated remainder (women, men, other).
    #[serde(rename = "p", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub splits: BTreeMap<CategoryId, i32>,
    /// Marks, each at most the total (first visit, came with someone).
    #[serde(rename = "m", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<CategoryId, i32>,
}

fn is_zero(number: &i32) -> bool {
    *number == 0
}

impl Delta {
    /// The largest number of visitors that one change may add or take, in persons.
    pub const MAX_PERSONS: i32 = 10_000;
    /// The largest number of splits and of marks in one change.
    pub const MAX_CATEGORIES: usize = 16;

    /// One visitor more.
    pub fn one() -> Self {
        Self::visitors(1)
    }

    /// Some visitors more (or fewer).
    pub fn visitors(total: i32) -> Self {
        Self { total, ..Self::default() }
    }

    /// Some visitors more (or fewer) of one split.
    pub fn split(category: CategoryId, persons: i32) -> Self {
        Self { total: persons, splits: BTreeMap::from([(category, persons)]), ..Self::default() }
    }

    /// A mark on visitors who are counted already.
    pub fn mark(category: CategoryId, persons: i32) -> Self {
        Self { marks: BTreeMap::from([(category, persons)]), ..Self::default() }
    }

    /// Some volunteers or hosts more (or fewer).
    pub fn of_volunteers(persons: i32) -> Self {
        Self { volunteers: persons, ..Self::default() }
    }

    /// Whether it says how many visitors came: an empty difference says "nobody", but volunteers
    /// and marks alone leave an occurrence uncounted.
    pub fn counts_visitors(&self) -> bool {
        let beside = self.volunteers != 0 || !self.marks.is_empty();
        self.total != 0 || !self.splits.is_empty() || !beside
    }

    /// Both together; amounts beyond any crowd stop at the largest number there is.
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |one: &BTreeMap<CategoryId, i32>, other: &BTreeMap<CategoryId, i32>| {
            let mut sum = one.clone();
            for (&category, &amount) in other {
                let standing = sum.entry(category).or_default();
                *standing = standing.saturating_add(amount);
            }
            sum
        };
        Self {
            total: self.total.saturating_add(other.total),
            volunteers: self.volunteers.saturating_add(other.volunteers),
            splits: sum(&self.splits, &other.splits),
            marks: sum(&self.marks, &other.marks),
        }
    }

    /// The same amounts with the opposite sign.
    pub fn negated(&self) -> Self {
        let negate = |map: &BTreeMap<CategoryId, i32>| map.iter().map(|(&k, &v)| (k, -v)).collect();
        Self {
            total: -self.total,
            volunteers: -self.volunteers,
            splits: negate(&self.splits),
            marks: negate(&self.marks),
        }
    }

    /// Whether every amount and the number of categories are within their limits.
    pub fn within_limits(&self) -> bool {
        let amounts = [self.total, self.volunteers];
        let categories = self.splits.values().chain(self.marks.values());
        self.splits.len() <= Self::MAX_CATEGORIES
            && self.marks.len() <= Self::MAX_CATEGORIES
            && amounts.iter().chain(categories).all(|n| n.unsigned_abs() <= Self::MAX_PERSONS as u32)
    }
}
