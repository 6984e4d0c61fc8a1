//! What a transaction locks before it looks. Everybody takes replicas before seals and seals before
//! logs, and each kind in order, so that nobody waits in a circle; everything is let go at the end of the transaction.
//!
//! The isolation is *read committed*: what is asked after a lock was taken sees what its last holder
//! wrote.

use std::collections::BTreeSet;

use samvaro_core::digest::Digest;
use samvaro_core::id::{LogId, ReplicaId};

use super::database::Connection;
use crate::store::Stored;
use crate::store::access::DeviceId;

/// Replicas, whether they are known already or not: a row that is not there yet cannot be locked,
/// hence PostgreSQL's advisory locks. Two that share a key merely wait for each other.
pub(super) async fn replicas(connection: &mut Connection, replicas: &BTreeSet<ReplicaId>) -> Stored<()> {
    advisory(connection, replicas.iter().map(|replica| replica.0.as_u64_pair().1).collect()).await
}

/// Seals of personal fields, whether they are known already or not: what is erased must not come in
/// by another push at the same moment.
pub(super) async fn seals(connection: &mut Connection, seals: &BTreeSet<Digest>) -> Stored<()> {
    let first = |sealed: &Digest| sealed.0.first_chunk().map(|bytes| u64::from_be_bytes(*bytes));
    advisory(connection, seals.iter().filter_map(first).collect()).await
}

async fn advisory(connection: &mut Connection, names: BTreeSet<u64>) -> Stored<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut keys: Vec<i64> = names.into_iter().map(u64::cast_signed).collect();
    keys.sort_unstable();
    sqlx::query("select pg_advisory_xact_lock(key) from unnest($1) key")
        .bind(keys)
        .execute(connection)
        .await?;
    Ok(())
}

/// The ends of logs, and with them all that is computed from them.
pub(super) async fn logs(connection: &mut Connection, logs: &BTreeSet<LogId>) -> Stored<()> {
    let ids: Vec<Vec<u8>> = logs.iter().map(|log| log.0.as_bytes().to_vec()).collect();
    sqlx::query("select id from log where id = any($1) order by id for no key update")
        .bind(ids)
        .execute(connection)
        .await?;
    Ok(())
}

/// The ends of all logs, also of those that others are about to add.
pub(super) async fn every_log(connection: &mut Connection) -> Stored<()> {
    sqlx::query("lock table log in exclusive mode").execute(connection).await?;
    Ok(())
}

/// The tokens of a device.
pub(super) async fn device(connection: &mut Connection, device: DeviceId) -> Stored<()> {
    sqlx::query("select id from device where id = $1 for no key update")
        .bind(device.0.as_bytes().as_slice())
        .execute(connection)
        .await?;
    Ok(())
}
