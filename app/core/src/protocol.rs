//! What a replica and the server say to each other: `POST /api/v1/sync`.
//!
//! One round trip pushes, acknowledges and pulls, and can be repeated any number of times.

use serde::{Deserialize, Serialize};

use crate::entry::Cursor;
use crate::id::{LogId, Millis, Position, ReplicaId, Seq};
use crate::pack::Pack;
use crate::snapshot::Snapshot;

/// The version that this build speaks. Every released version can push for ever.
pub const PROTOCOL: u32 = 1;

/// The longest sync request, in bytes after decompression.
pub const REQUEST_MAX_BYTES: usize = 4 * 1024 * 1024;

/// Request bodies longer than this travel compressed, in bytes.
pub const COMPRESS_FROM_BYTES: usize = 1024;

/// The largest number of logs that one request may read.
pub const PULL_MAX_LOGS: usize = 64;

/// The media type of both bodies; an answer of another type is not from our server (a captive
/// portal's 200, say).
pub const MEDIA_TYPE: &str = "application/vnd.samvaro.sync+json";

/// How far the replica has read one log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// The log.
    #[serde(rename = "l")]
    pub log: LogId,
    /// The last entry read.
    #[serde(rename = "c")]
    pub cursor: Cursor,
    /// Whether a reader that has nothing of it takes a snapshot for its first entries.
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    pub snapshot: bool,
}

/// What a replica sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// The protocol version spoken.
    #[serde(rename = "v")]
    pub protocol: u32,
    /// Who sends.
    #[serde(rename = "r")]
    pub replica: ReplicaId,
    /// The sender's number of this request; the answer repeats it.
    #[serde(rename = "n")]
    pub exchange: u64,
    /// The sender's clock; evidence, never a gate.
    #[serde(rename = "t")]
    pub sent_at: Millis,
    /// Changes that the server has not confirmed, oldest first.
    #[serde(rename = "p", default, skip_serializing_if = "Pack::is_empty")]
    pub push: Pack,
    /// The logs to read on.
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    pub pull: Vec<Pull>,
}

/// Why a change was not taken into a log. Its bytes are kept on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The replica may not write this log, or not such a thing in it.
    Forbidden,
    /// A newer version wrote it; kept until the server knows it too.
    Undecodable,
    /// An amount, a text or a list is beyond its limit.
    BeyondLimits,
    /// The personal fields are not the ones it was sealed over.
    BrokenSeal,
    /// It takes back a count that the log does not hold.
    UnknownUndone,
    /// A schedule in it cannot be expanded rightly.
    ScheduleRefused,
    /// The device is no longer trusted; a person decides.
    Revoked,
    /// Its writer had declared it lost.
    AfterSkip,
    /// It signs somebody up, and no decision of the organisation that allows it stands. Whatever
    /// it says of a person is not kept.
    NamesNotDecided,
}

/// A verdict on a change that was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Wrong, and stays so.
    Rejected(Reason),
    /// Kept for a person, or a newer server, to decide.
    Quarantined(Reason),
}

/// The server's answer to one change that it did not accept. Accepted ones are seen in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The change's number.
    #[serde(rename = "s")]
    pub seq: Seq,
    /// Why.
    #[serde(rename = "v")]
    pub verdict: Verdict,
}

/// New entries of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    /// The position that the reader had.
    #[serde(rename = "f")]
    pub from: Position,
    /// The entries after it.
    #[serde(rename = "n")]
    pub pack: Pack,
    /// The cursor after them.
    #[serde(rename = "u")]
    pub upto: Cursor,
    /// Whether the log goes on.
    #[serde(rename = "m", default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// What the server has of one log for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
// An answer holds one slice for each log that was asked for, which is nearly always one.
#[allow(clippy::large_enum_variant)]
pub enum Slice {
    /// It goes on from where the reader is.
    Entries(Entries),
    /// It is not the log that the reader has read: the server was restored from a backup.
    Diverged,
    /// The replica may not read it.
    Forbidden,
    /// It is long, and the reader has nothing of it: pages to begin from. The entries after them
    /// follow when the reader asks from there. Only for who said that they take it.
    Snapshot(Snapshot),
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncReply {
    /// The protocol version spoken.
    #[serde(rename = "v")]
    pub protocol: u32,
    /// The number of the request that this answers.
    #[serde(rename = "n")]
    pub exchange: u64,
    /// The server's clock.
    #[serde(rename = "t")]
    pub server_time: Millis,
    /// The replica's highest number that the server has, accepted or not; the next push starts
    /// after it.
    #[serde(rename = "s")]
    pub last_seq: Seq,
    /// The changes of this push that were not accepted.
    #[serde(rename = "x", default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Refusal>,
    /// The server has other bytes under this number: the replica has a twin and needs a new id.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub forked_at: Option<Seq>,
    /// The logs that were asked for.
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    pub slices: Vec<(LogId, Slice)>,
}
