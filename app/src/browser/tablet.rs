//! The tablet as it is held in memory: one per tab, for as long as the tab lives.
//!
//! What is shown is derived from the replica and the changes that are being stored. Nothing here
//! counts as saved before [`super::tablet_store`] says that the disk has it.

use std::cell::{Cell, RefCell};

use leptos::prelude::{
    ArcRwSignal, Get as _, GetUntracked as _, Set as _, Track as _, Update as _, WithUntracked as _,
};
use samvaro_core::api::Pairing;
use samvaro_core::change::Change;
use samvaro_core::fold::LogState;
use samvaro_core::id::{LogId, Position, ReplicaId};
use samvaro_core::replica::{Received, Replica, Writes};
use samvaro_core::target::Target;
use wasm_bindgen_futures::spawn_local;

use super::bell::Bell;
use super::database::Broken;
use super::tablet_store::{Draft, TabletStore};
use super::{clock, curtain, pairing_link, sync, tabs, update};
use crate::connection::Connection;
use own_counts::OwnCounts;
use waiting::Waiting;

#[cfg(feature = "staff")]
mod estimates;
mod farewell;
mod help;
mod identity;
mod mend;
mod own_counts;
mod own_writes;
mod pair;
pub mod people;
mod record;
mod refresh;
mod rescue;
mod shown;
#[cfg(feature = "editor")]
mod told;
mod waiting;

#[cfg(feature = "staff")]
pub use estimates::undo_estimates;
pub use farewell::forget_if_withdrawn;
pub use help::{may_offer, offer_refused, offered};
pub use identity::{adopt_orphans, renew};
pub use own_counts::OwnCount;
#[cfg(feature = "editor")]
pub use pair::probe;
pub use pair::{Attempt, PairError, attempt, learn_shared, persist, try_to_pair};
pub use record::{
    Presses, Saving, author, author_sealed, presses, remember, retry, saving, saving_of, undo, when_stored,
};
pub use refresh::refresh;
pub use rescue::save_unsent;
pub use shown::{
    Kept, edits, holds_names, is_own, is_storing, is_waiting, last_own_count, organisation, refused, tally,
    unsent, view,
};
#[cfg(feature = "editor")]
pub use told::told;

/// How far the tablet has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Its store is being read.
    Opening,
    /// Its store must be upgraded, and a tab of an older build does not let go of it.
    Blocked,
    /// This browser keeps nothing: a private window, or storage is switched off.
    NoStorage,
    /// This window looks as if it forgot everything when it is closed; no place was given to it.
    PrivateWindow,
    /// It belongs to no place yet.
    Unpaired,
    /// It counts for a place.
    Paired(Box<Pairing>),
    /// It was taken away: it has handed in what it had, and keeps nothing.
    Withdrawn,
}

/// What the tablet found out about its own memory when it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Whether the browser has promised not to clean it away; nothing before it was asked.
    pub persisted: Option<bool>,
    /// How many changes were lost before they were sent, because the store was cleared.
    pub lost: usize,
    /// How many unsent changes the tablet has put back into a store that had been damaged, until a
    /// person has read it; nothing if the store was well.
    pub restored: Option<usize>,
    /// Whether the second copy of the unsent changes has no room for more.
    pub journal_full: bool,
    /// How many rows could not be read.
    pub unreadable: usize,
    /// Whether a newer build has upgraded the store; this one counts on, and should be replaced.
    pub newer: bool,
}

pub(super) struct Tablet {
    pub(super) store: TabletStore,
    pub(super) replica: RefCell<Option<Replica>>,
    /// Confirmed and waiting changes together; made anew when it is missing.
    view: RefCell<Option<LogState>>,
    /// Made anew when it is missing.
    waiting: RefCell<Option<Waiting>>,
    own: RefCell<OwnCounts>,
    /// Changes being stored now.
    in_flight: RefCell<Vec<Draft>>,
    /// Changes to be stored next.
    queue: RefCell<Vec<Draft>>,
    started: Cell<bool>,
    /// Whether the server has been asked which log the places share.
    asked_shared: Cell<bool>,
    /// Whether everything has been read anew since the last change was stored.
    reloaded: Cell<bool>,
    storing: Cell<bool>,
    presses: Cell<Presses>,
    retry: Bell,
    /// Undos that wait for the count they take back to be stored.
    undos: RefCell<Vec<Target>>,
    /// What waits for everything to be stored.
    when_stored: RefCell<Vec<Box<dyn FnOnce()>>>,
    phase: ArcRwSignal<Phase>,
    memory: ArcRwSignal<Memory>,
    saving: ArcRwSignal<Saving>,
    revision: ArcRwSignal<u64>,
    connection: ArcRwSignal<Connection>,
    attempt: ArcRwSignal<Attempt>,
}

thread_local! {
    static TABLET: Tablet = Tablet {
        store: TabletStore::open(),
        replica: RefCell::default(),
        view: RefCell::default(),
        waiting: RefCell::default(),
        own: RefCell::default(),
        in_flight: RefCell::default(),
        queue: RefCell::default(),
        started: Cell::default(),
        asked_shared: Cell::default(),
        reloaded: Cell::default(),
        storing: Cell::default(),
        presses: Cell::default(),
        retry: Bell::default(),
        undos: RefCell::default(),
        when_stored: RefCell::default(),
        phase: ArcRwSignal::new(Phase::Opening),
        memory: ArcRwSignal::new(Memory::default()),
        saving: ArcRwSignal::new(Saving::Fine),
        revision: ArcRwSignal::new(0),
        connection: ArcRwSignal::new(Connection::default()),
        attempt: ArcRwSignal::new(Attempt::Idle),
    };
}

pub(super) fn with<T>(look: impl FnOnce(&Tablet) -> T) -> T {
    TABLET.with(look)
}

pub(super) fn store() -> TabletStore {
    with(|tablet| tablet.store.clone())
}

/// Tells every reader that counts or programme have changed.
pub(super) fn bump() {
    with(|tablet| tablet.revision.clone()).update(|revision| *revision += 1);
}

fn track() {
    with(|tablet| tablet.revision.clone()).track();
}

/// How far the tablet has come.
pub fn phase() -> Phase {
    with(|tablet| tablet.phase.clone()).get()
}

fn set_phase(phase: Phase) {
    let signal = with(|tablet| tablet.phase.clone());
    if signal.with_untracked(|standing| *standing != phase) {
        signal.set(phase);
    }
}

/// The store is opened as soon as another tab lets go of it.
pub fn wait_for_other_tab() {
    if with(|tablet| tablet.phase.clone()).get_untracked() == Phase::Opening {
        set_phase(Phase::Blocked);
    }
}

/// Reads the store again, because it may have been cleared under the open page. A tablet that was
/// taken away has cleared it itself.
pub fn look_again() {
    if with(|tablet| tablet.phase.clone()).get_untracked() == Phase::Withdrawn {
        return;
    }
    spawn_local(async {
        if let Err(broken) = refresh::load().await {
            leptos::logging::warn!("the tablet's store cannot be read: {broken}");
        }
    });
}

/// What it found out about its own memory.
pub fn memory() -> Memory {
    with(|tablet| tablet.memory.clone()).get()
}

pub(super) fn update_memory(change: impl FnOnce(&mut Memory)) {
    with(|tablet| tablet.memory.clone()).update(change);
}

/// What it knows of the network.
pub fn connection() -> Connection {
    with(|tablet| tablet.connection.clone()).get()
}

pub(super) fn set_connection(connection: Connection) {
    let signal = with(|tablet| tablet.connection.clone());
    if signal.get_untracked() != connection {
        signal.set(connection);
    }
}

pub(super) fn connection_now() -> Connection {
    with(|tablet| tablet.connection.clone()).get_untracked()
}

/// How far the log has been read: the base of an edit made now.
pub fn base() -> Position {
    log().and_then(read_up_to).unwrap_or(0)
}

/// How far a log has been read, if it is read here.
pub(super) fn read_up_to(log: LogId) -> Option<Position> {
    with(|tablet| Some(tablet.replica.borrow().as_ref()?.confirmed(log)?.cursor.position))
}

/// The log of the place that the tablet counts for.
pub fn log() -> Option<LogId> {
    match with(|tablet| tablet.phase.clone()).get_untracked() {
        Phase::Paired(pairing) => Some(pairing.log),
        _ => None,
    }
}

pub(super) fn replica_id() -> Option<ReplicaId> {
    with(|tablet| tablet.replica.borrow().as_ref().map(Replica::id))
}

/// Somebody has read what happened to the store.
pub fn forget_loss() {
    update_memory(|memory| (memory.lost, memory.restored) = (0, None));
    remember();
}

/// Starts the tablet, once per tab: reads its store, pairs it if the link says so, and lets it
/// find its way to the server.
pub fn start() {
    if with(|tablet| tablet.started.replace(true)) {
        return;
    }
    clock::start();
    curtain::start();
    tabs::start();
    record::warn_of_leaving();
    update::watch();
    let code = pairing_link::take_code();
    spawn_local(async move {
        if let Err(Broken { cause, .. }) = mend::open(&store()).await {
            leptos::logging::warn!("the tablet's store cannot be opened: {cause}");
            set_phase(Phase::NoStorage);
            return;
        }
        sync::start();
        match code {
            Some(code) => try_to_pair(code),
            None if log().is_none() => pair::resume().await,
            None => {}
        }
    });
}

/// Lets the replica take in an answer that has been stored.
pub(super) fn settle(received: Received) {
    let same_view = only_confirms(&received.writes) && all_waited(&received.writes);
    let renamed = received.writes.rename.is_some();
    with(|tablet| {
        if let Some(replica) = tablet.replica.borrow_mut().as_mut() {
            replica.settle(received);
            if renamed {
                *tablet.own.borrow_mut() = OwnCounts::waiting(replica);
            }
        }
        *tablet.waiting.borrow_mut() = None;
        if !same_view {
            *tablet.view.borrow_mut() = None;
        }
    });
}

/// Lets the replica begin a log from a snapshot that has been stored.
pub(super) fn begin(writes: Writes) {
    with(|tablet| {
        if let Some(replica) = tablet.replica.borrow_mut().as_mut() {
            replica.commit(writes);
        }
        *tablet.view.borrow_mut() = None;
    });
    bump();
}

/// Whether everything that the log has shown was waiting; what a coordinator has had judged again
/// was not on screen.
fn all_waited(writes: &Writes) -> bool {
    with(|tablet| {
        let replica = tablet.replica.borrow();
        let refused = replica.iter().flat_map(Replica::refused).map(|refused| refused.authored.change.dot);
        !refused.into_iter().any(|dot| writes.settle.contains(&dot))
    })
}

/// Whether the writes only confirm what is already on screen, so that the view can stay.
fn only_confirms(writes: &Writes) -> bool {
    let new: usize = writes.append.iter().map(|(_, entries, _)| entries.len()).sum();
    let plain = writes.forget.is_empty() && writes.refuse.is_empty() && writes.offer.is_empty();
    // A sign-up's place in line is another once the log has shown it.
    let entries = writes.append.iter().flat_map(|(_, entries, _)| entries);
    let lined_up = entries.map(|entry| entry.change()).any(Change::signs_up);
    plain && writes.rename.is_none() && new == writes.settle.len() && !lined_up
}
