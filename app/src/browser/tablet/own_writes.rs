//! What the tablet writes into its store by itself, without an answer of the server.

use samvaro_core::replica::{Replica, Writes};
use wasm_bindgen_futures::spawn_local;

use super::super::tablet_store::{Applied, Known};
use super::super::{sync, tabs};
use super::{bump, refresh, store, with};

/// Another tab may be faster so often.
const TRIES_MAX: usize = 3;

/// Stores what `make` makes of the replica, then lets the replica take it in.
pub(super) fn write_own(make: impl Fn(&Replica) -> Writes + 'static) {
    let make: Box<dyn Fn(&Replica) -> Writes> = Box::new(make);
    spawn_local(async move {
        for _ in 0..TRIES_MAX {
            match write(&*make).await {
                Some(Applied::Overtaken) => refresh().await,
                _ => return,
            }
        }
    });
}

async fn write(make: &dyn Fn(&Replica) -> Writes) -> Option<Applied> {
    let (known, writes) = with(|tablet| {
        let replica = tablet.replica.borrow();
        let replica = replica.as_ref()?;
        let writes = make(replica);
        let waiting = replica.made_for(&writes);
        Some((Known { replica: replica.id(), cursors: replica.cursors(), waiting }, writes))
    })?;
    let applied = store().apply(&known, &writes).await.ok()?;
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
