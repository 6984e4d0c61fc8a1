//! Who wrote what when, in columns.

use super::columns::{Reader, Writer};
use crate::id::{Dot, ReplicaId};
use crate::register::Edit;

/// Writes edits: what each had seen, counted back from its own position, then position, writer,
/// writer's number and clamped clock.
pub fn write(edits: &[Edit], to: &mut Writer) {
    let all = || edits.iter();
    let writers: Vec<i64> = all().map(|edit| to.id(edit.dot.replica.0)).collect();
    to.column(all().map(|edit| edit.position.wrapping_sub(edit.base) as i64));
    to.differences(all().map(|edit| edit.position as i64));
    to.runs(writers);
    to.differences(all().map(|edit| edit.dot.seq as i64));
    to.differences(all().map(|edit| edit.clamped_at));
}

/// Reads edits.
pub fn read(from: &mut Reader<'_>) -> Option<Vec<Edit>> {
    let behind = from.column()?;
    let rows = behind.len();
    let (position, writer) = (from.differences(rows)?, from.runs(rows)?);
    let (seq, at) = (from.differences(rows)?, from.differences(rows)?);
    let mut edits = Vec::with_capacity(rows);
    for row in 0..rows {
        let dot = Dot { replica: ReplicaId(from.id(writer[row])?), seq: seq[row] as u64 };
        let position = position[row] as u64;
        let base = position.wrapping_sub(behind[row] as u64);
        edits.push(Edit { dot, position, base, clamped_at: at[row] });
    }
    Some(edits)
}
