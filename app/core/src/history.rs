//! How a number came about: what was counted, corrected and taken back, in the order of the log.
//!
//! Taps that follow each other are one line, as a person remembers them. Says nothing of who it was.

use jiff::civil::Date;

use crate::change::{Authored, Body};
use crate::id::{Dot, Millis};
use crate::tally::{Correction, Count, Delta, Statement};
use crate::target::Target;

/// Taps with a longer pause between them are two lines, in milliseconds (30 minutes).
pub const PAUSE_MAX_MS: Millis = 30 * 60 * 1000;

/// Something that was counted, or some taps of one tablet in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The first of its counts.
    pub first: Dot,
    /// When it was made, by the clock of the tablet.
    pub from: Millis,
    /// When the last of its counts was made.
    pub until: Millis,
    /// All of them together.
    pub delta: Delta,
    /// The number that was typed.
    pub stated: Option<Statement>,
    /// Why it was corrected.
    pub reason: Option<Correction>,
    /// Whether it said that the number is an estimate.
    pub about: bool,
    /// The day on which it was entered, if that was another one.
    pub entered: Option<Date>,
    /// When it was taken back.
    pub undone_at: Option<Millis>,
}

/// How the number of a target came about, as far as these changes tell, oldest first.
pub fn history<'a>(changes: impl IntoIterator<Item = &'a Authored>, target: Target) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for Authored { change, .. } in changes {
        match change.body.read() {
            Ok(Body::Count(count)) if count.target == target => {
                lines.push(line(change.dot, change.at, count));
            }
            Ok(Body::Undo(undo)) if undo.target == target => {
                let undone = lines.iter_mut().rfind(|line| line.first == undo.undone);
                if let Some(line) = undone {
                    line.undone_at.get_or_insert(change.at);
                }
            }
            _ => {}
        }
    }
    together(lines)
}

fn line(first: Dot, at: Millis, count: Count) -> Line {
    let Count { delta, stated, entered, about, reason, .. } = count;
    Line { first, from: at, until: at, delta, stated, reason, about, entered, undone_at: None }
}

fn together(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.goes_on_with(&line) => {
                row.delta = row.delta.plus(&line.delta);
                row.until = line.until;
            }
            _ => rows.push(line),
        }
    }
    rows
}

impl Line {
    /// Whether a tap is one of those that this line tells of.
    fn goes_on_with(&self, next: &Self) -> bool {
        let pause = next.from.saturating_sub(self.until);
        self.is_taps()
            && next.is_taps()
            && (0..=PAUSE_MAX_MS).contains(&pause)
            && self.first.replica == next.first.replica
            && self.entered == next.entered
    }

    /// Whether it is only visitors more or fewer: no typed number, no correction, nothing undone.
    fn is_taps(&self) -> bool {
        let plain = self.stated.is_none() && self.reason.is_none() && !self.about;
        plain && self.undone_at.is_none() && self.delta != Delta::default()
    }
}
