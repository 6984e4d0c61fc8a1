//! From a tap to the disk: taps collect while one transaction is in flight, and go together
//! into the next.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::{Get as _, GetUntracked as _, Set as _, WithUntracked as _, untrack, window};
use samvaro_core::change::{Authored, Body};
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, ReplicaId, Seq};
use samvaro_core::personal::Personal;
use samvaro_core::register::{Edit, UNCONFIRMED};
use samvaro_core::tally::{Tally, Undo};
use samvaro_core::target::Target;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

use super::super::memo::{self, Memo};
use super::super::tablet_store::{Batch, Draft, Writer, journal};
use super::super::{clock, public_cache, sync, tabs};
use super::waiting::target_of;
use super::{Phase, bump, connection_now, last_own_count, log, memory, phase, store, update_memory, with};

/// Time between two tries to store while the tablet cannot, in milliseconds.
const RETRY_MS: u32 = 5_000;

/// Whether the tablet can store at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It can.
    Fine,
    /// It could not, twice; what was tapped is held in memory and tried again.
    Failing,
}

/// Whether the tablet can store at all.
pub fn saving() -> Saving {
    with(|tablet| tablet.saving.clone()).get()
}

/// Whether a change to this tally is on its way to the disk.
pub fn saving_of(target: Target) -> bool {
    super::track();
    with(|tablet| {
        let about = |draft: &Draft| target_of(&draft.body) == Some(target);
        tablet.in_flight.borrow().iter().any(about) || tablet.queue.borrow().iter().any(about)
    })
}

/// Tries to store again at once.
pub fn retry() {
    with(|tablet| tablet.retry.clone()).ring();
}

/// Takes in what a person did. It shows at once, and counts as saved when the disk has it.
pub fn author(body: Body) {
    draft(body, None);
}

/// The same, with what it says of a person under its seal.
pub fn author_sealed(body: Body, sealed: Digest, personal: Personal) {
    draft(body, Some((sealed, personal)));
}

/// When the last two presses were, on a clock that only runs forward, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Presses {
    last: Option<f64>,
    before: Option<f64>,
}

impl Presses {
    /// Whether somebody presses again and again, each time within `burst_ms`.
    pub fn in_burst(self, now_ms: f64, burst_ms: f64) -> bool {
        let (Some(last), Some(before)) = (self.last, self.before) else { return false };
        last - before < burst_ms && now_ms - last < burst_ms
    }
}

/// When the last two presses were.
pub fn presses() -> Presses {
    with(|tablet| tablet.presses.get())
}

fn draft(body: Body, personal: Option<(Digest, Personal)>) {
    let Some(log) = log() else { return };
    with(|tablet| {
        let before = tablet.presses.get().last;
        tablet.presses.set(Presses { last: Some(clock::running_ms()), before });
    });
    let draft = Draft { log, at: clock::now_ms(), body, personal };
    let idle = with(|tablet| {
        tablet.queue.borrow_mut().push(draft);
        tablet.retry.ring();
        !tablet.storing.replace(true)
    });
    bump();
    if idle {
        spawn_local(store_queue());
    }
}

/// Takes back this tablet's newest count of a target, as soon as that count is stored.
pub fn undo(target: Target) {
    if untrack(|| saving_of(target)) {
        with(|tablet| tablet.undos.borrow_mut().push(target));
    } else if let Some(own) = untrack(|| last_own_count(target)) {
        author(Body::Undo(Undo::of(own.dot, &own.count)));
    }
}

/// Does something when everything that a person did is stored: at once, if it is. A page that goes
/// before takes it along.
pub fn when_stored(then: Box<dyn FnOnce()>) {
    if with(|tablet| tablet.storing.get()) {
        with(|tablet| tablet.when_stored.borrow_mut().push(then));
    } else {
        then();
    }
}

/// Has the browser ask before the page goes, as long as something is not stored.
pub(super) fn warn_of_leaving() {
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", may_prevent, |event| {
        if with(|tablet| tablet.storing.get()) {
            event.prevent_default();
        }
    })
    .forget();
}

async fn store_queue() {
    loop {
        let drafts = with(|tablet| {
            let drafts = std::mem::take(&mut *tablet.queue.borrow_mut());
            tablet.in_flight.borrow_mut().clone_from(&drafts);
            tablet.storing.set(!drafts.is_empty());
            drafts
        });
        if drafts.is_empty() {
            let waiting = with(|tablet| tablet.when_stored.take());
            return waiting.into_iter().for_each(|then| then());
        }
        let stored = store_batch(Batch::of(drafts)).await;
        take_in(stored).await;
    }
}

/// Tries until the disk has the batch; a person is told from the second failure on.
async fn store_batch(batch: Batch) -> Vec<Authored> {
    let mut looked = false;
    loop {
        match store().append(&batch, floor()).await {
            Ok(stored) => {
                set_saving(Saving::Fine);
                return stored;
            }
            Err(broken) => {
                leptos::logging::warn!("the tablet cannot store: {broken}");
                // The store may have been cleared under the open page; that can be mended.
                if !looked && !broken.full && super::refresh::load().await.is_ok() {
                    looked = true;
                    continue;
                }
                looked = false;
                set_saving(Saving::Failing);
                if broken.full {
                    public_cache::clear().await;
                }
                let retry = with(|tablet| tablet.retry.clone());
                retry.hush();
                retry.heard_within(RETRY_MS).await;
            }
        }
    }
}

/// The lowest number that may be taken: beyond what the server has seen, and beyond what is
/// remembered outside a database that may have lost its end.
pub(super) fn floor() -> Writer {
    with(|tablet| {
        let replica = tablet.replica.borrow();
        let Some(replica) = replica.as_ref() else { return Writer { replica: nobody(), next_seq: 1 } };
        let remembered =
            memo::recall_soon().filter(|memo| memo.replica == replica.id()).map_or(1, |memo| memo.next_seq);
        Writer { replica: replica.id(), next_seq: replica.next_seq().max(remembered) }
    })
}

async fn take_in(stored: Vec<Authored>) {
    let renamed = with(|tablet| {
        tablet.in_flight.borrow_mut().clear();
        if tablet.reloaded.replace(false) {
            // What was read may hold these changes already.
            *tablet.view.borrow_mut() = None;
            *tablet.waiting.borrow_mut() = None;
        }
        let mut replica = tablet.replica.borrow_mut();
        let Some(replica) = replica.as_mut() else { return true };
        for authored in &stored {
            replica.record(authored.clone());
            tablet.own.borrow_mut().add(authored);
            if let Some(view) = tablet.view.borrow_mut().as_mut() {
                view.preview(authored);
            }
            if let Some(waiting) = tablet.waiting.borrow_mut().as_mut() {
                waiting.add(authored);
            }
        }
        stored.is_empty() || stored.iter().any(|authored| authored.change.dot.replica != replica.id())
    });
    if renamed {
        super::refresh().await;
    }
    bump();
    remember();
    tabs::tell_grown();
    sync::ring();
    // One at a time: each must see what the one before took back.
    if let Some(target) = with(|tablet| tablet.undos.borrow_mut().pop()) {
        undo(target);
    }
}

/// Notes beside the database what it should hold.
pub fn remember() {
    let full = journal::is_full();
    if untrack(memory).journal_full != full {
        update_memory(|memory| memory.journal_full = full);
    }
    let Phase::Paired(pairing) = untrack(phase) else { return };
    let memo = with(|tablet| {
        let replica = tablet.replica.borrow();
        replica.as_ref().map(|replica| Memo {
            replica: replica.id(),
            device: Some(pairing.device),
            next_seq: replica.next_seq(),
            unsent: replica.unsent(),
            lost: tablet.memory.with_untracked(|memory| memory.lost),
            last_contact: connection_now().last_contact,
        })
    });
    if let Some(memo) = memo {
        memo::remember(&memo);
    }
}

fn nobody() -> ReplicaId {
    ReplicaId(Uuid::nil())
}

fn set_saving(saving: Saving) {
    let signal = with(|tablet| tablet.saving.clone());
    if signal.get_untracked() != saving {
        signal.set(saving);
    }
}

/// Adds a change that is on its way to the disk to what is shown.
pub(super) fn preview(draft: &Draft, target: Target, tally: &mut Tally) {
    if target_of(&draft.body) != Some(target) {
        return;
    }
    // The number is not known yet; it will be the tablet's highest.
    let dot = Dot { replica: super::replica_id().unwrap_or(nobody()), seq: Seq::MAX };
    let edit = |base| Edit { dot, position: UNCONFIRMED, base, clamped_at: draft.at };
    match &draft.body {
        Body::Count(count) => tally.count(count, edit(count.stated.map_or(0, |stated| stated.base))),
        Body::Undo(undo) => tally.undo(undo),
        Body::SignUp(it) => tally.sign_up(it, draft.personal.as_ref().map(|it| it.0), edit(it.base)),
        Body::Withdraw(it) => tally.withdraw(it, edit(it.base)),
        Body::Came(it) => tally.came(it, edit(it.base)),
        _ => {}
    }
}
