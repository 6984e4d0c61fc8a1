//! What the tablet shows: the replica with the changes that are being stored on top. Whoever reads it
//! is told when it changes.

use leptos::prelude::GetUntracked as _;
use samvaro_core::change::{Authored, Body};
use samvaro_core::digest::Digest;
use samvaro_core::fold::LogState;
use samvaro_core::id::Dot;
use samvaro_core::programme::Programme;
use samvaro_core::replica::{Refused, Replica};
use samvaro_core::tally::Tally;
use samvaro_core::target::Target;

use super::own_counts::OwnCount;
use super::waiting::Waiting;
use super::{Phase, log, record, replica_id, track, with};

/// Looks at the place's log as its people see it. Readers are told when it changes.
pub fn view<T>(look: impl FnOnce(&LogState) -> T) -> Option<T> {
    track();
    let log = log()?;
    with(|tablet| {
        let mut view = tablet.view.borrow_mut();
        if view.is_none() {
            *view = tablet.replica.borrow().as_ref().map(|replica| replica.view(log));
        }
        view.as_ref().map(look)
    })
}

/// A tally as it is on screen: with what is being stored this very moment.
pub fn tally(target: Target) -> Tally {
    let mut tally = view(|state| state.tally(target)).unwrap_or_default();
    with(|tablet| {
        let drafts = (tablet.in_flight.borrow(), tablet.queue.borrow());
        drafts.0.iter().chain(drafts.1.iter()).for_each(|draft| record::preview(draft, target, &mut tally));
    });
    tally
}

/// Whether changes to this tally are stored but not sent.
pub fn is_waiting(target: Target) -> bool {
    track();
    with(|tablet| {
        let replica = tablet.replica.borrow();
        let mut waiting = tablet.waiting.borrow_mut();
        replica
            .as_ref()
            .is_some_and(|replica| waiting.get_or_insert_with(|| Waiting::of(replica)).has(target))
    })
}

/// Where this tablet's edits of the programme are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Some are on their way to the disk.
    Saving,
    /// The disk has them all, the server not yet.
    OnTablet,
    /// The server has them all.
    Sent,
}

/// Where this tablet's edits of the programme are; whoever reads it is told when that changes.
pub fn edits() -> Kept {
    track();
    with(|tablet| {
        let drafts = (tablet.in_flight.borrow(), tablet.queue.borrow());
        if drafts.0.iter().chain(drafts.1.iter()).any(|draft| matches!(draft.body, Body::Put(_))) {
            return Kept::Saving;
        }
        let replica = tablet.replica.borrow();
        let mut waiting = tablet.waiting.borrow_mut();
        let waits =
            replica.as_ref().is_some_and(|replica| waiting.get_or_insert_with(|| Waiting::of(replica)).edits);
        if waits { Kept::OnTablet } else { Kept::Sent }
    })
}

/// Whether this tablet is the writer of a change.
pub fn is_own(dot: Dot) -> bool {
    replica_id() == Some(dot.replica)
}

/// The newest count of this tablet that can still be taken back.
pub fn last_own_count(target: Target) -> Option<OwnCount> {
    let undone = view(|state| state.tally(target).undone)?;
    with(|tablet| tablet.own.borrow().last(target, &undone).cloned())
}

/// Whether a change that says something under this seal is on its way to the disk.
pub fn is_storing(sealed: Digest) -> bool {
    with(|tablet| {
        let (in_flight, queue) = (tablet.in_flight.borrow(), tablet.queue.borrow());
        let mut seals = in_flight.iter().chain(queue.iter()).filter_map(|draft| draft.personal.as_ref());
        seals.any(|(seal, _)| *seal == sealed)
    })
}

/// Whether it keeps a visitor's name, sent or not.
pub fn holds_names() -> bool {
    let named = |authored: &Authored| authored.personal.as_ref().is_some_and(|it| it.fields.locked.is_some());
    let shown = view(|state| state.personal.values().any(|fields| fields.locked.is_some()));
    with(|tablet| {
        let replica = tablet.replica.borrow();
        let mut waiting = replica.iter().flat_map(Replica::outbox);
        let mut refused = replica.iter().flat_map(Replica::refused).map(|refused| &refused.authored);
        let (in_flight, queue) = (tablet.in_flight.borrow(), tablet.queue.borrow());
        let mut drafts = in_flight.iter().chain(queue.iter());
        shown == Some(true)
            || replica.as_ref().is_some_and(|replica| replica.inherited() > 0)
            || waiting.any(named)
            || refused.any(named)
            || drafts.any(|draft| draft.personal.is_some())
    })
}

/// How many changes are not sent.
pub fn unsent() -> usize {
    track();
    with(|tablet| {
        let stored = tablet.replica.borrow().as_ref().map_or(0, Replica::unsent);
        stored + tablet.in_flight.borrow().len() + tablet.queue.borrow().len()
    })
}

/// Changes that the server refused.
pub fn refused() -> Vec<Refused> {
    track();
    with(|tablet| {
        tablet.replica.borrow().as_ref().map_or_else(Vec::new, |replica| replica.refused().cloned().collect())
    })
}

/// Looks at what the places of the organisation share, as far as the tablet has read it; until
/// then nobody has said anything.
pub fn organisation<T>(look: impl FnOnce(&Programme) -> T) -> T {
    track();
    let shared = match with(|tablet| tablet.phase.clone()).get_untracked() {
        Phase::Paired(pairing) => pairing.shared,
        _ => None,
    };
    with(|tablet| {
        let replica = tablet.replica.borrow();
        let state = shared.and_then(|log| replica.as_ref()?.confirmed(log));
        match state {
            Some(state) => look(&state.programme),
            None => look(&Programme::default()),
        }
    })
}
