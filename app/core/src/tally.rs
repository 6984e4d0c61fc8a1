//! A tally: the names-free count of one target.
//!
//! Only differences are ever written. A typed number travels as its difference *and* as the
//! stated total, so that two people who both typed are seen as two counts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::id::{CategoryId, Dot, Position, SignUpId};
use crate::register::{Edit, Written};
use crate::sign_up::{Came, Listed, SignUp, Withdraw};
use crate::target::Target;

mod contest;
mod correction;
mod delta;
mod estimate;

pub use contest::Contest;
pub use correction::Correction;
pub use delta::Delta;
pub use estimate::Guess;

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
    /// Why an earlier number was wrong, if this corrects one.
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Correction>,
}

impl Count {
    /// A count of so many, on the day itself.
    pub fn new(target: Target, delta: Delta) -> Self {
        Self { target, delta, stated: None, entered: None, about: false, reason: None }
    }
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

/// A number that somebody typed: the total, or that of one split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The number, in persons.
    #[serde(rename = "n")]
    pub total: u32,
    /// The log position that the person saw.
    #[serde(rename = "b")]
    pub base: Position,
    /// The split whose number it is; the total of all if there is none.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub split: Option<CategoryId>,
}

impl Statement {
    /// A typed total.
    pub fn of_all(total: u32, base: Position) -> Self {
        Self { total, base, split: None }
    }
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
    /// Those of the estimates that can be taken back without touching the number.
    #[serde(rename = "e", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub guesses: BTreeSet<Guess>,
    /// Totals that people typed without having seen each other's.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Written<u32>>,
    /// Numbers of single splits that people typed without having seen each other's.
    #[serde(rename = "q", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub split_stated: BTreeMap<CategoryId, Vec<Written<u32>>>,
    /// Counts that have been taken back; a second undo of one does nothing.
    #[serde(rename = "u", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub undone: BTreeSet<Dot>,
    /// Sign-ups, without their names.
    #[serde(rename = "g", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub list: BTreeMap<SignUpId, Listed>,
}

fn is_nought(number: &i64) -> bool {
    *number == 0
}

impl Tally {
    /// Whether somebody has counted; zero visitors can have been counted.
    pub fn is_counted(&self) -> bool {
        self.counts > 0
    }

    /// Whether what was counted is an estimate, as long as somebody says so.
    pub fn is_estimate(&self) -> bool {
        self.is_counted() && self.about > 0
    }

    /// Visitors nobody put into a split.
    pub fn unstated(&self) -> i64 {
        self.total - self.splits.values().sum::<i64>()
    }

    /// Visitors of one split.
    pub fn split(&self, category: CategoryId) -> i64 {
        self.splits.get(&category).copied().unwrap_or_default()
    }

    /// Visitors with a mark: never more than there are visitors, also after visitors were taken
    /// back.
    pub fn mark(&self, category: CategoryId) -> i64 {
        self.marks.get(&category).copied().unwrap_or_default().min(self.total).max(0)
    }

    /// Adds what another target's counts come to, where the two are shown as one. What people typed
    /// and what they took back stays with each.
    pub fn join(&mut self, other: &Self) {
        self.total += other.total;
        self.volunteers += other.volunteers;
        self.counts += other.counts;
        self.late += other.late;
        self.about += other.about;
        for (category, persons) in &other.splits {
            *self.splits.entry(*category).or_default() += persons;
        }
        for category in other.marks.keys() {
            *self.marks.entry(*category).or_default() += other.mark(*category);
        }
    }

    /// Takes in a count, in log order.
    pub fn count(&mut self, count: &Count, edit: Edit) {
        self.add(&count.delta, 1);
        self.counts += i64::from(count.delta.counts_visitors());
        self.late += i64::from(count.entered.is_some());
        self.about += i64::from(count.about);
        if count.only_estimates() {
            self.guesses.insert(Guess { dot: edit.dot, late: count.entered.is_some() });
        }
        if let Some(statement) = count.stated {
            self.state(statement, edit);
        }
    }

    /// Takes in an undo; a second one of the same count changes nothing.
    pub fn undo(&mut self, undo: &Undo) {
        if self.undone.insert(undo.undone) {
            self.add(&undo.delta, -1);
            self.counts -= i64::from(undo.delta.counts_visitors());
            self.late -= i64::from(undo.late);
            self.about -= i64::from(undo.about);
            self.guesses.retain(|guess| guess.dot != undo.undone);
            self.take_back(undo.undone);
        }
    }

    /// Takes in a sign-up, in log order.
    pub fn sign_up(&mut self, sign_up: &SignUp, sealed: Option<Digest>, edit: Edit) {
        self.list.entry(sign_up.id).or_default().sign_up(sign_up, sealed, edit);
    }

    /// Takes in a withdrawal, in log order. Who came has come all the same.
    pub fn withdraw(&mut self, withdraw: &Withdraw, edit: Edit) {
        self.list.entry(withdraw.id).or_default().on.remove(edit);
    }

    /// Takes in a tick, in log order. Whoever is ticked is in the total once, however many tick.
    pub fn came(&mut self, came: &Came, edit: Edit) {
        let ticks = &mut self.list.entry(came.id).or_default().came;
        let before = i64::from(ticks.persons());
        match came.persons {
            0 => ticks.remove(edit),
            persons => ticks.add(persons, edit),
        }
        let after = i64::from(ticks.persons());
        self.total += after - before;
        self.counts += i64::from(after > 0) - i64::from(before > 0);
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
