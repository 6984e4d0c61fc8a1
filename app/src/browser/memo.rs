//! A few facts beside the database, in another engine, so that a lost or damaged database is
//! noticed: who wrote, the next number, and how much was not sent.

use leptos::prelude::window;
use samvaro_core::id::{Millis, ReplicaId, Seq};
use serde::{Deserialize, Serialize};

const KEY: &str = "samvaro-tablet";

/// What is remembered beside the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// The writer.
    pub replica: ReplicaId,
    /// The number that the next change gets.
    pub next_seq: Seq,
    /// How many changes were not sent.
    pub unsent: usize,
    /// How many changes were lost with an earlier database, until a person has read it.
    #[serde(default)]
    pub lost: usize,
    /// When the server last answered.
    pub last_contact: Option<Millis>,
}

/// What was remembered.
pub fn recall() -> Option<Memo> {
    let text = window().local_storage().ok()??.get_item(KEY).ok()??;
    samvaro_core::json::read(&text).ok()
}

/// Remembers. A browser without such a place simply does not.
pub fn remember(memo: &Memo) {
    if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), serde_json::to_string(memo)) {
        let _ = storage.set_item(KEY, &text);
    }
}
