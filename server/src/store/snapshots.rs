//! States of logs in pages, for readers that have nothing yet: a cache, which the logs can rebuild.

use async_trait::async_trait;
use samvaro_core::digest::Digest;
use samvaro_core::id::{LogId, Millis, Position};
use samvaro_core::personal::Personal;
use samvaro_core::snapshot::Snapshot;

use super::Stored;

/// How long the pages of a snapshot are kept after a newer one was made, in milliseconds (a day).
pub const SNAPSHOT_KEEP_MS: Millis = 24 * 60 * 60 * 1_000;

/// The part of the store that keeps snapshots.
#[async_trait]
pub trait Snapshots {
    /// The newest snapshot of a log that this build can read and that the log leads through.
    async fn snapshot(&self, log: LogId) -> Stored<Option<Snapshot>>;

    /// A page of a log; `None` also if it belongs to another log.
    async fn page(&self, log: LogId, hash: Digest) -> Stored<Option<String>>;

    /// The personal fields of a log up to a position that are not erased, with their seals; the
    /// newest first, at most `rows`.
    async fn living(&self, log: LogId, upto: Position, rows: usize) -> Stored<Vec<(Digest, Personal)>>;

    /// Keeps a snapshot with its pages, in its order. Removes those that were replaced more than
    /// [`SNAPSHOT_KEEP_MS`] before `now`, and pages that no snapshot names any more.
    async fn keep_snapshot(
        &self,
        log: LogId,
        snapshot: &Snapshot,
        pages: &[String],
        now: Millis,
    ) -> Stored<()>;
}
