//! One round of the sync: push, acknowledge, pull; repeatable any number of times.
//!
//! Owns what a caller may write and read. Refuses to judge changes (the core does) and to know
//! the transport (the HTTP side does).

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use samvaro_core::id::{LogId, Millis, OrganisationId};
use samvaro_core::pack::BadPack;
use samvaro_core::protocol::{PROTOCOL, PULL_MAX_LOGS, SyncReply, SyncRequest};

use crate::store::{Owner, Push, Pushed, Store, StoreError};

mod erase;
mod record;
mod slice;
pub mod snapshot;

pub use erase::erase;
pub use record::{RecordError, Recorded, Recording, record};
pub use slice::slice;

/// The largest number of entries in one answer, over all its logs, in changes.
pub const REPLY_MAX_ROWS: usize = 8_000;

/// Who exchanges, and what they may.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Whose logs they are.
    pub organisation: OrganisationId,
    /// The credential.
    pub owner: Owner,
    /// The logs that the caller may read.
    pub reads: BTreeSet<LogId>,
    /// The logs that the caller may write.
    pub writes: BTreeSet<LogId>,
    /// Whether the credential is suspended or revoked: all it sends is quarantined.
    pub revoked: bool,
}

/// Why a request got no answer.
#[derive(Debug)]
pub enum ExchangeError {
    /// It speaks a protocol version that this server does not know (400).
    Protocol(u32),
    /// Its columns do not fit, or hold too much (400).
    Pack(BadPack),
    /// It asks for more than [`PULL_MAX_LOGS`] logs (400).
    TooManyLogs,
    /// The store did not do it.
    Store(StoreError),
}

impl fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protocol(version) => write!(f, "protocol {version} is not known here"),
            Self::Pack(error) => error.fmt(f),
            Self::TooManyLogs => write!(f, "more than {PULL_MAX_LOGS} logs were asked for"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ExchangeError {}

impl From<BadPack> for ExchangeError {
    fn from(error: BadPack) -> Self {
        Self::Pack(error)
    }
}

impl From<StoreError> for ExchangeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Answers a sync request. What was pushed is durable when this returns.
///
/// # Errors
/// [`ExchangeError`] when the request cannot be answered; nothing of it was stored then, unless
/// the store failed after the push, and repeating the request is always right.
pub async fn exchange(
    store: &dyn Store,
    caller: &Caller,
    request: SyncRequest,
    received_at: Millis,
    today: Date,
) -> Result<SyncReply, ExchangeError> {
    if request.protocol != PROTOCOL {
        return Err(ExchangeError::Protocol(request.protocol));
    }
    if request.pull.len() > PULL_MAX_LOGS {
        return Err(ExchangeError::TooManyLogs);
    }
    let skew_ms = request.sent_at.checked_sub(received_at);
    let push = Push {
        organisation: caller.organisation,
        replica: request.replica,
        owner: caller.owner,
        scope: caller.writes.clone(),
        revoked: caller.revoked,
        changes: request.push.changes()?,
        received_at,
        today,
        skew_ms,
    };
    let pushed = push_or_look(store, push).await?;
    let mut slices = Vec::with_capacity(request.pull.len());
    let mut rows_left = REPLY_MAX_ROWS;
    for pull in request.pull {
        let may_read = caller.reads.contains(&pull.log);
        let is_new = pushed.last_seq == 0;
        let slice = slice::slice_for(store, may_read, is_new, &pull, &mut rows_left, received_at).await?;
        slices.push((pull.log, slice));
    }
    Ok(SyncReply {
        protocol: PROTOCOL,
        exchange: request.exchange,
        server_time: received_at,
        last_seq: pushed.last_seq,
        refusals: pushed.refusals,
        forked_at: pushed.forked_at,
        slices,
    })
}

/// Stores what was sent; a request that only reads costs no write.
async fn push_or_look(store: &dyn Store, push: Push) -> Result<Pushed, StoreError> {
    if !push.changes.is_empty() {
        return store.push(push).await;
    }
    match store.replica(push.organisation, push.replica).await? {
        Some(facts) if facts.owner != push.owner && facts.owner != Owner::Unclaimed => {
            Err(StoreError::ForeignReplica)
        }
        Some(facts) => Ok(Pushed { last_seq: facts.last_seq, ..Pushed::default() }),
        None => Ok(Pushed::default()),
    }
}
