//! Leaves out, while a backup is restored, what has been erased since: those bytes never reach the
//! restored database, not even for a moment.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Cell, Table};
use crate::store::Erasure;

/// A change, by whose it is, who wrote it and its number.
type Change = (Vec<u8>, Vec<u8>, i64);

/// What has been erased, and where the backup has it. Sees every row of the tables in their order.
pub struct Erased {
    erased: BTreeSet<Change>,
    owners: BTreeMap<Vec<u8>, Vec<u8>>,
    entries: BTreeSet<(Vec<u8>, i64)>,
}

impl Erased {
    /// Leaves out what these erasures name.
    pub fn new(erasures: &[Erasure]) -> Self {
        let bytes = |id: Uuid| id.as_bytes().to_vec();
        let change = |erasure: &Erasure| {
            let seq = i64::try_from(erasure.change.seq).unwrap_or(i64::MAX);
            (bytes(erasure.organisation.0), bytes(erasure.change.replica.0), seq)
        };
        let erased = erasures.iter().map(change).collect();
        Self { erased, owners: BTreeMap::new(), entries: BTreeSet::new() }
    }

    /// Whether a row is brought back.
    pub fn keeps(&mut self, table: &Table, row: &[Cell]) -> bool {
        let id = |column: usize| row[column].bytes().to_vec();
        match table.name {
            "log" => {
                self.owners.insert(id(0), id(1));
            }
            "change" => {
                let organisation = self.owners.get(row[0].bytes()).cloned().unwrap_or_default();
                if self.erased.contains(&(organisation, id(2), row[3].number())) {
                    self.entries.insert((id(0), row[1].number()));
                }
            }
            "change_personal" => return !self.entries.contains(&(id(0), row[1].number())),
            "refused_personal" => return !self.erased.contains(&(id(0), id(1), row[2].number())),
            _ => {}
        }
        true
    }
}
