//! Writing down what was decided: entries, refused changes, the ends of logs, replicas.

use samvaro_core::admission::Refused;
use samvaro_core::change::Authored;
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{LogId, Millis, OrganisationId, Seq};
use samvaro_core::personal::Personal;

use super::bulk::Bulk;
use super::column::{self, signed, to_json};
use super::database::Connection;
use super::facts::owner_columns;
use super::names;
use crate::store::{Owner, Push, Stored};

static CHANGES: Bulk = Bulk::new(
    "insert into change (log, position, replica, seq, at, received_at, chain, sealed, programme, body) values",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "",
);

static PERSONAL: Bulk = Bulk::new(
    "with fresh (log, position, organisation, replica, seq, sealed, salt, fields) as (values",
    "(?, ?, ?, ?, ?, ?, ?, ?)",
    ") insert into change_personal (log, position, salt, fields) \
       select f.log, f.position, f.salt, f.fields from fresh f \
       where not exists (select 1 from erasure e \
           where e.organisation = f.organisation and e.replica = f.replica and e.seq = f.seq) \
         and not exists (select 1 from erased_seal e \
           where e.organisation = f.organisation and e.sealed = f.sealed)",
);

static REFUSED: Bulk = Bulk::new(
    "insert into refused (organisation, replica, seq, received_at, verdict, change, log) values",
    "(?, ?, ?, ?, ?, ?, ?)",
    "",
);

static REFUSED_PERSONAL: Bulk = Bulk::new(
    "with fresh (organisation, replica, seq, sealed, salt, fields) as (values",
    "(?, ?, ?, ?, ?, ?)",
    ") insert into refused_personal (organisation, replica, seq, salt, fields) \
       select f.organisation, f.replica, f.seq, f.salt, f.fields from fresh f \
       where not exists (select 1 from erasure e \
           where e.organisation = f.organisation and e.replica = f.replica and e.seq = f.seq) \
         and not exists (select 1 from erased_seal e \
           where e.organisation = f.organisation and e.sealed = f.sealed)",
);

static HEADS: Bulk = Bulk::new(
    "insert into log (id, organisation, epoch, position, chain) values",
    "(?, ?, ?, ?, ?)",
    "on conflict (id) do update set position = excluded.position, chain = excluded.chain",
);

static REPLICAS: Bulk = Bulk::new(
    "insert into replica (organisation, id, owner_kind, owner, last_seq, first_seen, last_seen, skew_ms, \
     ahead_seq) values",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "on conflict (organisation, id) do update set owner = coalesce(replica.owner, excluded.owner), \
     last_seq = excluded.last_seq, last_seen = excluded.last_seen, \
     skew_ms = coalesce(excluded.skew_ms, replica.skew_ms), \
     ahead_seq = case when excluded.ahead_seq > replica.ahead_seq \
       then excluded.ahead_seq else replica.ahead_seq end",
);

/// A new entry, ready to be written.
pub(super) struct NewEntry {
    /// Whose log.
    pub organisation: OrganisationId,
    /// The entry.
    pub entry: Entry,
    /// The chain after it.
    pub chain: Digest,
    /// Whether the programme is folded from it.
    pub programme: bool,
}

/// How far a replica has come.
pub(super) struct Reached<'a> {
    /// What it pushed, or what was handed in for it.
    pub push: &'a Push,
    /// The credential that its id is bound to, unless it is bound already.
    pub owner: Owner,
    /// Its highest number without a hole before it.
    pub last_seq: Seq,
    /// The highest number of this push.
    pub ahead_seq: Seq,
}

/// A refused change, ready to be written.
pub(super) struct NewRefused {
    /// Whose replica wrote it.
    pub organisation: OrganisationId,
    /// The change and the verdict.
    pub refused: Refused,
    /// When it came.
    pub received_at: Millis,
}

/// Adds entries to their logs, personal fields apart.
pub(super) async fn entries(connection: &mut Connection, entries: &[NewEntry]) -> Stored<()> {
    CHANGES
        .execute(connection, entries, |query, new| {
            let change = new.entry.change();
            query
                .bind(change.log.0.as_bytes().to_vec())
                .bind(signed(new.entry.position))
                .bind(change.dot.replica.0.as_bytes().to_vec())
                .bind(signed(change.dot.seq))
                .bind(change.at)
                .bind(new.entry.received_at)
                .bind(new.chain.0.to_vec())
                .bind(change.sealed.map(|sealed| sealed.0.to_vec()))
                .bind(i64::from(new.programme))
                .bind(change.body.as_str().to_owned())
        })
        .await?;
    names::put(connection, entries.iter().map(|new| (new.organisation, &new.entry.authored))).await?;
    let plain = entries.iter().filter(|new| !new.entry.authored.carries_name());
    let with_personal = plain.filter_map(|new| Some((new, new.entry.authored.personal.as_ref()?)));
    let personal: Vec<_> =
        with_personal.map(|(new, personal)| Ok((new, fields(personal)?))).collect::<Stored<_>>()?;
    PERSONAL
        .execute(connection, &personal, |query, (new, (salt, fields))| {
            let change = new.entry.change();
            query
                .bind(change.log.0.as_bytes().to_vec())
                .bind(signed(new.entry.position))
                .bind(new.organisation.0.as_bytes().to_vec())
                .bind(change.dot.replica.0.as_bytes().to_vec())
                .bind(signed(change.dot.seq))
                .bind(change.sealed.map(|sealed| sealed.0.to_vec()))
                .bind(salt.clone())
                .bind(fields.clone())
        })
        .await?;
    Ok(())
}

/// Keeps refused changes with their bytes, personal fields apart.
pub(super) async fn refused(connection: &mut Connection, refused: &[NewRefused]) -> Stored<()> {
    let rows: Vec<_> = refused
        .iter()
        .map(|new| {
            let Refused { authored: Authored { change, personal }, verdict } = &new.refused;
            let plain = personal.as_ref().filter(|personal| personal.fields.name.is_none());
            let personal = plain.map(fields).transpose()?;
            Ok((new, change.dot, to_json(verdict)?, to_json(change)?, personal))
        })
        .collect::<Stored<_>>()?;
    names::put(connection, refused.iter().map(|new| (new.organisation, &new.refused.authored))).await?;
    REFUSED
        .execute(connection, &rows, |query, (new, dot, verdict, change, _)| {
            query
                .bind(new.organisation.0.as_bytes().to_vec())
                .bind(dot.replica.0.as_bytes().to_vec())
                .bind(signed(dot.seq))
                .bind(new.received_at)
                .bind(verdict.clone())
                .bind(change.clone())
                .bind(new.refused.authored.change.log.0.as_bytes().to_vec())
        })
        .await?;
    let personal: Vec<_> =
        rows.into_iter().filter_map(|(new, dot, _, _, personal)| Some((new, dot, personal?))).collect();
    REFUSED_PERSONAL
        .execute(connection, &personal, |query, (new, dot, (salt, fields))| {
            query
                .bind(new.organisation.0.as_bytes().to_vec())
                .bind(dot.replica.0.as_bytes().to_vec())
                .bind(signed(dot.seq))
                .bind(new.refused.authored.change.sealed.map(|sealed| sealed.0.to_vec()))
                .bind(salt.clone())
                .bind(fields.clone())
        })
        .await?;
    Ok(())
}

fn fields(personal: &Personal) -> Stored<(Vec<u8>, String)> {
    Ok((personal.salt.to_vec(), to_json(&personal.fields)?))
}

/// Moves the ends of logs on.
pub(super) async fn heads(
    connection: &mut Connection,
    heads: &[(LogId, (OrganisationId, Cursor))],
) -> Stored<()> {
    HEADS
        .execute(connection, heads, |query, (log, (organisation, head))| {
            query
                .bind(log.0.as_bytes().to_vec())
                .bind(organisation.0.as_bytes().to_vec())
                .bind(i64::from(head.epoch))
                .bind(signed(head.position))
                .bind(head.chain.0.to_vec())
        })
        .await?;
    Ok(())
}

/// Notes how far each replica has come.
pub(super) async fn replicas(connection: &mut Connection, replicas: &[Reached<'_>]) -> Stored<()> {
    REPLICAS
        .execute(connection, replicas, |query, Reached { push, owner, last_seq, ahead_seq }| {
            let (kind, owner) = owner_columns(*owner);
            query
                .bind(push.organisation.0.as_bytes().to_vec())
                .bind(push.replica.0.as_bytes().to_vec())
                .bind(kind)
                .bind(owner)
                .bind(column::signed(*last_seq))
                .bind(push.received_at)
                .bind(push.received_at)
                .bind(push.skew_ms)
                .bind(column::signed(*ahead_seq))
        })
        .await?;
    Ok(())
}
