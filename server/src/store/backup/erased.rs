//! Leaves out, while a backup is restored, what has been erased since: those bytes never reach the
//! restored database, not even for a moment.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::Change;
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, OrganisationId, ReplicaId};
use uuid::Uuid;

use super::{Cell, Table};
use crate::store::{Erasable, Erasure};

/// What has been erased, and where the backup has it. Sees every row of the tables in their order.
pub struct Erased {
    erased: BTreeSet<(OrganisationId, Erasable)>,
    owners: BTreeMap<Vec<u8>, OrganisationId>,
    /// Entries, by log and position.
    entries: BTreeSet<(Vec<u8>, i64)>,
    /// What the backup's own logs say was erased: every tablet hears of that.
    pub told: BTreeSet<(OrganisationId, Erasable)>,
    /// Refused changes, by organisation, replica and number.
    refused: BTreeSet<(Vec<u8>, Vec<u8>, i64)>,
}

impl Erased {
    /// Leaves out what these erasures name.
    pub fn new(erasures: &[Erasure]) -> Self {
        let erased = erasures.iter().map(Erasure::key).collect();
        let (owners, entries, refused) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        Self { erased, owners, entries, told: BTreeSet::new(), refused }
    }

    /// Whether a row is brought back.
    pub fn keeps(&mut self, table: &Table, row: &[Cell]) -> bool {
        let bytes = |column: usize| row[column].bytes().to_vec();
        match table.name {
            "log" => {
                self.owners.extend(organisation(&row[1]).map(|owner| (bytes(0), owner)));
            }
            "change" => {
                let owner = self.owners.get(row[0].bytes()).copied();
                let sealed = Digest::from_slice(row[7].bytes());
                if owner.is_some_and(|owner| self.names(owner, dot(&row[2], &row[3]), sealed)) {
                    self.entries.insert((bytes(0), row[1].number()));
                }
            }
            "change_personal" => return !self.entries.contains(&(bytes(0), row[1].number())),
            "refused" => {
                let sealed = serde_json::from_str::<Change>(row[5].text()).ok().and_then(|it| it.sealed);
                let owner = organisation(&row[0]);
                if owner.is_some_and(|owner| self.names(owner, dot(&row[1], &row[2]), sealed)) {
                    self.refused.insert((bytes(0), bytes(1), row[2].number()));
                }
            }
            "erased_seal" => {
                let sealed = Digest::from_slice(row[1].bytes()).map(Erasable::Seal);
                self.told.extend(organisation(&row[0]).zip(sealed));
            }
            "refused_personal" => return !self.refused.contains(&(bytes(0), bytes(1), row[2].number())),
            "visitor_name" => {
                let (owner, sealed) = (organisation(&row[2]), Digest::from_slice(row[1].bytes()));
                return owner.is_none_or(|owner| !self.names(owner, None, sealed));
            }
            _ => {}
        }
        true
    }

    /// Whether the personal fields of a change were erased.
    fn names(&self, owner: OrganisationId, dot: Option<Dot>, sealed: Option<Digest>) -> bool {
        let of = dot.map(Erasable::Change).into_iter().chain(sealed.map(Erasable::Seal));
        of.into_iter().any(|of| self.erased.contains(&(owner, of)))
    }
}

fn organisation(cell: &Cell) -> Option<OrganisationId> {
    Uuid::from_slice(cell.bytes()).ok().map(OrganisationId)
}

fn dot(replica: &Cell, seq: &Cell) -> Option<Dot> {
    let replica = ReplicaId(Uuid::from_slice(replica.bytes()).ok()?);
    Some(Dot { replica, seq: seq.number().try_into().ok()? })
}
