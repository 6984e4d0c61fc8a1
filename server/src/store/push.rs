//! What a replica hands to the store, and what comes of it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use samvaro_core::change::Authored;
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, LogId, Millis, OrganisationId, Position, ReplicaId, Seq};
use samvaro_core::protocol::{Refusal, Verdict};
use samvaro_core::target::OccurrenceKey;
use uuid::Uuid;

use crate::store::access::AccountId;

/// The credential that a replica's id is bound to, from its first push on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A paired tablet.
    Device(Uuid),
    /// A device that has not spoken under this id itself: what it wrote came in a saved file. The
    /// first device that does is its owner.
    Unclaimed,
    /// A signed-in person.
    Account(Uuid),
    /// The server itself: an import, a form, the demonstration.
    Server,
}

/// Changes of one replica, oldest first, with who sends them.
#[derive(Clone, Debug)]
pub struct Push {
    /// Whose logs they are for.
    pub organisation: OrganisationId,
    /// The replica that wrote them.
    pub replica: ReplicaId,
    /// The credential that it came with.
    pub owner: Owner,
    /// The logs that the replica may write.
    pub scope: BTreeSet<LogId>,
    /// Whether the credential is suspended or revoked: everything goes into quarantine.
    pub revoked: bool,
    /// The changes.
    pub changes: Vec<Authored>,
    /// The server's clock when they came.
    pub received_at: Millis,
    /// The date at that moment in the organisation's zone: occurrences up to it are held.
    pub today: Date,
    /// How far the replica's clock is ahead of the server's, in milliseconds; evidence only.
    pub skew_ms: Option<i64>,
}

/// What came of a push; all of it is durable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// The replica's highest number that the server has, accepted or not.
    pub last_seq: Seq,
    /// The changes of this push that were not accepted.
    pub refusals: Vec<Refusal>,
    /// The number under which the server has other bytes.
    pub forked_at: Option<Seq>,
    /// The logs that grew.
    pub grown: Vec<Growth>,
}

/// A log that grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The log.
    pub log: LogId,
    /// Its end now.
    pub head: Position,
}

/// What is known of a replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicaFacts {
    /// The credential that its id is bound to.
    pub owner: Owner,
    /// Its highest number that the server has, accepted or not.
    pub last_seq: Seq,
    /// When its first push came.
    pub first_seen: Millis,
    /// When its last push came.
    pub last_seen: Millis,
    /// How far its clock was ahead of the server's then, in milliseconds.
    pub skew_ms: Option<i64>,
}

/// A change that no log took, with its bytes, for a person to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRefusal {
    /// The change as it came; its personal fields are missing once erased.
    pub authored: Authored,
    /// Why.
    pub verdict: Verdict,
    /// When it came.
    pub received_at: Millis,
    /// What has become of it since.
    pub handling: Handling,
    /// The credential of its writer.
    pub owner: Option<Owner>,
}

/// What has become of a refused change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// It waits for somebody.
    Waiting,
    /// Somebody has put it by; it stays kept.
    Aside(Handled),
    /// It has entered its log after all.
    Taken(Handled),
}

/// When something was done, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handled {
    /// When.
    pub at: Millis,
    /// A signed-in person; nobody for the tablet itself, the server or a command.
    pub by: Option<AccountId>,
}

/// How many refused changes there are for one log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedCount {
    /// The log that they were meant for.
    pub log: LogId,
    /// How many wait for somebody.
    pub waiting: u64,
    /// How many were put by.
    pub aside: u64,
}

/// Refused changes for one log that wait, or that were put by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// Whose.
    pub organisation: OrganisationId,
    /// The log that they were meant for.
    pub log: LogId,
    /// Whether those that were put by are meant; else those that wait.
    pub aside: bool,
}

/// A visitor's name that is kept, by where it stands; the name itself is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptName {
    /// Whose.
    pub organisation: OrganisationId,
    /// The log that its sign-up is in, or was meant for.
    pub log: LogId,
    /// The seal of the sign-up.
    pub sealed: Digest,
    /// What it is for.
    pub target: OccurrenceKey,
}

/// Personal fields that were erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Whose.
    pub organisation: OrganisationId,
    /// Which.
    pub of: Erasable,
    /// When.
    pub erased_at: Millis,
}

/// What names personal fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Erasable {
    /// The seal of the change that carried them, under whatever number.
    Seal(Digest),
    /// The change itself, as earlier versions erased.
    Change(Dot),
}

impl Erasure {
    /// Which one it is, whenever it was: a second time changes nothing.
    pub fn key(&self) -> (OrganisationId, Erasable) {
        (self.organisation, self.of)
    }
}
