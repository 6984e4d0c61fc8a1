//! Names of things: who they belong to and who wrote them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::digest::Digest;

macro_rules! uuid_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

uuid_name!(
    /// An organisation: the municipality that runs the places.
    OrganisationId
);
uuid_name!(
    /// An activity: the series that occurrences belong to. UUIDv7, or derived from its source
    /// when it was imported.
    ActivityId
);
uuid_name!(
    /// A slot: one schedule line of an activity.
    SlotId
);
uuid_name!(
    /// A period during which a place is closed.
    ClosureId
);
uuid_name!(
    /// A member of the staff, for attribution only; the name is one erasable record elsewhere.
    StaffId
);
uuid_name!(
    /// A line that one shift leaves for the next.
    NoteId
);
uuid_name!(
    /// A writer of changes: a paired tablet, a signed-in browser or the server itself.
    ReplicaId
);
uuid_name!(
    /// A log: the ordered changes of one place, or of what an organisation's places share.
    /// A place's log carries the place's own id, an organisation's log the organisation's.
    LogId
);
uuid_name!(
    /// A meeting place.
    PlaceId
);
uuid_name!(
    /// A split or a mark that an organisation counts beside the total.
    CategoryId
);

uuid_name!(
    /// A sign-up: one line on the list of an occurrence. Random; says nothing about anybody.
    SignUpId
);

impl PlaceId {
    /// The log that holds this place's changes.
    pub fn log(self) -> LogId {
        LogId(self.0)
    }
}

impl OrganisationId {
    /// The log that holds what this organisation's places share.
    pub fn log(self) -> LogId {
        LogId(self.0)
    }
}

impl CategoryId {
    /// The id of a category that is proposed under this name: whoever takes the proposal, at whatever
    /// desk, sets up the same one.
    pub fn proposed(name: &str) -> Self {
        let Digest(sum) = Digest::of(&[b"category", name.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sum[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// A replica's own number of a change: 1, 2, 3 … without holes.
pub type Seq = u64;

/// A change's place in its log: 1, 2, 3 … without holes; 0 is "before the first".
pub type Position = u64;

/// Milliseconds since 1970-01-01T00:00Z, as the writer's clock said.
pub type Millis = i64;

/// The identity of a change: who wrote it, and which of theirs it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dot {
    /// The writer.
    #[serde(rename = "r")]
    pub replica: ReplicaId,
    /// The writer's own number, from 1.
    #[serde(rename = "s")]
    pub seq: Seq,
}
