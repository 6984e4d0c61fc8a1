//! What a tablet keeps: its unsent changes, the log it has read, and who it is.
//!
//! The schema of `outbox` is frozen for ever; other stores may only be added to. One row per
//! unsent change, written in the same transaction that takes its number.

use samvaro_core::change::Body;
use samvaro_core::digest::Digest;
use samvaro_core::id::{LogId, Millis, ReplicaId, Seq};
use samvaro_core::personal::Personal;
use serde::{Deserialize, Serialize};

use super::database::{Broken, Database, Schema};
use super::{platform, tablet};

mod append;
mod apply;
mod catch_up;
mod compact;
mod erase;
mod forget;
pub mod journal;
mod keys;
mod load;
mod pages;
mod pairing;
mod restore;

pub use append::Batch;
pub use apply::{Applied, Known};
pub use catch_up::News;
pub use compact::PIECES_MAX;
pub use load::Kept;

/// The tablet's database, and with a number after it a spare one; the page for emergencies (`boot.js`) reads it by this name too.
const NAME: &str = "samvaro-tablet";
/// `replica/number` → one unsent change, as JSON.
const OUTBOX: &str = "outbox";
/// `log/first position` → consecutive entries of a log, packed as JSON.
const TAIL: &str = "tail";
/// Single facts: the writer, the pairing, the cursors.
const META: &str = "meta";
/// `replica/number` → one change that the server refused, with its verdict, as JSON.
const REFUSED: &str = "refused";

/// `replica/number` → an own change of a forgotten log, with when the server received it. Earlier
/// builds wrote these; they wait in the outbox now.
const RETAINED: &str = "retained";
/// `log/hash` → a page of a snapshot; since version 2.
const PAGES: &str = "pages";

const SCHEMA: Schema = Schema {
    name: NAME,
    version: 2,
    stores: &[OUTBOX, TAIL, META, REFUSED, RETAINED, PAGES],
    blocked: tablet::wait_for_other_tab,
    closed: tablet::look_again,
};

const WRITER: &str = "writer";
const PAIRING: &str = "pairing";
const PERSISTED: &str = "persisted";
/// Identities that were given up with changes left under them.
const ORPHANED: &str = "orphaned";

/// Who writes, and the number that the next change gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    /// The replica.
    pub replica: ReplicaId,
    /// The next number.
    pub next_seq: Seq,
}

/// A change that a person has made and that is not stored yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The log it belongs to.
    pub log: LogId,
    /// When it was made.
    pub at: Millis,
    /// What it does.
    pub body: Body,
    /// What it says of a person, under its seal.
    pub personal: Option<(Digest, Personal)>,
}

/// The stores of one tablet.
#[derive(Clone)]
pub struct TabletStore {
    database: Database,
}

impl TabletStore {
    /// Uses another database from now on, in another part of the browser's storage where there is
    /// one: damage to the old one may reach everything beside it.
    pub async fn use_spare(&self, number: u32) {
        platform::use_spare_storage(&format!("{NAME}-{number}")).await;
        self.database.rename(format!("{NAME}-{number}"));
    }

    /// Whether a newer build has upgraded it; this one still works, because upgrades only add.
    pub fn is_newer(&self) -> bool {
        self.database.is_newer()
    }

    /// The tablet's own database.
    pub fn open() -> Self {
        Self { database: Database::new(SCHEMA) }
    }
}

fn unreadable(what: &str) -> Broken {
    Broken { cause: format!("unreadable {what}"), full: false }
}

fn json(value: &impl Serialize) -> Result<String, Broken> {
    serde_json::to_string(value).map_err(|_| unreadable("value"))
}
