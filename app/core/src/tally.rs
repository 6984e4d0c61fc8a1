//! A tally: the names-free count of one target.
//!
//! Only differences are ever written. A typed number travels as its difference *and* as the
//! stated total, so that two people who both typed are seen as two counts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{CategoryId, Dot, Position};
use crate::register::{Edit, Written};
use crate::target::Target;

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

/// Someone counted: one tap, a quick +5, a typed number, or "nobody came".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What was counted.
    #[serde(rename = "t")]
    pub target: Target,
    /// The difference. An empty difference says "counted: zero".
    #[serde(rename = "d", default)]
    pub delta: Delta,
    /// The total that the person typed, if they typed one.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Statement>,
    /// The local date on which it was entered, if that was not the counted date: a late entry.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none", with = "crate::iso")]
    pub entered: Option<Date>,
    /// Whether the number is an estimate.
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
}

/// A count taken back. It names the count and repeats its amounts, and works once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The change taken back.
    #[serde(rename = "u")]
    pub undone: Dot,
    /// What was counted, as the undone change says.
    #[serde(rename = "t")]
    pub target: Target,
    /// The amounts of the undone change, not negated.
    #[serde(rename = "d", default)]
    pub delta: Delta,
    /// Whether the undone change was a late entry.
    #[serde(rename = "l", default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// Whether the undone change was an estimate.
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
}

impl Undo {
    /// Takes back `count`, which the change `undone` carried.
    pub fn of(undone: Dot, count: &Count) -> Self {
        Self {
            undone,
            target: count.target,
            delta: count.delta.clone(),
            late: count.entered.is_some(),
            about: count.about,
        }
    }

    /// Whether this takes back exactly `count`.
    pub fn mirrors(&self, count: &Count) -> bool {
        *self == Self::of(self.undone, count)
    }
}

/// A total that somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The total, in persons.
    #[serde(rename = "n")]
    pub total: u32,
    /// The log position that the person saw.
    #[serde(rename = "b")]
    pub base: Position,
}

/// What all counts of one target add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Visitors; can be negative only if people corrected past each other.
    #[serde(rename = "n", default, skip_serializing_if = "is_nought")]
    pub total: i64,
    /// Volunteers and hosts.
    #[serde(rename = "v", default, skip_serializing_if = "is_nought")]
    pub volunteers: i64,
    /// Parts of the total.
    #[serde(rename = "p", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub splits: BTreeMap<CategoryId, i64>,
    /// Marks beside the total.
    #[serde(rename = "m", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<CategoryId, i64>,
    /// How many counts stand (counts less undone ones): 0 is "not counted", which is not zero.
    #[serde(rename = "c", default)]
    pub counts: i64,
    /// Counts entered on a later day than the one they are about.
    #[serde(rename = "l", default, skip_serializing_if = "is_nought")]
    pub late: i64,
    /// Whether some standing count is an estimate.
    #[serde(rename = "a", default, skip_serializing_if = "is_nought")]
    pub about: i64,
    /// Totals that people typed without having seen each other's.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Written<u32>>,
    /// Counts that have been taken back; a second undo of one does nothing.
    #[serde(rename = "u", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub undone: BTreeSet<Dot>,
}

fn is_nought(number: &i64) -> bool {
    *number == 0
}

impl Tally {
    /// Whether somebody has counted; zero visitors can have been counted.
    pub fn is_counted(&self) -> bool {
        self.counts > 0
    }

    /// Visitors nobody put into a split.
    pub fn unstated(&self) -> i64 {
        self.total - self.splits.values().sum::<i64>()
    }

    /// Whether people typed different totals without having seen each other's.
    pub fn is_contested(&self) -> bool {
        self.stated.windows(2).any(|pair| pair[0].value != pair[1].value)
    }

    /// Takes in a count, in log order.
    pub fn count(&mut self, count: &Count, edit: Edit) {
        self.add(&count.delta, 1);
        self.counts += 1;
        self.late += i64::from(count.entered.is_some());
        self.about += i64::from(count.about);
        if let Some(statement) = count.stated {
            self.stated.retain(|stated| !edit.saw(&stated.edit));
            self.stated.push(Written { value: statement.total, edit });
        }
    }

    /// Takes in an undo; a second one of the same count changes nothing.
    pub fn undo(&mut self, undo: &Undo) {
        if self.undone.insert(undo.undone) {
            self.add(&undo.delta, -1);
            self.counts -= 1;
            self.late -= i64::from(undo.late);
            self.about -= i64::from(undo.about);
            self.stated.retain(|stated| stated.edit.dot != undo.undone);
        }
    }

    fn add(&mut self, delta: &Delta, sign: i64) {
        self.total += sign * i64::from(delta.total);
        self.volunteers += sign * i64::from(delta.volunteers);
        for (&category, &amount) in &delta.splits {
            *self.splits.entry(category).or_default() += sign * i64::from(amount);
        }
        for (&category, &amount) in &delta.marks {
            *self.marks.entry(category).or_default() += sign * i64::from(amount);
        }
    }
}
