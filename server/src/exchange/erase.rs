//! Erasing personal fields on the server's own word: jobs that keep to the days of a retention,
//! commands, coordinators.

use samvaro_core::change::Erase;
use samvaro_core::digest::Digest;
use samvaro_core::id::LogId;

use super::record::{RecordError, Recorded, Recording, record};
use crate::store::Store;

/// Erases the personal fields of the changes with these seals, which stand in `log` or were meant
/// for it. It is a change in that log, so every tablet that reads it lets go of the fields, too.
///
/// # Errors
/// As [`record`]; trying again under the same key goes on from there.
pub async fn erase(
    store: &dyn Store,
    recording: &Recording,
    log: LogId,
    sealed: &[Digest],
) -> Result<Recorded, RecordError> {
    record(store, recording, Erase::of(sealed).map(|body| (log, body))).await
}
