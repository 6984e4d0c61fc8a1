//! Handing the unsent changes to a person as a file, as a last resort.

use samvaro_core::change::Authored;
use samvaro_core::id::ReplicaId;
use samvaro_core::iso::Written;
use samvaro_core::replica::Refused;
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

use super::super::{clock, names, platform};
use super::with;

/// What the file holds; `boot.js` writes the same when nothing else works any more.
#[derive(Serialize)]
struct Rescue<'a> {
    format: &'static str,
    replica: ReplicaId,
    outbox: &'a [Authored],
    refused: &'a [Refused],
}

/// Saves the unsent and the refused changes to a file, with the names that they say.
pub fn save_unsent() {
    spawn_local(async {
        let held = with(|tablet| {
            let replica = tablet.replica.borrow();
            let replica = replica.as_ref()?;
            let outbox: Vec<Authored> = replica.outbox().cloned().collect();
            let refused: Vec<Refused> = replica.refused().cloned().collect();
            Some((replica.id(), outbox, refused))
        });
        let Some((replica, mut outbox, mut refused)) = held else { return };
        names::unlock_all(&mut outbox).await;
        names::unlock_all(refused.iter_mut().map(|refused| &mut refused.authored)).await;
        let rescue = Rescue { format: "samvaro-unsent-1", replica, outbox: &outbox, refused: &refused };
        if let Ok(text) = serde_json::to_string(&rescue) {
            let day = clock::wall(clock::now_ms()).date();
            platform::save_file(&format!("samvaro-{}.json", Written(day)), &text);
        }
    });
}
