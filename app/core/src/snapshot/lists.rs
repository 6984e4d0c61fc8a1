//! Sign-ups in columns, without names: behind the tallies of their month.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::columns::{Reader, Writer};
use super::month::{cells, read_numbers, write_numbers};
use crate::digest::Digest;
use crate::id::{Dot, ReplicaId, SignUpId};
use crate::sign_up::{AddWins, Listed};

type List = BTreeMap<SignUpId, Listed>;

/// Stands for "there is none" where a column holds the number of an id.
const NONE: i64 = -1;

/// Writes the lists of all rows.
pub fn write<'a>(rows: impl Iterator<Item = &'a List>, to: &mut Writer) {
    let rows: Vec<&List> = rows.collect();
    let cells = || rows.iter().flat_map(|list| list.iter());
    let ids: Vec<i64> = cells().map(|(id, _)| to.id(id.0)).collect();
    let seals: Vec<(i64, i64)> = cells().map(|(_, listed)| seal(listed.sealed, to)).collect();
    let since = || cells().map(|(_, listed)| listed.since);
    let writers: Vec<i64> =
        since().map(|since| since.map_or(NONE, |(_, dot)| to.id(dot.replica.0))).collect();
    to.runs(rows.iter().map(|list| list.len() as i64));
    to.column(ids);
    to.runs(cells().map(|(_, listed)| i64::from(listed.persons)));
    to.runs(cells().map(|(_, listed)| i64::from(listed.late)));
    to.runs(writers);
    to.column(since().map(|since| since.map_or(0, |(position, _)| position as i64)));
    to.column(since().map(|since| since.map_or(0, |(_, dot)| dot.seq as i64)));
    to.column(seals.iter().map(|(first, _)| *first));
    to.column(seals.iter().map(|(_, second)| *second));
    write_numbers(&cells().map(|(_, listed)| &listed.on.0[..]).collect::<Vec<_>>(), to);
    write_numbers(&cells().map(|(_, listed)| &listed.came.0[..]).collect::<Vec<_>>(), to);
}

/// A seal is as long as two ids.
fn seal(sealed: Option<Digest>, to: &mut Writer) -> (i64, i64) {
    let Some(Digest(bytes)) = sealed else { return (NONE, NONE) };
    let (first, second) = bytes.split_at(Digest::BYTES / 2);
    let mut half = |bytes: &[u8]| Uuid::from_slice(bytes).map_or(NONE, |id| to.id(id));
    (half(first), half(second))
}

/// Reads the lists of all rows; `None` if the columns do not fit.
pub fn read<'a>(from: &mut Reader<'_>, rows: impl ExactSizeIterator<Item = &'a mut List>) -> Option<()> {
    let per_row = from.runs(rows.len())?;
    let count = cells(&per_row)?;
    let mut all = read_all(from, count)?.into_iter();
    for (list, count) in rows.zip(per_row) {
        for _ in 0..count {
            let (id, listed) = all.next()?;
            list.insert(id, listed).is_none().then_some(())?;
        }
    }
    Some(())
}

fn read_all(from: &mut Reader<'_>, count: usize) -> Option<Vec<(SignUpId, Listed)>> {
    let of_all = |column: &&[i64]| column.len() == count;
    let id = from.column().filter(of_all)?;
    let (persons, late, writer) = (from.runs(count)?, from.runs(count)?, from.runs(count)?);
    let (position, seq) = (from.column().filter(of_all)?, from.column().filter(of_all)?);
    let (first, second) = (from.column().filter(of_all)?, from.column().filter(of_all)?);
    let (mut on, mut came) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    read_numbers(from, on.iter_mut())?;
    read_numbers(from, came.iter_mut())?;
    let mut all = Vec::with_capacity(count);
    for (row, (on, came)) in on.into_iter().zip(came).enumerate() {
        let since = match writer[row] {
            NONE => None,
            writer => {
                let dot = Dot { replica: ReplicaId(from.id(writer)?), seq: seq[row] as u64 };
                Some((position[row] as u64, dot))
            }
        };
        let sealed = match first[row] {
            NONE => None,
            first => Some(read_seal(from.id(first)?, from.id(second[row])?)?),
        };
        let listed = Listed {
            persons: persons[row].try_into().ok()?,
            since,
            sealed,
            late: late[row] == 1,
            on: AddWins(on),
            came: AddWins(came),
        };
        all.push((SignUpId(from.id(id[row])?), listed));
    }
    Some(all)
}

fn read_seal(first: Uuid, second: Uuid) -> Option<Digest> {
    Digest::from_slice(&[first.as_bytes().as_slice(), second.as_bytes()].concat())
}
