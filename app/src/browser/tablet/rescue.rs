//! Handing the unsent changes to a person as a file, as a last resort.

use samvaro_core::change::Authored;
use samvaro_core::id::ReplicaId;
use samvaro_core::iso::Written;
use samvaro_core::replica::Refused;
use serde::Serialize;

use super::super::{clock, platform};
use super::with;

/// What the file holds; `boot.js` writes the same when nothing else works any more.
#[derive(Serialize)]
struct Rescue<'a> {
    format: &'static str,
    replica: ReplicaId,
    outbox: Vec<&'a Authored>,
    refused: Vec<&'a Refused>,
}

/// Saves the unsent and the refused changes to a file.
pub fn save_unsent() {
    let text = with(|tablet| {
        let replica = tablet.replica.borrow();
        let replica = replica.as_ref()?;
        let rescue = Rescue {
            format: "samvaro-unsent-1",
            replica: replica.id(),
            outbox: replica.outbox().collect(),
            refused: replica.refused().collect(),
        };
        serde_json::to_string(&rescue).ok()
    });
    if let Some(text) = text {
        platform::save_file(&format!("samvaro-{}.json", Written(clock::wall(clock::now_ms()).date())), &text);
    }
}
