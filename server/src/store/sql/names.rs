//! Visitors' names: a table that is there only while some organisation's decision allows names.
//!
//! It is made in the transaction that takes in the decision and dropped when no decision stands and
//! no name is left. So a fresh database has no place in which a visitor's name could stand.

use std::collections::BTreeMap;

use samvaro_core::change::{Authored, Body};
use samvaro_core::digest::Digest;
use samvaro_core::field::{Fields, OrganisationField, Put};
use samvaro_core::id::{LogId, OrganisationId, Position};
use samvaro_core::personal::Personal;
use samvaro_core::target::OccurrenceKey;
use sqlx::AssertSqlSafe;

use super::bulk::Bulk;
use super::column::{self, signed, to_json};
use super::database::{BYTES, Connection, HAS_TABLE, Row, TABLE_END};
use super::shared::Shared;
use super::{locks, programme};
use crate::store::{KeptName, Stored};

/// The table.
pub(super) const TABLE: &str = "visitor_name";

static PUT: Bulk = Bulk::new(
    "with fresh (log, sealed, organisation, target, salt, fields) as (values",
    "(?, ?, ?, ?, ?, ?)",
    ") insert into visitor_name (log, sealed, organisation, target, salt, fields) \
       select f.log, f.sealed, f.organisation, f.target, f.salt, f.fields from fresh f \
       where not exists (select 1 from erased_seal e \
           where e.organisation = f.organisation and e.sealed = f.sealed) \
       on conflict (log, sealed) do nothing",
);

static FIND: Bulk = Bulk::new(
    "with wanted (log, sealed) as (values",
    "(?, ?)",
    ") select n.log, n.sealed, n.salt, n.fields \
       from wanted w cross join visitor_name n where n.log = w.log and n.sealed = w.sealed",
);

/// Whether the table is there.
pub(super) async fn exist(connection: &mut Connection) -> Stored<bool> {
    let found = sqlx::query(HAS_TABLE).bind(TABLE).fetch_optional(connection).await?;
    Ok(found.is_some())
}

/// Makes the table, unless it is there.
pub(super) async fn make_room(connection: &mut Connection) -> Stored<()> {
    let text = format!(
        "create table if not exists {TABLE} (log {BYTES} not null, sealed {BYTES} not null, \
         organisation {BYTES} not null, target text not null, salt {BYTES} not null, fields text not null, \
         constraint visitor_name_pk primary key (log, sealed)) {TABLE_END}"
    );
    sqlx::query(AssertSqlSafe(text)).execute(connection).await?;
    Ok(())
}

/// Whether a change of an organisation's log decides that names may be kept.
pub(super) fn decides(body: &Body) -> bool {
    let decision = |field: &OrganisationField| matches!(field, OrganisationField::SignUps(Some(_)));
    matches!(body, Body::Put(Put { fields: Fields::Organisation(fields), .. }) if fields.iter().any(decision))
}

/// Keeps the names that stand beside these sign-ups, unless they have been erased.
pub(super) async fn put<'a>(
    connection: &mut Connection,
    changes: impl Iterator<Item = (OrganisationId, &'a Authored)>,
) -> Stored<()> {
    let rows: Vec<_> = changes
        .filter(|(_, authored)| authored.carries_name())
        .filter_map(|(organisation, authored)| {
            let (personal, sealed) = (authored.personal.as_ref()?, authored.change.sealed?);
            let Ok(Body::SignUp(sign_up)) = authored.change.body.read() else { return None };
            Some((organisation, authored.change.log, sealed, sign_up.target, personal))
        })
        .map(|(organisation, log, sealed, target, personal)| {
            Ok((organisation, log, sealed, target, personal.salt.to_vec(), to_json(&personal.fields)?))
        })
        .collect::<Stored<_>>()?;
    PUT.execute(connection, &rows, |query, (organisation, log, sealed, target, salt, fields)| {
        query
            .bind(log.0.as_bytes().to_vec())
            .bind(sealed.0.to_vec())
            .bind(organisation.0.as_bytes().to_vec())
            .bind(target.to_string())
            .bind(salt.clone())
            .bind(fields.clone())
    })
    .await?;
    Ok(())
}

/// Puts the names beside the changes that carried them, where they are still kept.
pub(super) async fn beside<'a>(
    connection: &mut Connection,
    changes: impl IntoIterator<Item = &'a mut Authored>,
) -> Stored<()> {
    let open = |authored: &&mut Authored| authored.personal.is_none() && authored.change.sealed.is_some();
    let mut open: Vec<&mut Authored> = changes.into_iter().filter(open).collect();
    if open.is_empty() || !exist(connection).await? {
        return Ok(());
    }
    let key = |authored: &Authored| Some((authored.change.log, authored.change.sealed?));
    let wanted: Vec<(LogId, Digest)> = open.iter().filter_map(|authored| key(authored)).collect();
    let found = FIND
        .fetch(connection, &wanted, |query, (log, sealed)| {
            query.bind(log.0.as_bytes().to_vec()).bind(sealed.0.to_vec())
        })
        .await?;
    let mut names = BTreeMap::new();
    for row in &found {
        let key = (LogId(column::uuid(row, 0)?), column::digest(row, 1)?);
        names.insert(key, column::personal(row, 2)?);
    }
    for authored in &mut open {
        authored.personal = key(authored).and_then(|key| names.get(&key).cloned().flatten());
    }
    Ok(())
}

/// The newest names beside the entries of a log up to a position.
pub(super) async fn living(
    connection: &mut Connection,
    log: LogId,
    upto: Position,
    rows: usize,
) -> Stored<Vec<(Digest, Personal)>> {
    if !exist(connection).await? {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "select c.sealed, n.salt, n.fields from visitor_name n \
         join change c on c.log = n.log and c.sealed = n.sealed \
         where n.log = $1 and c.position <= $2 order by c.position desc limit $3",
    )
    .bind(log.0.as_bytes().as_slice())
    .bind(signed(upto))
    .bind(signed(rows as u64))
    .fetch_all(connection)
    .await?;
    let name = |row: &Row| Ok(column::personal(row, 1)?.map(|personal| (column::digest(row, 0), personal)));
    let names: Vec<_> = rows.iter().map(name).collect::<Stored<_>>()?;
    names.into_iter().flatten().map(|(sealed, personal)| Ok((sealed?, personal))).collect()
}

/// Erases a name wherever it stands.
pub(super) async fn erase(
    connection: &mut Connection,
    organisation: OrganisationId,
    sealed: Digest,
) -> Stored<()> {
    if exist(connection).await? {
        sqlx::query("delete from visitor_name where organisation = $1 and sealed = $2")
            .bind(organisation.0.as_bytes().as_slice())
            .bind(sealed.0.as_slice())
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Every name that is kept: where, and for what. Not the names themselves.
pub(super) async fn kept(shared: &Shared) -> Stored<Vec<KeptName>> {
    let mut reader = shared.readers.acquire().await?;
    if !exist(&mut reader).await? {
        return Ok(Vec::new());
    }
    let rows = sqlx::query("select organisation, log, sealed, target from visitor_name order by log, sealed")
        .fetch_all(&mut *reader)
        .await?;
    let name = |row: &Row| {
        Ok(KeptName {
            organisation: OrganisationId(column::uuid(row, 0)?),
            log: LogId(column::uuid(row, 1)?),
            sealed: column::digest(row, 2)?,
            target: column::text::<OccurrenceKey>(sqlx::Row::try_get(row, 3)?)?,
        })
    };
    rows.iter().map(name).collect()
}

/// Makes the table where a decision stands, and drops it where none does and no name is left.
pub(super) async fn tend(shared: &Shared, today: jiff::civil::Date) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    // Nobody signs up or decides meanwhile.
    locks::every_log(&mut transaction).await?;
    let organisations: Vec<Vec<u8>> =
        sqlx::query_scalar("select id from organisation").fetch_all(&mut *transaction).await?;
    let mut decided = false;
    for organisation in organisations {
        let log = LogId(uuid::Uuid::from_slice(&organisation).map_err(crate::store::StoreError::corrupt)?);
        let folded = programme::current(&mut transaction, &shared.programmes, log).await?;
        decided |= folded.programme.shared().sign_ups_on(today).is_some();
    }
    if decided {
        make_room(&mut transaction).await?;
    } else if exist(&mut transaction).await? {
        let left =
            sqlx::query("select 1 from visitor_name limit 1").fetch_optional(&mut *transaction).await?;
        if left.is_none() {
            sqlx::query(AssertSqlSafe(format!("drop table {TABLE}"))).execute(&mut *transaction).await?;
        }
    }
    shared.commit(transaction).await
}
