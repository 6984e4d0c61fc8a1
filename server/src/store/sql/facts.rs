//! What has to be known before the pushes of a group can be judged.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use samvaro_core::admission::{Facts, Known, signs_up};
use samvaro_core::change::{Authored, Body, BodyBytes, Change};
use samvaro_core::entry::Cursor;
use samvaro_core::id::{Dot, LogId, OrganisationId, ReplicaId, Seq};
use samvaro_core::tally::Count;
use sqlx::Row as _;
use uuid::Uuid;

use super::bulk::Bulk;
use super::column;
use super::database::{Connection, Row};
use super::group::written;
use super::origins::{Asked, Origins};
use super::programme;
use super::refused::ASIDE;
use crate::store::programmes::ProgrammeCache;
use crate::store::queue::Waiting;
use crate::store::{Owner, Push, ReplicaFacts, StoreError, Stored};

static REPLICAS: Bulk = Bulk::new(
    "with wanted (organisation, id) as (values",
    "(?, ?)",
    ") select r.organisation, r.id, r.owner_kind, r.owner, r.last_seq, r.first_seen, r.last_seen, r.skew_ms, \
       r.ahead_seq from wanted w cross join replica r where r.organisation = w.organisation and r.id = w.id",
);

static HEADS: Bulk = Bulk::new(
    "with wanted (id) as (values",
    "(?)",
    ") select l.id, l.organisation, l.epoch, l.position, l.chain \
       from wanted w cross join log l where l.id = w.id",
);

static UNDONE_ELSEWHERE: Bulk = Bulk::new(
    "with wanted (organisation, replica, seq) as (values",
    "(?, ?, ?)",
    ") select e.organisation, e.change from wanted w cross join elsewhere e \
       where e.organisation = w.organisation and e.replica = w.replica and e.seq = w.seq",
);

static UNDONE: Bulk = Bulk::new(
    "with wanted (replica, seq) as (values",
    "(?, ?)",
    ") select l.organisation, c.replica, c.seq, c.log, c.body \
       from wanted w cross join change c cross join log l \
       where c.replica = w.replica and c.seq = w.seq and l.id = c.log",
);

/// What is known about everything that a group of pushes touches. Judging a push moves the heads
/// on, for the next.
#[derive(Default)]
pub(super) struct GroupFacts {
    replicas: HashMap<(OrganisationId, ReplicaId), ReplicaFacts>,
    /// The highest number of each replica that came with a hole before it.
    ahead: HashMap<(OrganisationId, ReplicaId), Seq>,
    /// The ends of the logs, with whose they are.
    pub heads: HashMap<LogId, (OrganisationId, Cursor)>,
    undone: HashMap<(OrganisationId, Dot), (LogId, Count)>,
    /// Where a decision stands on a day by which visitors' names may be kept.
    names_decided: HashMap<(OrganisationId, Date), bool>,
    /// What the logs hold under other numbers. Judging a push adds to it, for the next.
    pub origins: Origins,
}

impl GroupFacts {
    /// Looks everything up.
    pub async fn load(
        connection: &mut Connection,
        cache: &ProgrammeCache,
        group: &[Waiting],
    ) -> Stored<Self> {
        let mut facts = Self::default();
        facts.load_replicas(connection, group).await?;
        facts.load_heads(connection, group).await?;
        facts.load_undone(connection, group).await?;
        facts.load_decisions(connection, cache, group).await?;
        facts.load_undone_elsewhere(connection, group).await?;
        let asked: Vec<_> = group.iter().map(asked).collect();
        facts.origins = Origins::load(connection, &asked).await?;
        Ok(facts)
    }

    async fn load_replicas(&mut self, connection: &mut Connection, group: &[Waiting]) -> Stored<()> {
        let wanted: Vec<_> = group.iter().map(|w| (w.push.organisation, w.push.replica)).collect();
        let rows = REPLICAS
            .fetch(connection, &wanted, |query, (organisation, replica)| {
                query.bind(organisation.0.as_bytes().to_vec()).bind(replica.0.as_bytes().to_vec())
            })
            .await?;
        for row in &rows {
            let key = (OrganisationId(column::uuid(row, 0)?), ReplicaId(column::uuid(row, 1)?));
            self.replicas.insert(key, replica(row, 2)?);
            self.ahead.insert(key, column::number(row, 8)?);
        }
        Ok(())
    }

    async fn load_heads(&mut self, connection: &mut Connection, group: &[Waiting]) -> Stored<()> {
        let wanted: Vec<LogId> = written(group).into_iter().collect();
        let rows =
            HEADS.fetch(connection, &wanted, |query, log| query.bind(log.0.as_bytes().to_vec())).await?;
        for row in &rows {
            let log = LogId(column::uuid(row, 0)?);
            self.heads.insert(log, (OrganisationId(column::uuid(row, 1)?), cursor(row, 2)?));
        }
        Ok(())
    }

    async fn load_undone(&mut self, connection: &mut Connection, group: &[Waiting]) -> Stored<()> {
        let dots = group.iter().flat_map(|w| w.touched.undone.iter().copied());
        let wanted: Vec<Dot> = dots.collect::<BTreeSet<_>>().into_iter().collect();
        let rows = UNDONE
            .fetch(connection, &wanted, |query, dot| {
                query.bind(dot.replica.0.as_bytes().to_vec()).bind(column::signed(dot.seq))
            })
            .await?;
        for row in &rows {
            let dot = Dot { replica: ReplicaId(column::uuid(row, 1)?), seq: column::number(row, 2)? };
            let body = BodyBytes::from_json(row.try_get(4)?).map_err(|error| StoreError::corrupt(error.0))?;
            if let Ok(Body::Count(count)) = body.read() {
                let organisation = OrganisationId(column::uuid(row, 0)?);
                self.undone.insert((organisation, dot), (LogId(column::uuid(row, 3)?), count));
            }
        }
        Ok(())
    }

    /// Asked for the few pushes that sign somebody up.
    async fn load_decisions(
        &mut self,
        connection: &mut Connection,
        cache: &ProgrammeCache,
        group: &[Waiting],
    ) -> Stored<()> {
        for Waiting { push, .. } in group.iter().filter(|waiting| signs_up(&waiting.push.changes)) {
            let shared = programme::current(connection, cache, push.organisation.log()).await?;
            let decided = shared.programme.shared().sign_ups_on(push.today).is_some();
            self.names_decided.insert((push.organisation, push.today), decided);
        }
        Ok(())
    }

    /// Counts that stand in their log under another number than the one by which they are taken back.
    async fn load_undone_elsewhere(&mut self, connection: &mut Connection, group: &[Waiting]) -> Stored<()> {
        let dots = group.iter().flat_map(|w| w.touched.undone.iter().map(|dot| (w.push.organisation, *dot)));
        let wanted: BTreeSet<_> = dots.filter(|key| !self.undone.contains_key(key)).collect();
        let wanted: Vec<_> = wanted.into_iter().collect();
        let rows = UNDONE_ELSEWHERE
            .fetch(connection, &wanted, |query, (organisation, dot)| {
                query
                    .bind(organisation.0.as_bytes().to_vec())
                    .bind(dot.replica.0.as_bytes().to_vec())
                    .bind(column::signed(dot.seq))
            })
            .await?;
        for row in &rows {
            let change: Change = column::json(row.try_get(1)?)?;
            if let Ok(Body::Count(count)) = change.body.read() {
                let organisation = OrganisationId(column::uuid(row, 0)?);
                self.undone.insert((organisation, change.dot), (change.log, count));
            }
        }
        Ok(())
    }

    /// What is known of the replica of a push.
    pub fn replica(&self, push: &Push) -> Option<&ReplicaFacts> {
        self.replicas.get(&(push.organisation, push.replica))
    }

    /// The facts that the core judges a push by.
    pub async fn of(&self, connection: &mut Connection, waiting: &Waiting) -> Stored<Facts> {
        let push = &waiting.push;
        let last_seq = self.replica(push).map_or(0, |facts| facts.last_seq);
        let ahead = self.ahead.get(&(push.organisation, push.replica)).copied().unwrap_or(0);
        let of_organisation =
            |log: &LogId| self.heads.get(log).filter(|(organisation, _)| *organisation == push.organisation);
        let heads: BTreeMap<LogId, Cursor> =
            push.scope.iter().filter_map(|log| of_organisation(log).map(|(_, head)| (*log, *head))).collect();
        let undone = waiting.touched.undone.iter().filter_map(|dot| {
            self.undone.get(&(push.organisation, *dot)).map(|undone| (*dot, undone.clone()))
        });
        Ok(Facts {
            last_seq,
            scope: heads.keys().copied().collect(),
            shared: Some(push.organisation.log()),
            revoked: push.revoked,
            known: self.known(connection, push, last_seq.max(ahead)).await?,
            undone: undone.collect(),
            names_decided: self.names_decided.get(&(push.organisation, push.today)) == Some(&true),
            held: self.origins.held(&asked(waiting)),
            heads,
        })
    }

    /// What the pushed numbers were used for. A push of new numbers only, as nearly every one is,
    /// asks nothing.
    async fn known(
        &self,
        connection: &mut Connection,
        push: &Push,
        highest: Seq,
    ) -> Stored<BTreeMap<Seq, Known>> {
        match push.changes.iter().any(|authored| authored.change.dot.seq <= highest) {
            true => known(connection, push.organisation, push.replica, &push.changes).await,
            false => Ok(BTreeMap::new()),
        }
    }
}

/// What is to be known of the origins of a push.
fn asked(waiting: &Waiting) -> Asked<'_> {
    let Waiting { push, touched, .. } = waiting;
    Asked { organisation: push.organisation, changes: &push.changes, origins: &touched.origins }
}

/// What the numbers from the first to the last of these changes were used for.
pub(super) async fn known(
    connection: &mut Connection,
    organisation: OrganisationId,
    replica: ReplicaId,
    changes: &[Authored],
) -> Stored<BTreeMap<Seq, Known>> {
    let mut known = BTreeMap::new();
    let seqs = || changes.iter().map(|authored| authored.change.dot.seq);
    let (Some(first), Some(last)) = (seqs().min(), seqs().max()) else { return Ok(known) };
    let refused = sqlx::query(
        "select seq, verdict, change, settled_how from refused \
         where organisation = $1 and replica = $2 and seq between $3 and $4",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(replica.0.as_bytes().as_slice())
    .bind(column::signed(first))
    .bind(column::signed(last))
    .fetch_all(&mut *connection)
    .await?;
    for row in &refused {
        let change: Change = column::json(row.try_get(2)?)?;
        let (digest, verdict) = (change.digest(), column::json(row.try_get(1)?)?);
        let aside = row.try_get::<Option<&str>, _>(3)? == Some(ASIDE);
        let used = if aside { Known::Aside(digest, verdict) } else { Known::Refused(digest, verdict) };
        known.insert(column::number(row, 0)?, used);
    }
    // After the refused ones: what was taken after all is in both.
    let accepted = sqlx::query(
        "select c.log, c.replica, c.seq, c.at, c.body, c.sealed from change c join log l on l.id = c.log \
         where c.replica = $1 and c.seq between $2 and $3 and l.organisation = $4",
    )
    .bind(replica.0.as_bytes().as_slice())
    .bind(column::signed(first))
    .bind(column::signed(last))
    .bind(organisation.0.as_bytes().as_slice())
    .fetch_all(&mut *connection)
    .await?;
    for row in &accepted {
        let change = column::change(row, 1, LogId(column::uuid(row, 0)?))?;
        known.insert(change.dot.seq, Known::Accepted(change.digest()));
    }
    let elsewhere = sqlx::query(
        "select change from elsewhere where organisation = $1 and replica = $2 and seq between $3 and $4",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(replica.0.as_bytes().as_slice())
    .bind(column::signed(first))
    .bind(column::signed(last))
    .fetch_all(&mut *connection)
    .await?;
    for row in &elsewhere {
        let change: Change = column::json(row.try_get(0)?)?;
        known.insert(change.dot.seq, Known::Accepted(change.digest()));
    }
    Ok(known)
}

/// Reads a cursor from epoch, position and chain, which follow each other.
pub(super) fn cursor(row: &Row, first: usize) -> Stored<Cursor> {
    let epoch = u32::try_from(row.try_get::<i64, _>(first)?).map_err(StoreError::corrupt)?;
    Ok(Cursor { epoch, position: column::number(row, first + 1)?, chain: column::digest(row, first + 2)? })
}

/// Reads an owner from the columns `owner_kind` and `owner`.
pub(super) fn owner(row: &Row, first: usize) -> Stored<Owner> {
    let owner = match row.try_get(first)? {
        "device" if row.try_get::<Option<&[u8]>, _>(first + 1)?.is_none() => Owner::Unclaimed,
        "device" => Owner::Device(column::uuid(row, first + 1)?),
        "account" => Owner::Account(column::uuid(row, first + 1)?),
        "server" => Owner::Server,
        kind => return Err(StoreError::corrupt(format!("an owner of kind {kind}"))),
    };
    Ok(owner)
}

/// Reads what is known of a replica from the columns `owner_kind` to `skew_ms`.
pub(super) fn replica(row: &Row, first: usize) -> Stored<ReplicaFacts> {
    let owner = owner(row, first)?;
    Ok(ReplicaFacts {
        owner,
        last_seq: column::number(row, first + 2)?,
        first_seen: row.try_get(first + 3)?,
        last_seen: row.try_get(first + 4)?,
        skew_ms: row.try_get(first + 5)?,
    })
}

/// An owner as the columns `owner_kind` and `owner`.
pub(super) fn owner_columns(owner: Owner) -> (&'static str, Option<Vec<u8>>) {
    let bytes = |id: Uuid| Some(id.as_bytes().to_vec());
    match owner {
        Owner::Device(id) => ("device", bytes(id)),
        Owner::Unclaimed => ("device", None),
        Owner::Account(id) => ("account", bytes(id)),
        Owner::Server => ("server", None),
    }
}
