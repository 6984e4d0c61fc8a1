//! Refused changes that are offered to the server again, under their own numbers.

use samvaro_core::replica::{Refused, Replica};
use wasm_bindgen_futures::spawn_local;

use super::super::tablet_store::Applied;
use super::super::{sync, tabs};
use super::{bump, refresh, store, track, with};

/// Another tab may be faster so often.
const TRIES_MAX: usize = 3;

/// Whether the server may be asked to judge a refused change again.
pub fn may_offer(refused: &Refused) -> bool {
    with(|tablet| tablet.replica.borrow().as_ref().is_some_and(|replica| replica.may_offer(refused)))
}

/// How many refused changes wait to be judged again.
pub fn offered() -> usize {
    track();
    with(|tablet| tablet.replica.borrow().as_ref().map_or(0, Replica::offered))
}

/// Offers all that may be offered.
pub fn offer_refused() {
    spawn_local(async {
        for _ in 0..TRIES_MAX {
            match offer().await {
                Some(Applied::Overtaken) => refresh().await,
                _ => return,
            }
        }
    });
}

async fn offer() -> Option<Applied> {
    let (id, known, writes) = with(|tablet| {
        let replica = tablet.replica.borrow();
        let replica = replica.as_ref()?;
        let known: Vec<_> = replica.logs().map(|(log, state)| (log, state.cursor)).collect();
        Some((replica.id(), known, replica.offer_refused()))
    })?;
    let applied = store().apply(id, &known, &writes).await.ok()?;
    if applied == Applied::Stored {
        with(|tablet| {
            if let Some(replica) = tablet.replica.borrow_mut().as_mut() {
                replica.commit(writes);
            }
            *tablet.view.borrow_mut() = None;
            *tablet.waiting.borrow_mut() = None;
        });
        bump();
        tabs::tell_grown();
        sync::ring();
    }
    Some(applied)
}
