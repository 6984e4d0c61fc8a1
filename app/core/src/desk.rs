//! What a coordinator's desk and the server say to each other about programmes: the desk reads what
//! a log adds up to, and writes changes that it has seen it in.

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::change::Body;
use crate::digest::Digest;
use crate::id::{LogId, OrganisationId, Position, ReplicaId};
use crate::programme::Programme;
use crate::protocol::Refusal;

/// The largest number of changes in one request: a term's whole programme.
pub const CHANGES_MAX_BODIES: usize = 1_000;

/// The longest request, in bytes after decompression.
pub const CHANGES_MAX_BYTES: usize = 1024 * 1024;

/// What one log adds up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The log.
    pub log: LogId,
    /// The last change that it was folded from: the base of an edit made by whoever sees it.
    pub position: Position,
    /// What people have edited in it.
    pub programme: Programme,
}

/// What a desk edits: answer of `GET /api/v1/desk` and `GET /api/v1/desk/{place}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskDocument {
    /// What the places share.
    pub organisation: Standing,
    /// The place, if one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Standing>,
}

/// Writes changes, all into one log, in order: `POST /api/v1/changes`. The same request again
/// changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesRequest {
    /// The log.
    pub log: LogId,
    /// Random; the same when the same request is tried again.
    pub request: Uuid,
    /// The changes, at least one and at most [`CHANGES_MAX_BODIES`].
    pub bodies: Vec<Body>,
}

impl ChangesRequest {
    /// The writer of the request's changes. It follows from the request, so that the same request
    /// again is seen to be the same, and is nobody else's.
    pub fn replica(&self, organisation: OrganisationId) -> ReplicaId {
        let Digest(sum) = Digest::of(&[b"desk", organisation.0.as_bytes(), self.request.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sum[..16]);
        ReplicaId(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// What came of it; everything that was accepted is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesAnswer {
    /// The end of the log afterwards. Others may have written meanwhile: read anew before the next
    /// edit.
    pub position: Position,
    /// The changes that were not accepted, by their number from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Refusal>,
}
