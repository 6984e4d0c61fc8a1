//! Changes that stand in a log under another number than the one they are asked about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use samvaro_core::change::{Authored, Change};
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, LogId, OrganisationId, ReplicaId, Seq};
use samvaro_core::origin::Origin;

use super::bulk::Bulk;
use super::column::{self, signed, to_json};
use super::database::Connection;
use crate::store::Stored;

/// What was written anew, by where it was first written.
static WRITTEN_ANEW: Bulk = Bulk::new(
    "with wanted (organisation, replica, first, last) as (values",
    "(?, ?, ?, ?)",
    ") select o.organisation, o.replica, o.seq, o.digest from wanted w cross join origin o \
       where o.organisation = w.organisation and o.replica = w.replica \
       and o.seq between w.first and w.last",
);

/// What stands under its first number.
static ORIGINALS: Bulk = Bulk::new(
    "with wanted (organisation, replica, seq) as (values",
    "(?, ?, ?)",
    ") select l.organisation, c.log, c.replica, c.seq, c.at, c.body, c.sealed \
       from wanted w cross join change c cross join log l \
       where c.replica = w.replica and c.seq = w.seq and l.id = c.log and l.organisation = w.organisation",
);

static ADD_ORIGINS: Bulk = Bulk::new(
    "insert into origin (organisation, replica, seq, digest) values",
    "(?, ?, ?, ?)",
    "on conflict (organisation, replica, seq, digest) do nothing",
);

static ADD_ELSEWHERE: Bulk = Bulk::new(
    "insert into elsewhere (organisation, replica, seq, change) values",
    "(?, ?, ?, ?)",
    "on conflict (organisation, replica, seq) do nothing",
);

/// Changes that are asked about.
pub(super) struct Asked<'a> {
    /// Whose.
    pub organisation: OrganisationId,
    /// The changes, of one replica.
    pub changes: &'a [Authored],
    /// Where those were first written that say so.
    pub origins: &'a BTreeMap<Dot, Origin>,
}

/// What the logs hold of the changes that were asked about.
#[derive(Default)]
pub(super) struct Origins {
    anew: HashMap<(OrganisationId, Dot), BTreeSet<Digest>>,
    /// Nothing where the first number is not used, or not yet.
    originals: HashMap<(OrganisationId, Dot), Option<Digest>>,
}

impl Origins {
    /// Looks up what the logs hold: one question for everybody, and a second one if anything was
    /// written anew.
    pub async fn load(connection: &mut Connection, asked: &[Asked<'_>]) -> Stored<Self> {
        let mut origins = Self::default();
        let wanted: Vec<_> = asked.iter().flat_map(numbers).collect();
        let rows = WRITTEN_ANEW
            .fetch(connection, &wanted, |query, (organisation, replica, (first, last))| {
                query
                    .bind(organisation.0.as_bytes().to_vec())
                    .bind(replica.0.as_bytes().to_vec())
                    .bind(signed(*first))
                    .bind(signed(*last))
            })
            .await?;
        for row in &rows {
            let organisation = OrganisationId(column::uuid(row, 0)?);
            let dot = Dot { replica: ReplicaId(column::uuid(row, 1)?), seq: column::number(row, 2)? };
            origins.anew.entry((organisation, dot)).or_default().insert(column::digest(row, 3)?);
        }
        for Asked { organisation, origins: first, .. } in asked {
            origins.originals.extend(first.values().map(|origin| ((*organisation, origin.dot()), None)));
        }
        origins.load_originals(connection).await?;
        Ok(origins)
    }

    async fn load_originals(&mut self, connection: &mut Connection) -> Stored<()> {
        let wanted: Vec<_> = self.originals.keys().copied().collect();
        let rows = ORIGINALS
            .fetch(connection, &wanted, |query, (organisation, dot)| {
                query
                    .bind(organisation.0.as_bytes().to_vec())
                    .bind(dot.replica.0.as_bytes().to_vec())
                    .bind(signed(dot.seq))
            })
            .await?;
        for row in &rows {
            let change = column::change(row, 2, LogId(column::uuid(row, 1)?))?;
            self.note(OrganisationId(column::uuid(row, 0)?), &change, None);
        }
        Ok(())
    }

    /// Takes note of a change that has entered its log.
    pub fn note(&mut self, organisation: OrganisationId, change: &Change, origin: Option<&Origin>) {
        match (origin, self.originals.get_mut(&(organisation, change.dot))) {
            (Some(origin), _) => {
                self.anew.entry((organisation, origin.dot())).or_default().insert(origin.digest);
            }
            (None, Some(original)) => *original = Some(change.digest()),
            (None, None) => {}
        }
    }

    /// What of the changes the logs hold under other numbers, by the sums of the origins.
    pub fn held(&self, asked: &Asked<'_>) -> BTreeSet<Digest> {
        let held = asked.changes.iter().filter_map(|authored| self.held_as(asked, &authored.change));
        held.collect()
    }

    /// The sum by which the logs hold a change under another number.
    pub fn held_as(&self, asked: &Asked<'_>, change: &Change) -> Option<Digest> {
        let Some(origin) = asked.origins.get(&change.dot) else {
            let anew = self.anew.get(&(asked.organisation, change.dot))?;
            return Some(change.digest()).filter(|digest| anew.contains(digest));
        };
        let key = (asked.organisation, origin.dot());
        let original = self.originals.get(&key).copied().flatten();
        let anew = || self.anew.get(&key).is_some_and(|anew| anew.contains(&origin.digest));
        (original == Some(origin.digest) || anew()).then_some(origin.digest)
    }
}

/// The numbers that are asked about, from the first to the last of each writer.
fn numbers(asked: &Asked<'_>) -> impl Iterator<Item = (OrganisationId, ReplicaId, (Seq, Seq))> {
    let mut spans: BTreeMap<ReplicaId, (Seq, Seq)> = BTreeMap::new();
    let own = asked.changes.iter().map(|authored| authored.change.dot);
    for Dot { replica, seq } in own.chain(asked.origins.values().map(Origin::dot)) {
        let span = spans.entry(replica).or_insert((seq, seq));
        *span = (span.0.min(seq), span.1.max(seq));
    }
    let organisation = asked.organisation;
    spans.into_iter().map(move |(replica, span)| (organisation, replica, span))
}

/// Notes where entries that were written anew were first written.
pub(super) async fn add(connection: &mut Connection, origins: &[(OrganisationId, Origin)]) -> Stored<()> {
    ADD_ORIGINS
        .execute(connection, origins, |query, (organisation, origin)| {
            query
                .bind(organisation.0.as_bytes().to_vec())
                .bind(origin.replica.0.as_bytes().to_vec())
                .bind(signed(origin.seq))
                .bind(origin.digest.0.to_vec())
        })
        .await?;
    Ok(())
}

/// Keeps changes that stand in their logs under other numbers, by the numbers under which they came.
pub(super) async fn add_elsewhere(
    connection: &mut Connection,
    elsewhere: &[(OrganisationId, Change)],
) -> Stored<()> {
    let rows = elsewhere
        .iter()
        .map(|(organisation, change)| Ok((*organisation, change.dot, to_json(change)?)))
        .collect::<Stored<Vec<_>>>()?;
    ADD_ELSEWHERE
        .execute(connection, &rows, |query, (organisation, dot, change)| {
            query
                .bind(organisation.0.as_bytes().to_vec())
                .bind(dot.replica.0.as_bytes().to_vec())
                .bind(signed(dot.seq))
                .bind(change.clone())
        })
        .await?;
    Ok(())
}
