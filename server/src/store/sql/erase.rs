//! Erasing personal fields for ever, wherever they are kept, and remembering that.

use std::collections::BTreeSet;

use jiff::civil::Date;
use samvaro_core::change::{Body, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, LogId, Millis, OrganisationId, ReplicaId};
use samvaro_core::replica::author;
use sqlx::Row as _;
use uuid::Builder;

use super::column::{self, signed};
use super::database::Connection;
use super::names;
use super::shared::Shared;
use super::{locks, log};
use crate::store::{Erasable, Erasure, Owner, Push, StoreError, Stored};

/// What erases by seal, in this order: what is remembered first keeps the others from coming back.
/// A refused change has its seal in its own text.
const BY_SEAL: [&str; 3] = [
    "insert into erased_seal (organisation, sealed, erased_at) values ($1, $2, $3) \
     on conflict (organisation, sealed) do nothing",
    "delete from change_personal where (log, position) in ( \
       select c.log, c.position from change c join log l on l.id = c.log \
       where c.sealed = $2 and l.organisation = $1)",
    "delete from refused_personal as p where p.organisation = $1 and exists ( \
       select 1 from refused r where r.organisation = p.organisation and r.replica = p.replica \
       and r.seq = p.seq and r.change like $2)",
];

/// The same by the number of a change, as earlier versions did.
const BY_CHANGE: [&str; 3] = [
    "insert into erasure (organisation, replica, seq, erased_at) values ($1, $2, $3, $4) \
     on conflict (organisation, replica, seq) do nothing",
    "delete from change_personal where (log, position) in ( \
       select c.log, c.position from change c join log l on l.id = c.log \
       where c.replica = $2 and c.seq = $3 and l.organisation = $1)",
    "delete from refused_personal where organisation = $1 and replica = $2 and seq = $3",
];

/// Does again what was done to a later state of this database.
pub(super) async fn again(shared: &Shared, erasure: &Erasure) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    // What is on its way in would not see that it was erased.
    match erasure.of {
        Erasable::Change(dot) => locks::replicas(&mut transaction, &[dot.replica].into()).await?,
        Erasable::Seal(sealed) => locks::seals(&mut transaction, &[sealed].into()).await?,
    }
    erase(&mut transaction, erasure).await?;
    shared.commit(transaction).await?;
    shared.wipe_erased(&mut writer).await
}

/// Erases within a transaction.
pub(super) async fn erase(connection: &mut Connection, erasure: &Erasure) -> Stored<()> {
    let organisation = erasure.organisation;
    match erasure.of {
        Erasable::Seal(sealed) => by_seal(connection, organisation, sealed, erasure.erased_at).await,
        Erasable::Change(dot) => by_change(connection, organisation, dot, erasure.erased_at).await,
    }
}

async fn by_seal(
    connection: &mut Connection,
    organisation: OrganisationId,
    sealed: Digest,
    now: Millis,
) -> Stored<()> {
    let [remember, of_changes, of_refused] = BY_SEAL;
    names::erase(connection, organisation, sealed).await?;
    let organisation = organisation.0.as_bytes().as_slice();
    let query = sqlx::query(remember).bind(organisation).bind(sealed.0.as_slice()).bind(now);
    query.execute(&mut *connection).await?;
    let query = sqlx::query(of_changes).bind(organisation).bind(sealed.0.as_slice());
    query.execute(&mut *connection).await?;
    let query = sqlx::query(of_refused).bind(organisation).bind(format!("%\"sealed\":\"{sealed}\"%"));
    query.execute(&mut *connection).await?;
    Ok(())
}

async fn by_change(
    connection: &mut Connection,
    organisation: OrganisationId,
    dot: Dot,
    now: Millis,
) -> Stored<()> {
    for (index, statement) in BY_CHANGE.into_iter().enumerate() {
        let query = sqlx::query(statement)
            .bind(organisation.0.as_bytes().as_slice())
            .bind(dot.replica.0.as_bytes().as_slice())
            .bind(signed(dot.seq));
        let query = if index == 0 { query.bind(now) } else { query };
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// What makes tablets let go, of an erasure that a restored database has forgotten with its log: a
/// change of the server's own, the same whenever it is made. Earlier versions told nobody.
pub(super) async fn told(shared: &Shared, erasure: &Erasure) -> Stored<Option<Push>> {
    let Erasable::Seal(sealed) = erasure.of else { return Ok(None) };
    let (organisation, received_at) = (erasure.organisation, erasure.erased_at);
    let row = sqlx::query(
        "select c.log from change c join log l on l.id = c.log \
         where c.sealed = $1 and l.organisation = $2 limit 1",
    )
    .bind(sealed.0.as_slice())
    .bind(organisation.0.as_bytes().as_slice())
    .fetch_optional(&shared.readers)
    .await?;
    if log::head(shared, organisation.log()).await?.is_none() {
        // An empty database, about to be filled.
        return Ok(None);
    }
    // A change that only some tablet still holds may be any place's: all of them read what they share.
    let of = row.map_or(Ok(organisation.log()), |row| column::uuid(&row, 0).map(LogId))?;
    let mut id = [0; 16];
    id.copy_from_slice(&sealed.0[..16]);
    let replica = ReplicaId(Builder::from_custom_bytes(id).into_uuid());
    let body = Body::Erase(Erase { sealed: vec![sealed] });
    let change = author(Dot { replica, seq: 1 }, of, received_at, &body);
    let changes = vec![change.map_err(|error| StoreError::corrupt(error.0))?];
    let (owner, scope, today) = (Owner::Server, [of].into(), Date::default());
    let (revoked, skew_ms) = (false, None);
    Ok(Some(Push { organisation, replica, owner, scope, revoked, changes, received_at, today, skew_ms }))
}

/// Everything that was erased, in order of time.
pub(super) async fn erasures(shared: &Shared) -> Stored<Vec<Erasure>> {
    let mut erasures = BTreeSet::new();
    let by_seal = sqlx::query("select organisation, erased_at, sealed from erased_seal");
    for row in by_seal.fetch_all(&shared.readers).await? {
        let of = Erasable::Seal(column::digest(&row, 2)?);
        erasures.insert((row.try_get::<i64, _>(1)?, OrganisationId(column::uuid(&row, 0)?), of));
    }
    let by_change = sqlx::query("select organisation, erased_at, replica, seq from erasure");
    for row in by_change.fetch_all(&shared.readers).await? {
        let replica = ReplicaId(column::uuid(&row, 2)?);
        let of = Erasable::Change(Dot { replica, seq: column::number(&row, 3)? });
        erasures.insert((row.try_get::<i64, _>(1)?, OrganisationId(column::uuid(&row, 0)?), of));
    }
    let erasure = |(erased_at, organisation, of)| Erasure { organisation, of, erased_at };
    Ok(erasures.into_iter().map(erasure).collect())
}
