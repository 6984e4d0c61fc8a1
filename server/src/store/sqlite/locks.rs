//! What a transaction locks before it looks: here everything, because it began with the right to
//! write, which only one has at a time. Other engines lock no more than what is named.

use std::collections::BTreeSet;

use samvaro_core::digest::Digest;
use samvaro_core::id::{LogId, ReplicaId};

use super::database::Connection;
use crate::store::Stored;
use crate::store::access::DeviceId;

/// The numbers of replicas, whether they are known already or not.
pub(super) async fn replicas(_: &mut Connection, _: &BTreeSet<ReplicaId>) -> Stored<()> {
    Ok(())
}

/// Seals of personal fields, whether they are known already or not.
pub(super) async fn seals(_: &mut Connection, _: &BTreeSet<Digest>) -> Stored<()> {
    Ok(())
}

/// The ends of logs, and with them all that is computed from them.
pub(super) async fn logs(_: &mut Connection, _: &BTreeSet<LogId>) -> Stored<()> {
    Ok(())
}

/// The ends of all logs, also of those that others are about to add.
pub(super) async fn every_log(_: &mut Connection) -> Stored<()> {
    Ok(())
}

/// The tokens of a device.
pub(super) async fn device(_: &mut Connection, _: DeviceId) -> Stored<()> {
    Ok(())
}
