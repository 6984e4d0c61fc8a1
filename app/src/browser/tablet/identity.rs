//! What happens to unsent changes when the tablet gets another identity: paired anew, or known to
//! the server as somebody else's.
//!
//! They stay in the outbox under their old numbers until the log has been read to its end. Those
//! that the log shows had arrived; the others are written anew under the new identity. So nothing
//! is counted twice, and nothing is lost.

use samvaro_core::change::Authored;
use samvaro_core::id::ReplicaId;
use samvaro_core::replica::Writes;
use uuid::Uuid;

use super::super::tablet_store::Batch;
use super::{bump, record, refresh, replica_id, store, with};

/// Takes a new identity.
pub async fn renew() {
    if store().renew(ReplicaId(Uuid::now_v7())).await.is_ok()
        && let Err(broken) = refresh::load().await
    {
        leptos::logging::warn!("the tablet's store cannot be read: {broken}");
    }
}

/// Writes what is left of an old identity anew; to be called when the log has been read to its
/// end. Says whether there was anything.
pub async fn adopt_orphans() -> bool {
    let orphans = orphans();
    if orphans.is_empty() {
        return false;
    }
    let batch = Batch::replacing(&orphans);
    let Ok(stored) = store().append(&batch, record::floor()).await else { return false };
    if stored.is_empty() || stored.iter().any(|authored| Some(authored.change.dot.replica) != replica_id()) {
        super::refresh().await;
        return true;
    }
    with(|tablet| {
        stored.iter().for_each(|authored| tablet.own.borrow_mut().add(authored));
        if let Some(replica) = tablet.replica.borrow_mut().as_mut() {
            let settle = orphans.iter().map(|authored| authored.change.dot).collect();
            replica.commit(Writes { offer: stored, settle, ..Writes::default() });
        }
        *tablet.view.borrow_mut() = None;
        *tablet.waiting.borrow_mut() = None;
    });
    bump();
    true
}

pub(super) fn orphans() -> Vec<Authored> {
    with(|tablet| {
        let replica = tablet.replica.borrow();
        replica.as_ref().map_or_else(Vec::new, |replica| replica.orphans().cloned().collect())
    })
}
