//! Tells the person what is being done, how far it has come and how long it took.

use std::time::Instant;

use anyhow::{Context, Result};

/// A known number of steps, announced one by one: `3/6 optimising the bundle … 12 s`.
pub struct Steps {
    total: usize,
    begun: usize,
}

/// What became of a step.
pub enum Outcome {
    /// Work was done.
    Done,
    /// The result of an earlier run still holds.
    Unchanged,
}

impl Steps {
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Runs one step. Programs it starts may write to the terminal in between, so the result
    /// stands on a line of its own.
    pub fn run(&mut self, what: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        self.begun += 1;
        let place = format!("{}/{}", self.begun, self.total);
        println!("{place} {what} …");
        let begun = Instant::now();
        match work().with_context(|| format!("step {place}: {what}"))? {
            Outcome::Done => println!("{place} {what} … {:.1} s", begun.elapsed().as_secs_f32()),
            Outcome::Unchanged => println!("{place} {what} … unchanged"),
        }
        Ok(())
    }
}
