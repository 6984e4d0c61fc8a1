//! Keeping what names the staff no longer than was said: when the server starts, and each day.
//!
//! Notes for the next shift, links to who was at a tablet and the names of those who left go by a
//! change in the place's log, so that every tablet lets go of them, too.

use jiff::civil::Date;
use samvaro_core::id::{Millis, ReplicaId};
use samvaro_core::retention::Keeping;
use uuid::Uuid;

use crate::exchange::{RecordError, Recording, erase, snapshot};
use crate::store::{Owner, Store};

/// Erases what is due at a moment. Says how much went.
///
/// # Errors
/// When the store fails; the next time goes on from there.
pub async fn erase_due(store: &dyn Store, now: Millis, today: Date) -> Result<usize, RecordError> {
    let mut erased = 0;
    for organisation in store.organisations().await? {
        let keeping = Keeping::of(&store.programme(organisation.id.log()).await?.shared());
        for place in store.places(organisation.id).await? {
            let log = place.id.log();
            let due = snapshot::state(store, log).await?.due(keeping, now);
            if due.is_empty() {
                continue;
            }
            let (replica, owner) = (ReplicaId(Uuid::now_v7()), Owner::Server);
            let recording = Recording { organisation: organisation.id, replica, owner, now, today };
            erase(store, &recording, log, &due).await?;
            erased += due.len();
        }
    }
    Ok(erased)
}
