//! Forgetting what was read of a log, so that it is read anew.

use samvaro_core::change::Authored;
use samvaro_core::entry::Cursor;
use samvaro_core::id::LogId;

use super::super::database::Broken;
use super::super::rows::Work;
use super::{META, OUTBOX, PAGES, TAIL, TabletStore, json, keys};

impl TabletStore {
    /// Forgets a log that is not whole any more; what is left of our own in it waits from now on.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub(super) async fn forget(&self, log: LogId, own: &[Authored]) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[META, OUTBOX, TAIL, PAGES])?;
            forget(&work, log).await?;
            let outbox = work.rows(OUTBOX)?;
            for authored in own {
                outbox.put(&keys::change(authored.change.dot), &json(authored)?)?;
            }
            work.commit().await
        };
        self.database.with(store).await
    }
}

/// Removes entries, base and cursor together. The entries are put aside: the server may have been
/// restored, and lack what others had written in them.
pub(super) async fn forget(work: &Work<'_>, log: LogId) -> Result<(), Broken> {
    let (meta, tail) = (work.rows(META)?, work.rows(TAIL)?);
    for key in tail.keys().await? {
        if keys::read_entries(&key).is_some_and(|(owner, _)| owner == log)
            && let Some(packed) = tail.get(&key).await?
        {
            meta.put(&keys::forgotten(&key, &packed), &packed)?;
        }
    }
    tail.delete_between(keys::all_of(log))?;
    work.rows(PAGES)?.delete_between(keys::all_of(log))?;
    meta.delete(&keys::base(log))?;
    meta.put(&keys::cursor(log), &json(&Cursor::default())?)
}
