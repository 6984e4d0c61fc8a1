//! A log's state for a reader that has nothing of it: folded on from the last snapshot when asked
//! for, and kept.

use samvaro_core::digest::Digest;
use samvaro_core::entry::Cursor;
use samvaro_core::fold::LogState;
use samvaro_core::id::{LogId, Millis, Position};
use samvaro_core::personal::Personal;
use samvaro_core::snapshot::{SNAPSHOT_FROM_ENTRIES, Snapshot};
use tokio::sync::Mutex;

use super::slice::SLICE_MAX_BYTES;
use crate::store::{Store, StoreError};

/// A snapshot that more entries follow than this is made anew, in entries: about as many as one
/// answer holds.
pub const SNAPSHOT_TAIL_MAX_ENTRIES: Position = 2_000;

/// The most entries folded for one request; whoever asks next goes on from there.
pub const FOLD_MAX_ENTRIES: Position = 250_000;

/// The most personal fields that are given with a snapshot, the newest: who needs older ones reads
/// them where they are kept.
pub const LIVING_MAX_ROWS: usize = 5_000;

/// What seal, salt and names of fields weigh in an answer, in bytes.
const LIVING_ROW_BYTES: usize = 200;

/// Entries read at a time while folding.
const READ_MAX_ENTRIES: usize = 2_000;

/// One fold at a time in a process: tablets that come together are given the same one.
static FOLDING: Mutex<()> = Mutex::const_new(());

/// A snapshot of a long log; nothing where entries do as well. A failure is only told: reading
/// entry by entry is always right.
pub(super) async fn offered(store: &dyn Store, log: LogId, head: Cursor, now: Millis) -> Option<Snapshot> {
    if head.position <= SNAPSHOT_FROM_ENTRIES {
        return None;
    }
    let snapshot = match current(store, log, head, now).await {
        Ok(snapshot) => snapshot.filter(Snapshot::may_be_offered)?,
        Err(error) => {
            tracing::warn!(%error, %log, "no snapshot was made");
            return None;
        }
    };
    // The life of the log is not in its chain: a restored one goes on from the same snapshot.
    let upto = Cursor { epoch: head.epoch, ..snapshot.upto };
    match living(store, log, upto.position).await {
        Ok(personal) if upto.position > 0 => Some(Snapshot { upto, personal, ..snapshot }),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(%error, %log, "no snapshot was offered");
            None
        }
    }
}

/// The personal fields that stand beside the entries that the pages sum up; no page holds them.
async fn living(
    store: &dyn Store,
    log: LogId,
    upto: Position,
) -> Result<Vec<(Digest, Personal)>, StoreError> {
    let mut living = store.living(log, upto, LIVING_MAX_ROWS).await?;
    let mut bytes = 0;
    let fits = |(_, personal): &&(Digest, Personal)| {
        let words = [&personal.fields.text, &personal.fields.name];
        bytes += LIVING_ROW_BYTES + words.into_iter().flatten().map(String::len).sum::<usize>();
        bytes <= SLICE_MAX_BYTES
    };
    let rows = living.iter().take_while(fits).count();
    living.truncate(rows);
    Ok(living)
}

async fn current(
    store: &dyn Store,
    log: LogId,
    head: Cursor,
    now: Millis,
) -> Result<Option<Snapshot>, StoreError> {
    let is_near = |snapshot: &Snapshot| {
        head.position.saturating_sub(snapshot.upto.position) <= SNAPSHOT_TAIL_MAX_ENTRIES
    };
    if let Some(snapshot) = store.snapshot(log).await?.filter(is_near) {
        return Ok(Some(snapshot));
    }
    let _alone = FOLDING.lock().await;
    let last = store.snapshot(log).await?;
    if last.as_ref().is_some_and(is_near) {
        return Ok(last);
    }
    let state = folded(store, log, last, head.position).await?;
    let (snapshot, pages) = state.to_pages().map_err(|error| StoreError::corrupt(error.0))?;
    store.keep_snapshot(log, &snapshot, &pages, now).await?;
    Ok(Some(snapshot))
}

/// A log's state as it stands now, from the last snapshot on.
///
/// # Errors
/// When the store fails.
pub async fn state(store: &dyn Store, log: LogId) -> Result<LogState, StoreError> {
    let last = store.snapshot(log).await?;
    let head = store.head(log).await?.unwrap_or_default();
    folded(store, log, last, head.position).await
}

async fn folded(
    store: &dyn Store,
    log: LogId,
    last: Option<Snapshot>,
    head: Position,
) -> Result<LogState, StoreError> {
    let mut state = match last {
        Some(snapshot) => state_of(store, log, &snapshot).await?.unwrap_or_default(),
        None => LogState::default(),
    };
    fold_on(store, log, &mut state, head).await?;
    Ok(state)
}

/// What a kept snapshot says; nothing if its pages are no longer whole.
async fn state_of(
    store: &dyn Store,
    log: LogId,
    snapshot: &Snapshot,
) -> Result<Option<LogState>, StoreError> {
    let mut pages = Vec::with_capacity(snapshot.pages.len());
    for hash in &snapshot.pages {
        let Some(page) = store.page(log, *hash).await? else { return Ok(None) };
        pages.push(page);
    }
    Ok(LogState::from_pages(snapshot, &pages).ok())
}

/// Folds in what follows, as far as one request may. The entries must lead through the chain.
async fn fold_on(
    store: &dyn Store,
    log: LogId,
    state: &mut LogState,
    head: Position,
) -> Result<(), StoreError> {
    let end = head.min(state.cursor.position + FOLD_MAX_ENTRIES);
    while state.cursor.position < end {
        let rows = READ_MAX_ENTRIES.min((end - state.cursor.position) as usize);
        let entries = store.entries(log, state.cursor.position, rows).await?;
        if entries.is_empty() {
            break;
        }
        entries.iter().for_each(|entry| state.apply(entry));
    }
    let chain: Option<Digest> = store.chain_at(log, state.cursor.position).await?;
    match chain == Some(state.cursor.chain) {
        true => Ok(()),
        false => Err(StoreError::corrupt(format!("the entries of log {log} do not lead through its chain"))),
    }
}
