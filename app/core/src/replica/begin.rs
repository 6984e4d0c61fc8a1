//! Beginning a log from a snapshot instead of its first entry.

use crate::id::LogId;
use crate::replica::{Replica, Writes};
use crate::snapshot::{BadSnapshot, Base, Snapshot};

impl Replica {
    /// Begins a log from a snapshot, once its pages are there, in order. Changes nothing: store the
    /// writes, then hand them to [`Replica::commit`]. They are empty when the log has been begun
    /// otherwise meanwhile.
    ///
    /// # Errors
    /// [`BadSnapshot`] when the pages are of no use; see [`Replica::decline_snapshots`].
    pub fn begin(&self, log: LogId, snapshot: Snapshot, pages: Vec<String>) -> Result<Writes, BadSnapshot> {
        let base = Base::read(snapshot, pages)?;
        let begin = if self.has_nothing_of(log) { vec![(log, base)] } else { Vec::new() };
        Ok(Writes { begin, ..Writes::default() })
    }

    /// Asks for entries from now on: what was made of a snapshot cannot be read here.
    pub fn decline_snapshots(&mut self) {
        self.declined = true;
    }

    /// Whether a snapshot is as good as the entries.
    ///
    /// In a snapshot the changes are not seen one by one. What waits in the outbox and may have
    /// arrived, and what is kept to be offered again, only the entries can settle: without them it
    /// would be written anew, and doubled. So nothing may wait, and the server may have nothing of
    /// this replica's.
    pub(super) fn takes_snapshot(&self, log: LogId) -> bool {
        let idle = self.waiting(log).next().is_none() && self.server_seq == 0;
        idle && !self.declined && self.has_nothing_of(log)
    }

    /// Whether nothing has been read of a log, and nothing is left of an earlier reading or an
    /// earlier identity. What was counted since the snapshot was asked for is ours and comes after it.
    fn has_nothing_of(&self, log: LogId) -> bool {
        let unread = self.logs.get(&log).is_some_and(|state| state.cursor.position == 0);
        let earlier = self.waiting(log).any(|authored| authored.change.dot.replica != self.id);
        let kept = self.retained.values().any(|entry| entry.change().log == log);
        unread && !earlier && !kept && !self.forgotten.contains_key(&log)
    }
}
