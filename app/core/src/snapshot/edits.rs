//! Who wrote what when, in columns.

use serde::{Deserialize, Serialize};

use crate::column::{Runs, index_of, pick};
use crate::id::{Dot, ReplicaId};
use crate::register::Edit;

/// Edits in columns; the writers stand in a dictionary of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    /// Index of the writer.
    #[serde(rename = "w")]
    writer: Runs,
    /// Writer's number, as the difference to the row before.
    #[serde(rename = "s")]
    seq: Runs,
    /// Position, as the difference to the row before.
    #[serde(rename = "p")]
    position: Runs,
    /// What the editor had seen, as the difference to the position.
    #[serde(rename = "b")]
    base: Vec<i64>,
    /// Clamped clock, as the difference to the row before.
    #[serde(rename = "a")]
    at: Runs,
}

impl Edits {
    /// These edits, in this order.
    pub fn of<'a>(edits: impl IntoIterator<Item = &'a Edit>, writers: &mut Vec<ReplicaId>) -> Self {
        let mut columns = Self::default();
        let mut last = (0i64, 0i64, 0i64);
        for &Edit { dot, position, base, clamped_at } in edits {
            let (seq, position) = (dot.seq as i64, position as i64);
            columns.writer.push(index_of(writers, dot.replica));
            columns.seq.push(seq.wrapping_sub(last.0));
            columns.position.push(position.wrapping_sub(last.1));
            columns.base.push(position.wrapping_sub(base as i64));
            columns.at.push(clamped_at.wrapping_sub(last.2));
            last = (seq, position, clamped_at);
        }
        columns
    }

    /// All rows; `None` if the columns do not fit.
    pub fn read(&self, writers: &[ReplicaId]) -> Option<Vec<Edit>> {
        let rows = self.base.len();
        let (writer, seq) = (self.writer.read(rows)?, self.seq.read(rows)?);
        let (position, at) = (self.position.read(rows)?, self.at.read(rows)?);
        let mut last = (0i64, 0i64, 0i64);
        let mut edits = Vec::with_capacity(rows);
        for row in 0..rows {
            last.0 = last.0.wrapping_add(seq[row]);
            last.1 = last.1.wrapping_add(position[row]);
            last.2 = last.2.wrapping_add(at[row]);
            edits.push(Edit {
                dot: Dot { replica: *pick(writers, writer[row])?, seq: last.0 as u64 },
                position: last.1 as u64,
                base: last.1.wrapping_sub(self.base[row]) as u64,
                clamped_at: last.2,
            });
        }
        Some(edits)
    }
}
