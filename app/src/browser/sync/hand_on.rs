//! Handing on what others had written before the server was restored from an older backup.

use samvaro_core::protocol::{MEDIA_TYPE, SyncReply, SyncRequest};
use samvaro_core::replica::is_handed_on;

use super::super::tablet_store::{Applied, Known};
use super::super::{clock, names, tablet};
use super::exchange::{FOREIGN, send};

/// Hands on what this tablet alone may still hold; says whether there was anything.
pub(super) async fn hand_on() -> bool {
    let now = clock::now_ms();
    let requests = tablet::with(|tablet| tablet.replica.borrow().as_ref()?.hand_on(now));
    let Some(requests) = requests else { return false };
    for request in requests {
        if !is_taken(request).await {
            return false;
        }
    }
    let gone = let_go().await;
    names::throw_key_away_if_unused();
    gone
}

async fn is_taken(mut request: SyncRequest) -> bool {
    names::unlock_request(&mut request).await;
    let Ok(answer) = send(&request).await else { return false };
    if answer.status == 200 && answer.content_type == MEDIA_TYPE {
        let reply = samvaro_core::json::read::<SyncReply>(&answer.text);
        return reply.is_ok_and(|reply| is_handed_on(&request, &reply));
    }
    // Another tablet has handed on the same.
    answer.problem().is_some_and(|problem| problem.kind == FOREIGN)
}

async fn let_go() -> bool {
    let writes = tablet::with(|tablet| {
        let replica = tablet.replica.borrow();
        let replica = replica.as_ref()?;
        let known = Known { replica: replica.id(), cursors: replica.cursors(), waiting: None };
        Some((known, replica.let_go()))
    });
    let Some((known, writes)) = writes else { return false };
    if !matches!(tablet::store().apply(&known, &writes).await, Ok(Applied::Stored)) {
        return false;
    }
    tablet::with(|tablet| {
        tablet.replica.borrow_mut().iter_mut().for_each(|replica| replica.commit(writes.clone()));
    });
    true
}
