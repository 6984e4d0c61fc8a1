//! The server's own writes: imports, forms, what a coordinator changes at a desk.
//!
//! Each import or form is a replica of its own, whose id is the idempotency key: recording the
//! same once more changes nothing and says so.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use samvaro_core::change::{Authored, Body, Undecodable};
use samvaro_core::id::{Dot, LogId, Millis, OrganisationId, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::Refusal;
use samvaro_core::replica::author;

use crate::store::{Owner, Push, Store, StoreError};

/// What the server is about to record, and under which key.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Whose log.
    pub organisation: OrganisationId,
    /// The idempotency key: one id per import or form, the same when it is tried again.
    pub replica: ReplicaId,
    /// On whose behalf: the key belongs to them.
    pub owner: Owner,
    /// The server's clock.
    pub now: Millis,
    /// The date at that moment in the organisation's zone.
    pub today: Date,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Changes that are in a log now and were not before.
    pub added: u64,
    /// Changes that had been recorded before under the same key.
    pub known: u64,
    /// Changes that were not accepted, by their number from 1.
    pub refusals: Vec<Refusal>,
}

/// Why nothing more was recorded.
#[derive(Debug)]
pub enum RecordError {
    /// Under this key the change with this number said something else before.
    Different(Seq),
    /// A body cannot be written down.
    Body(Undecodable),
    /// The store did not do it.
    Store(StoreError),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Different(seq) => write!(f, "change {seq} was recorded before and said something else"),
            Self::Body(error) => write!(f, "a change cannot be written down: {}", error.0),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RecordError {}

impl From<StoreError> for RecordError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Records changes in order, each in its log. All of them are durable when this returns.
///
/// # Errors
/// [`RecordError`]; what came before the failing batch is recorded, and trying again under the
/// same key goes on from there.
pub async fn record(
    store: &dyn Store,
    recording: &Recording,
    bodies: impl IntoIterator<Item = (LogId, Body)>,
) -> Result<Recorded, RecordError> {
    // The same clock at every try: the bytes of a change are its identity.
    let before = store.replica(recording.organisation, recording.replica).await?;
    let at = before.map_or(recording.now, |facts| facts.first_seen);
    let known_seq = before.map_or(0, |facts| facts.last_seq);
    let changes = changes(recording.replica, at, bodies)?;
    let mut recorded = Recorded::default();
    for batch in changes.chunks(Pack::MAX_ROWS) {
        let pushed = store.push(push(recording, batch)).await?;
        if let Some(seq) = pushed.forked_at {
            return Err(RecordError::Different(seq));
        }
        let known = batch.iter().filter(|authored| authored.change.dot.seq <= known_seq).count() as u64;
        let refused = pushed.refusals.iter().filter(|refusal| refusal.seq > known_seq).count() as u64;
        recorded.known += known;
        recorded.added += (batch.len() as u64).saturating_sub(known + refused);
        recorded.refusals.extend(pushed.refusals);
    }
    Ok(recorded)
}

fn changes(
    replica: ReplicaId,
    at: Millis,
    bodies: impl IntoIterator<Item = (LogId, Body)>,
) -> Result<Vec<Authored>, RecordError> {
    let numbered = (1..).zip(bodies);
    numbered
        .map(|(seq, (log, body))| author(Dot { replica, seq }, log, at, &body).map_err(RecordError::Body))
        .collect()
}

fn push(recording: &Recording, batch: &[Authored]) -> Push {
    let scope: BTreeSet<LogId> = batch.iter().map(|authored| authored.change.log).collect();
    Push {
        organisation: recording.organisation,
        replica: recording.replica,
        owner: recording.owner,
        scope,
        revoked: false,
        changes: batch.to_vec(),
        received_at: recording.now,
        today: recording.today,
        skew_ms: None,
    }
}
