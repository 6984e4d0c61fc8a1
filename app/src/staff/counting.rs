//! From what a person presses to the change that says it.

use jiff::civil::Date;
use samvaro_core::change::Body;
use samvaro_core::tally::{Count, Delta, Statement};
use samvaro_core::target::Target;

use crate::browser::{clock, tablet};

/// What is counted, and the day it was on (a moved occurrence keeps its first date as its name).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What is counted.
    pub target: Target,
    /// The day it is on.
    pub held_on: Date,
}

impl Counted {
    /// Some visitors more.
    pub fn add(self, persons: i32) {
        self.write(Delta::visitors(persons), None, false);
    }

    /// Counted, and nobody came.
    pub fn nobody(self) {
        self.add(0);
    }

    /// The number is an estimate: a count of nothing that says so, and that can be taken back
    /// without touching the number.
    pub fn estimate(self) {
        self.write(Delta::default(), None, true);
    }

    /// A number that somebody typed: stored as the difference to what they saw, and as stated.
    pub fn state(self, total: u32, seen: i64) {
        let difference = i64::from(total) - seen;
        let delta = Delta::visitors(i32::try_from(difference).unwrap_or(0));
        self.write(delta, Some(Statement::of_all(total, tablet::base())), false);
    }

    fn write(self, delta: Delta, stated: Option<Statement>, about: bool) {
        let today = clock::wall(clock::now_ms()).date();
        let entered = (self.held_on != today).then_some(today);
        tablet::author(Body::Count(Count { stated, entered, about, ..Count::new(self.target, delta) }));
    }
}
