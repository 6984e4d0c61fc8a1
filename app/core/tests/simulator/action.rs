//! What can happen in a history. A history is a list of these: written down, one JSON object a
//! line, it is played again exactly, whatever becomes of the generator.
//!
//! Every number is taken modulo what there is at that moment, so that a list from which lines were
//! struck out still is a history.

use serde::{Deserialize, Serialize};

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Somebody does something on a device.
    Write {
        device: usize,
        log: usize,
        target: usize,
        what: What,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        named: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        storing: Storing,
    },
    /// What could not be stored is tried again.
    StoreAgain { device: usize },
    /// A device asks the server.
    Send {
        device: usize,
        #[serde(default, skip_serializing_if = "is_default")]
        sending: Sending,
    },
    /// The network hands over one of the messages that are on their way.
    Deliver {
        message: usize,
        page: usize,
        #[serde(default, skip_serializing_if = "is_default")]
        delivery: Delivery,
    },
    /// The browser writes its lazy storage down.
    Flush { device: usize },
    /// Memory is gone; with `power`, what was not strictly durable too.
    Restart { device: usize, power: bool },
    /// A clock is set, in minutes from the true time.
    Clock { device: usize, minutes: i64 },
    /// A copy of a device's profile is put aside.
    Image { device: usize },
    /// One of the two storages of a device is damaged while it is off.
    Tear { device: usize, torn: Torn },
    /// The profile is put back as it was in the image.
    Rewind { device: usize },
    /// The profile is copied onto another device, and both go on.
    Clone { device: usize },
    /// The server is backed up.
    Backup,
    /// The server is restored.
    Restore { backup: usize, new_epoch: bool },
    /// The server learns the kinds of change that the newest tablets write.
    Upgrade,
    /// A device is no longer trusted.
    Revoke { device: usize },
    /// A revoked device is paired anew, as another one.
    PairAgain { device: usize },
    /// The server erases a person's fields by itself.
    Erase { change: usize },
    /// A tablet is paired with a place for the first time.
    Join { place: usize },
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Tap,
    Five,
    Nobody,
    Typed,
    Undo(usize),
    Rename(usize),
    Cancel(bool),
    /// Somebody's fields are erased, of a change that the device knows; a tap if it knows none.
    Erase(usize),
    /// A tap as an older client wrote it, every field spelt out and in another order.
    OldShape,
    /// A kind of change that the server knows only after its upgrade.
    Newer,
    /// A kind of change that nobody here will ever know.
    Unknown,
    /// A change that is beyond its limit.
    Beyond,
    /// A change for a log that is not the device's.
    Foreign,
}

/// What becomes of the transaction that stores a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Storing {
    #[default]
    Fine,
    CrashBefore,
    CrashAfter,
    PowerBefore,
    PowerAfter,
    /// The storage is full: the change stays in memory.
    Full,
    /// It is reported as failed and yet was stored; it is tried again at once.
    Unsure,
}

/// What becomes of a request on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sending {
    #[default]
    Once,
    Lost,
    Twice,
    /// A captive portal answers 200 with a page of its own.
    Portal,
    /// A proxy or an overloaded server answers with an error.
    Turned,
}

/// What becomes of a message that arrives. Some only happen to requests, some only to answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    #[default]
    Fine,
    ServerCrashBefore,
    ServerCrashAfter,
    AnswerLost,
    AnswerTwice,
    CrashBefore,
    CrashAfter,
    PowerBefore,
    PowerAfter,
    Full,
}

/// What a damaged storage has lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Torn {
    /// The database is there, and empty.
    Emptied,
    /// The database is as it was in the image.
    Older,
    /// Every so manieth row is missing, and nobody says so.
    Rows(usize),
    /// The journal beside the database is gone.
    Journal,
}
