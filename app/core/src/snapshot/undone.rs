//! Counts that were taken back, in columns.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::column::{Runs, index_of, pick};
use crate::id::{Dot, ReplicaId};

/// Which counts of each row of a page were taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// How many each row has.
    #[serde(rename = "r")]
    per_row: Runs,
    #[serde(rename = "w")]
    writer: Runs,
    /// Writer's number, as the difference to the one before.
    #[serde(rename = "s")]
    seq: Vec<i64>,
}

impl Undone {
    pub fn is_empty(&self) -> bool {
        self.seq.is_empty()
    }

    pub fn of<'a>(rows: impl Iterator<Item = &'a BTreeSet<Dot>>, writers: &mut Vec<ReplicaId>) -> Self {
        let mut undone = Self::default();
        let mut last = 0i64;
        for row in rows {
            undone.per_row.push(row.len() as i64);
            for dot in row {
                undone.writer.push(index_of(writers, dot.replica));
                undone.seq.push((dot.seq as i64).wrapping_sub(last));
                last = dot.seq as i64;
            }
        }
        undone
    }

    /// Adds them to the rows; `None` if the columns do not fit.
    pub fn add_to<'a>(
        &self,
        writers: &[ReplicaId],
        rows: impl ExactSizeIterator<Item = &'a mut BTreeSet<Dot>>,
    ) -> Option<()> {
        if self.is_empty() {
            return Some(());
        }
        let writer = self.writer.read(self.seq.len())?;
        let mut cells = writer.into_iter().zip(&self.seq);
        let mut last = 0i64;
        for (count, row) in self.per_row.read(rows.len())?.into_iter().zip(rows) {
            for _ in 0..count {
                let (writer, seq) = cells.next()?;
                last = last.wrapping_add(*seq);
                row.insert(Dot { replica: *pick(writers, writer)?, seq: last as u64 });
            }
        }
        cells.next().is_none().then_some(())
    }
}
