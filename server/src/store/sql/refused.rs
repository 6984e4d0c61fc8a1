//! Changes that no log took, and what has become of them.

use samvaro_core::change::Authored;
use samvaro_core::id::{Dot, LogId, OrganisationId, ReplicaId, Seq};
use sqlx::Row as _;
use uuid::Uuid;

use super::column::{self, signed};
use super::database::{Connection, Row};
use super::facts;
use super::locks;
use super::names;
use super::shared::Shared;
use crate::store::access::AccountId;
use crate::store::{Handled, Handling, KeptRefusal, Owner, Push, RefusedCount, Shelf, Stored};

/// It has entered its log after all.
const TAKEN: &str = "taken";
/// Somebody has put it by.
pub(super) const ASIDE: &str = "aside";

const KEPT: &str = "select r.change, p.salt, p.fields, r.verdict, r.received_at, r.settled_how, r.settled_at, \
    r.settled_by, w.owner_kind, w.owner from refused r \
    left join refused_personal p \
      on p.organisation = r.organisation and p.replica = r.replica and p.seq = r.seq \
    left join replica w on w.organisation = r.organisation and w.id = r.replica";

/// A change that was kept as refused and is in a log now.
pub(super) struct Reopened<'a> {
    /// The push that it came with.
    pub push: &'a Push,
    /// Its number.
    pub seq: Seq,
}

/// Refused changes of every kind, newest first.
pub(super) async fn newest(
    shared: &Shared,
    organisation: OrganisationId,
    rows: usize,
) -> Stored<Vec<KeptRefusal>> {
    let text = format!(
        "{KEPT} where r.organisation = $1 order by r.received_at desc, r.replica, r.seq desc limit $2"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(organisation.0.as_bytes().as_slice())
        .bind(signed(rows as u64))
        .fetch_all(&shared.readers)
        .await?;
    with_names(shared, &rows).await
}

/// One shelf, in the order of the dots.
pub(super) async fn shelf(
    shared: &Shared,
    shelf: Shelf,
    after: Option<Dot>,
    rows: usize,
) -> Stored<Vec<KeptRefusal>> {
    let which = if shelf.aside { "= 'aside'" } else { "is null" };
    let text = format!(
        "{KEPT} where r.organisation = $1 and r.log = $2 and r.settled_how {which} \
         and (r.replica > $3 or (r.replica = $3 and r.seq > $4)) order by r.replica, r.seq limit $5"
    );
    let after = after.unwrap_or(Dot { replica: ReplicaId(Uuid::nil()), seq: 0 });
    let rows = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(shelf.organisation.0.as_bytes().as_slice())
        .bind(shelf.log.0.as_bytes().as_slice())
        .bind(after.replica.0.as_bytes().as_slice())
        .bind(signed(after.seq))
        .bind(signed(rows as u64))
        .fetch_all(&shared.readers)
        .await?;
    with_names(shared, &rows).await
}

async fn with_names(shared: &Shared, rows: &[Row]) -> Stored<Vec<KeptRefusal>> {
    let mut refused = rows.iter().map(kept).collect::<Stored<Vec<_>>>()?;
    let mut reader = shared.readers.acquire().await?;
    names::beside(&mut reader, refused.iter_mut().map(|kept| &mut kept.authored)).await?;
    Ok(refused)
}

fn kept(row: &Row) -> Stored<KeptRefusal> {
    Ok(KeptRefusal {
        authored: Authored { change: column::json(row.try_get(0)?)?, personal: column::personal(row, 1)? },
        verdict: column::json(row.try_get(3)?)?,
        received_at: row.try_get(4)?,
        handling: handling(row, 5)?,
        owner: row.try_get::<Option<&str>, _>(8)?.map(|_| facts::owner(row, 8)).transpose()?,
    })
}

fn handling(row: &Row, first: usize) -> Stored<Handling> {
    let Some(how) = row.try_get::<Option<&str>, _>(first)? else { return Ok(Handling::Waiting) };
    let by = row.try_get::<Option<&[u8]>, _>(first + 2)?.map(|_| column::uuid(row, first + 2));
    let at = row.try_get::<Option<i64>, _>(first + 1)?.unwrap_or_default();
    let handled = Handled { at, by: by.transpose()?.map(AccountId) };
    Ok(if how == ASIDE { Handling::Aside(handled) } else { Handling::Taken(handled) })
}

/// How many wait or were put by, for each log.
pub(super) async fn counts(shared: &Shared, organisation: OrganisationId) -> Stored<Vec<RefusedCount>> {
    let rows = sqlx::query(
        "select log, count(*) - count(settled_how), count(settled_how) from refused \
         where organisation = $1 and (settled_how is null or settled_how = 'aside') \
         group by log order by log",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .fetch_all(&shared.readers)
    .await?;
    let count = |row: &Row| {
        Ok(RefusedCount {
            log: LogId(column::uuid(row, 0)?),
            waiting: column::number(row, 1)?,
            aside: column::number(row, 2)?,
        })
    };
    rows.iter().map(count).collect()
}

/// Puts the changes by that wait for one log.
pub(super) async fn put_aside(
    shared: &Shared,
    organisation: OrganisationId,
    log: LogId,
    handled: Handled,
) -> Stored<u64> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    // Whoever has them judged at this moment is waited for, or waits.
    let writers = waiting_writers(&mut transaction, organisation, log).await?;
    locks::replicas(&mut transaction, &writers).await?;
    let put = sqlx::query(
        "update refused set settled_how = $3, settled_at = $4, settled_by = $5 \
         where organisation = $1 and log = $2 and settled_how is null",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(log.0.as_bytes().as_slice())
    .bind(ASIDE)
    .bind(handled.at)
    .bind(handled.by.map(|by| by.0.as_bytes().to_vec()))
    .execute(&mut *transaction)
    .await?;
    shared.commit(transaction).await?;
    Ok(put.rows_affected())
}

async fn waiting_writers(
    connection: &mut Connection,
    organisation: OrganisationId,
    log: LogId,
) -> Stored<std::collections::BTreeSet<ReplicaId>> {
    let rows = sqlx::query(
        "select distinct replica from refused \
         where organisation = $1 and log = $2 and settled_how is null",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(log.0.as_bytes().as_slice())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(ReplicaId(column::uuid(row, 0)?))).collect()
}

/// Notes who has brought changes into their logs after all. Their bytes stay kept; their personal
/// fields stand beside the log now, and only there.
pub(super) async fn taken(connection: &mut Connection, reopened: &[Reopened<'_>]) -> Stored<()> {
    for Reopened { push, seq } in reopened {
        let by = match push.owner {
            Owner::Account(id) => Some(id.as_bytes().to_vec()),
            Owner::Device(_) | Owner::Unclaimed | Owner::Server => None,
        };
        sqlx::query(
            "update refused set settled_how = $4, settled_at = $5, settled_by = $6 \
             where organisation = $1 and replica = $2 and seq = $3",
        )
        .bind(push.organisation.0.as_bytes().as_slice())
        .bind(push.replica.0.as_bytes().as_slice())
        .bind(signed(*seq))
        .bind(TAKEN)
        .bind(push.received_at)
        .bind(by)
        .execute(&mut *connection)
        .await?;
        sqlx::query("delete from refused_personal where organisation = $1 and replica = $2 and seq = $3")
            .bind(push.organisation.0.as_bytes().as_slice())
            .bind(push.replica.0.as_bytes().as_slice())
            .bind(signed(*seq))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
