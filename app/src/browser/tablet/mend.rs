//! What a tablet does about a memory that was cleared, damaged or exchanged for an older one.
//!
//! An empty store is never taken for "nothing to send": what is remembered beside the database says
//! who wrote, under which numbers, and how much had not been sent; the journal still holds it.

use samvaro_core::api::Pairing;
use samvaro_core::id::ReplicaId;
use uuid::Uuid;

use super::super::database::Broken;
use super::super::memo::{self, Memo};
use super::super::platform;
use super::super::tablet_store::{Kept, TabletStore, Writer};
use super::super::tabs;

/// The largest number of databases that are given up one after the other.
const SPARES_MAX: u32 = 8;

/// Rows of the outbox that are parsed without a pause.
const SLICE_ROWS: usize = 1_000;

/// What was found out about the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// How many unsent changes were put back.
    pub restored: usize,
    /// How many unsent changes are gone.
    pub lost: usize,
    /// Whether the store was not as it had been left.
    pub damaged: bool,
}

/// Reads the store as it is. `unhurried` parses it in slices, so that the browser can do something
/// else in between; only for whoever stores nothing meanwhile.
///
/// # Errors
/// [`Broken`] when it cannot be read.
pub async fn load(store: &TabletStore, unhurried: bool) -> Result<Kept, Broken> {
    let mut kept = store.load().await?;
    for slice in kept.take_outbox().chunks(SLICE_ROWS) {
        if unhurried {
            platform::breathe().await;
        }
        kept.parse(slice);
    }
    Ok(kept)
}

/// Reads the store, and makes it what it should be; `unhurried` as in [`load`].
///
/// # Errors
/// [`Broken`] when it cannot be read or written.
pub async fn read(store: &TabletStore, unhurried: bool) -> Result<(Kept, Mended), Broken> {
    let memo = memo::recall();
    let mut kept = load(store, unhurried).await?;
    let damaged = kept.unreadable > 0 || memo.is_some_and(|memo| is_older(kept.writer, &memo));
    if kept.writer.is_none()
        && let Some(pairing) = memo::pairing()
    {
        store.pair(&pairing, writer_of(&pairing)).await?;
        kept = load(store, unhurried).await?;
    }
    let missing = kept.missing();
    if kept.writer.is_some() && (damaged || !missing.is_empty()) {
        let floor = memo.map(|memo| Writer { replica: memo.replica, next_seq: memo.next_seq });
        store.restore(&missing, floor).await?;
        kept = load(store, unhurried).await?;
    }
    // Before the tablet is paired again, nothing can be put back.
    let waiting = if kept.writer.is_some() { 0 } else { missing.len() };
    let found = kept.stored.outbox.len() + waiting;
    let unsent = memo.filter(|_| damaged).map_or(0, |memo| memo.unsent);
    let lost = unsent.saturating_sub(found);
    Ok((kept, Mended { restored: missing.len(), lost, damaged }))
}

/// Whether the store has not got as far as what is remembered beside it.
fn is_older(writer: Option<Writer>, memo: &Memo) -> bool {
    writer.is_none_or(|writer| writer.replica == memo.replica && writer.next_seq < memo.next_seq)
}

/// Who writes once the tablet is paired: the same as before if the server knows it as the same
/// device, so that no number is ever given twice and a hole in the numbers shows.
pub fn writer_of(pairing: &Pairing) -> Writer {
    let fresh = Writer { replica: ReplicaId(Uuid::now_v7()), next_seq: 1 };
    let same_device = memo::recall().filter(|memo| memo.device == Some(pairing.device));
    same_device.map_or(fresh, |memo| Writer { replica: memo.replica, next_seq: memo.next_seq })
}

/// Opens the store that is in use; if it cannot be opened any more, another one beside it. The old
/// one is left as it is.
///
/// # Errors
/// [`Broken`] when this browser keeps nothing, or nothing any more.
pub async fn open(store: &TabletStore) -> Result<(), Broken> {
    let mut spare = memo::spare();
    loop {
        if spare > 0 {
            store.use_spare(spare).await;
        }
        match super::refresh::load().await {
            // Only where a tablet has worked: elsewhere the browser forbids storage altogether.
            Err(broken) if !broken.full && memo::recall().is_some() && spare < SPARES_MAX => {
                leptos::logging::warn!("the tablet's store is given up: {broken}");
                spare += 1;
            }
            Ok(()) => {
                if spare != memo::spare() {
                    memo::remember_spare(spare);
                    tabs::tell_moved();
                }
                return Ok(());
            }
            failed => return failed,
        }
    }
}
