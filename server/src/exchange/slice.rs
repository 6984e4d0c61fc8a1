//! What one log has for a reader, after the reader's cursor.

use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{LogId, Millis};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, Pull, Slice};

use super::snapshot;
use crate::store::{Store, StoreError};

/// The largest slice, in bytes of bodies and personal texts before they are packed.
pub const SLICE_MAX_BYTES: usize = 1024 * 1024;

/// Every log that goes on gives at least so many changes, or its reader would never ask again.
const SLICE_MIN_ROWS: usize = 100;

/// The slice of a log for a reader who may or may not read it. `is_new` is whether the server has
/// nothing of the reader's, whose own changes only the entries would show.
pub(super) async fn slice_for(
    store: &dyn Store,
    may_read: bool,
    is_new: bool,
    pull: &Pull,
    rows_left: &mut usize,
    now: Millis,
) -> Result<Slice, StoreError> {
    if !may_read {
        return Ok(Slice::Forbidden);
    }
    if pull.snapshot
        && is_new
        && pull.cursor.position == 0
        && let Some(head) = store.head(pull.log).await?
        && let Some(snapshot) = snapshot::offered(store, pull.log, head, now).await
    {
        return Ok(Slice::Snapshot(snapshot));
    }
    let rows = (*rows_left).clamp(SLICE_MIN_ROWS, Pack::MAX_ROWS);
    let slice = slice(store, pull.log, pull.cursor, rows).await?;
    if let Slice::Entries(entries) = &slice {
        *rows_left = rows_left.saturating_sub(entries.pack.len());
    }
    Ok(slice)
}

/// At most `rows` entries after a cursor, if the cursor belongs to this life of the log.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub async fn slice(store: &dyn Store, log: LogId, cursor: Cursor, rows: usize) -> Result<Slice, StoreError> {
    let Some(head) = store.head(log).await? else { return Ok(Slice::Forbidden) };
    if !belongs(store, log, cursor, head).await? {
        return Ok(Slice::Diverged);
    }
    let mut entries = match cursor.position < head.position {
        true => store.entries(log, cursor.position, rows).await?,
        false => Vec::new(),
    };
    cut(&mut entries);
    let upto = entries.iter().fold(Cursor { epoch: head.epoch, ..cursor }, |cursor, entry| {
        cursor.next(entry.change(), entry.received_at)
    });
    let more = upto.position < head.position;
    Ok(Slice::Entries(Entries { from: cursor.position, pack: Pack::of_entries(&entries), upto, more }))
}

/// Whether the reader has read this log: the beginning belongs to every life of it.
async fn belongs(store: &dyn Store, log: LogId, cursor: Cursor, head: Cursor) -> Result<bool, StoreError> {
    if cursor.position == 0 {
        return Ok(cursor.chain == Cursor::default().chain);
    }
    if cursor.epoch != head.epoch || cursor.position > head.position {
        return Ok(false);
    }
    if cursor.position == head.position {
        return Ok(cursor.chain == head.chain);
    }
    Ok(store.chain_at(log, cursor.position).await? == Some(cursor.chain))
}

/// Leaves out what exceeds the largest slice, but never everything.
fn cut(entries: &mut Vec<Entry>) {
    let mut bytes = 0;
    let fits = |entry: &&Entry| {
        bytes += weight(entry);
        bytes <= SLICE_MAX_BYTES
    };
    let rows = entries.iter().take_while(fits).count();
    entries.truncate(rows.max(1));
}

fn weight(entry: &Entry) -> usize {
    let personal = entry.authored.personal.as_ref().and_then(|personal| personal.fields.text.as_ref());
    entry.change().body.as_str().len() + personal.map_or(0, String::len)
}
