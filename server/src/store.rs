//! What the server keeps, behind one trait: logs, refused changes, programmes, attendance, access.
//!
//! Owns the words in which the rest of the server speaks to a database; no engine shows through.
//! Refuses to decide between edits (the core does) and to know the time: every moment is an
//! argument. One conformance suite (`tests/store_conformance`) holds for every implementation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use jiff::civil::Date;
use samvaro_core::admission::{Asking, Known};
use samvaro_core::attendance::ReportLine;
use samvaro_core::change::Authored;
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{Dot, LogId, OrganisationId, PlaceId, Position, ReplicaId, Seq};
use samvaro_core::programme::Programme;
use samvaro_core::text::{Name, Slug};
use tokio::sync::broadcast;

use self::backup::{Backup, Draft};

pub mod access;
pub mod attendance;
pub mod backup;
mod database_error;
pub mod erasure_list;
pub mod error;

mod nudges;
pub mod place;
pub mod postgres;
mod programmes;
pub mod push;
mod queue;
pub mod snapshots;
pub mod sqlite;

pub use access::Access;
pub use attendance::AttendanceRow;
pub use error::{StoreError, Stored};
pub use place::{Organisation, Place};
pub use push::{
    Erasable, Erasure, Growth, Handled, Handling, KeptName, KeptRefusal, Owner, Push, Pushed, RefusedCount,
    ReplicaFacts, Shelf,
};
pub use snapshots::Snapshots;

/// Everything the server keeps. Shared as `Arc<dyn Store>`.
///
/// When a method that writes has returned `Ok`, the write is on the disk.
#[async_trait]
pub trait Store: Access + Snapshots + Send + Sync + 'static {
    /// Adds an organisation with its own, empty log.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the id exists.
    async fn add_organisation(&self, id: OrganisationId, name: &Name) -> Stored<()>;

    /// All organisations, in order of name.
    async fn organisations(&self) -> Stored<Vec<Organisation>>;

    /// Adds a place with its own, empty log. Its name comes later, as a change in that log.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the id or the slug exists in the installation.
    async fn add_place(&self, organisation: OrganisationId, id: PlaceId, slug: &Slug) -> Stored<()>;

    /// The places of an organisation, in order of name; places without a name yet come last.
    async fn places(&self, organisation: OrganisationId) -> Stored<Vec<Place>>;

    /// A place by its part of the address.
    async fn place_by_slug(&self, slug: &Slug) -> Stored<Option<Place>>;

    /// Judges and stores a push in one transaction: log entries, refused changes, the replica's
    /// number, tallies and held occurrences. Returns when all of it is durable.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many pushes wait, [`StoreError::ForeignReplica`] when another
    /// credential owns the replica's id, [`StoreError::Full`] when the disk is full.
    async fn push(&self, push: Push) -> Stored<Pushed>;

    /// The same on somebody else's word than the writer's: what is kept as refused, or what a
    /// tablet had saved to a file. A replica of the server or of an account takes no file.
    ///
    /// # Errors
    /// As [`Store::push`].
    async fn judge(&self, asking: Asking, push: Push) -> Stored<Pushed>;

    /// The end of a log; `None` when there is no such log.
    async fn head(&self, log: LogId) -> Stored<Option<Cursor>>;

    /// The chain at a position; `None` when the log is shorter. Position 0 has the empty chain.
    async fn chain_at(&self, log: LogId, position: Position) -> Stored<Option<Digest>>;

    /// At most `rows` entries after a position, in order, their personal fields beside them
    /// unless erased.
    async fn entries(&self, log: LogId, after: Position, rows: usize) -> Stored<Vec<Entry>>;

    /// What is known of a replica; `None` before its first push.
    async fn replica(&self, organisation: OrganisationId, replica: ReplicaId)
    -> Stored<Option<ReplicaFacts>>;

    /// Refused changes with their bytes, newest first, at most `rows`.
    async fn refused(&self, organisation: OrganisationId, rows: usize) -> Stored<Vec<KeptRefusal>>;

    /// How many refused changes wait or were put by, for each log that has any.
    async fn refused_counts(&self, organisation: OrganisationId) -> Stored<Vec<RefusedCount>>;

    /// Refused changes of one shelf that follow `after`, in the order of their dots, at most `rows`.
    async fn shelf(&self, shelf: Shelf, after: Option<Dot>, rows: usize) -> Stored<Vec<KeptRefusal>>;

    /// Puts the changes by that wait for one log. They stay kept, and can still be judged again by a
    /// person. Says how many there were.
    async fn put_aside(&self, organisation: OrganisationId, log: LogId, handled: Handled) -> Stored<u64>;

    /// What numbers of a replica were used for, as far as they were: those from the first to the
    /// last of these changes.
    async fn known(
        &self,
        organisation: OrganisationId,
        replica: ReplicaId,
        changes: &[Authored],
    ) -> Stored<BTreeMap<Seq, Known>>;

    /// Which of these changes of a replica stand in a log under another number.
    async fn elsewhere(&self, organisation: OrganisationId, changes: &[Authored]) -> Stored<BTreeSet<Dot>>;

    /// Everything that was erased, in order of time: to be erased again in a backup before it is
    /// served. What an accepted [`samvaro_core::change::Erase`] names is erased in the transaction
    /// that accepts it, wherever it is kept, and does not come back with a repeated push.
    async fn erasures(&self) -> Stored<Vec<Erasure>>;

    /// Every visitor's name that is kept: where it stands and for what, not the name itself.
    async fn kept_names(&self) -> Stored<Vec<KeptName>>;

    /// Makes the room for visitors' names if a decision of some organisation stands on that day, and
    /// takes it away if none does and no name is left.
    async fn tend_names(&self, today: Date) -> Stored<()>;

    /// The programme of a log as it stands now, from a bounded cache.
    async fn programme(&self, log: LogId) -> Stored<Arc<Programme>> {
        Ok(self.standing(log).await?.1)
    }

    /// The same, with the last change that it was folded from: the base of an edit made by whoever
    /// sees it.
    async fn standing(&self, log: LogId) -> Stored<(Position, Arc<Programme>)>;

    /// Brings the held occurrences of every place up to `today`: at start, and at each midnight.
    async fn roll_over(&self, today: Date) -> Stored<()>;

    /// What was held and counted in a window, by place, activity and ISO week. Ask for no later
    /// day than today: later ones are not held yet.
    async fn attendance(
        &self,
        organisation: OrganisationId,
        from: Date,
        until: Date,
    ) -> Stored<Vec<ReportLine>>;

    /// The same, one row per occurrence, in order of day and place: for exports.
    async fn attendance_rows(
        &self,
        organisation: OrganisationId,
        from: Date,
        until: Date,
    ) -> Stored<Vec<AttendanceRow>>;

    /// Throws away what is computed from the logs, and computes the attendance anew.
    async fn rebuild_projection(&self, today: Date) -> Stored<()>;

    /// Begins a new epoch of every log: after a backup was restored.
    async fn begin_epoch(&self) -> Stored<()>;

    /// Writes everything that a restore brings back into a backup, as it stands at one moment,
    /// while the store is in use.
    async fn copy_into(&self, draft: &mut Draft) -> Stored<()>;

    /// Fills this database from a backup, wholly or not at all: without what was erased, here or by
    /// the erasures given, and with a new epoch of every log. Occurrences are held up to `today`.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when there is something in it already, [`StoreError::Backup`] when
    /// the backup cannot be read, [`StoreError::Corrupt`] when a log does not lead to its end.
    async fn fill(&self, backup: &mut Backup, erasures: &[Erasure], today: Date) -> Stored<()>;

    /// Tells which logs grew, after each commit of this process and of others that share a
    /// PostgreSQL database with it. A reader that lags loses some: a nudge is a hint and not the
    /// truth.
    fn growth(&self) -> broadcast::Receiver<Growth>;

    /// Whether reading and writing work at all; for `/healthz`.
    async fn check(&self) -> Stored<()>;

    /// Looks whether the database is whole, as far as it can tell by itself: before serving, and each
    /// night. Takes seconds for a gigabyte.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it is not: it is not served any more then.
    async fn inspect(&self) -> Stored<()>;

    /// Waits until a write has failed in a way after which nothing is certain (a failed commit or
    /// flush). No write is accepted from then on: end the process with status 70 and start anew.
    async fn failed(&self);

    /// Finishes what waits, writes the log file back into the database and closes it.
    async fn close(&self);
}
