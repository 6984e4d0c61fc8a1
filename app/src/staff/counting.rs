//! From what a person presses to the change that says it.

use jiff::civil::Date;
use samvaro_core::change::Body;
use samvaro_core::id::CategoryId;
use samvaro_core::tally::{Correction, Count, Delta, Statement, Tally};
use samvaro_core::target::Target;

use crate::browser::{clock, tablet};

/// A number of visitors as it is shown. Two who each typed the whole number can have taken away more
/// than there was: until one of them is chosen, that is no number.
pub fn visitors(total: i64) -> String {
    if total < 0 { say!(staff::count::NO_NUMBER).to_owned() } else { say!(number)(total) }
}

/// What is counted, and the day it was on (a moved occurrence keeps its first date as its name).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What is counted.
    pub target: Target,
    /// The day it is on.
    pub held_on: Date,
}

/// Which of a tally's numbers is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everybody.
    All,
    /// Those of one split.
    Split(CategoryId),
    /// Those with a mark.
    Mark(CategoryId),
}

impl Part {
    /// The number as it adds up, which a typed one differs from.
    pub fn of(self, tally: &Tally) -> i64 {
        match self {
            Self::All => tally.total,
            Self::Split(category) => tally.split(category),
            Self::Mark(category) => tally.marks.get(&category).copied().unwrap_or_default(),
        }
    }
}

impl Counted {
    /// Some more, or fewer.
    pub fn add(self, delta: Delta) {
        self.write(Count::new(self.target, delta));
    }

    /// Counted, and nobody came.
    pub fn nobody(self) {
        self.add(Delta::default());
    }

    /// The number is an estimate: a count of nothing that says so, and that can be taken back
    /// without touching the number.
    pub fn estimate(self) {
        self.write(Count { about: true, ..Count::new(self.target, Delta::default()) });
    }

    /// A number that somebody typed: stored as the difference to what they saw, and as stated.
    pub fn state(self, part: Part, total: u32, seen: i64, reason: Option<Correction>) {
        let difference = i32::try_from(i64::from(total) - seen).unwrap_or(0);
        let stated = |split| Some(Statement { total, base: tablet::base(), split });
        let (delta, stated) = match part {
            Part::All => (Delta::visitors(difference), stated(None)),
            Part::Split(category) => (Delta::split(category, difference), stated(Some(category))),
            Part::Mark(category) => (Delta::mark(category, difference), None),
        };
        self.write(Count { stated, reason, ..Count::new(self.target, delta) });
    }

    fn write(self, count: Count) {
        let today = clock::wall(clock::now_ms()).date();
        let entered = (self.held_on != today).then_some(today);
        tablet::author(Body::Count(Count { entered, ..count }));
    }
}
