//! Folded programmes in memory: a bounded cache, filled from checkpoints and caught up from logs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use samvaro_core::change::Body;
use samvaro_core::digest::Digest;
use samvaro_core::entry::Entry;
use samvaro_core::id::{LogId, Position};
use samvaro_core::programme::Programme;

/// The most programmes held in memory.
pub(super) const CACHE_MAX_PROGRAMMES: usize = 256;

/// So many changes of a programme after its last checkpoint, the next is written.
pub(super) const CHECKPOINT_EVERY_CHANGES: u64 = 256;

/// The form of the checkpoints that this build writes; others are passed over and written anew.
/// Count it up when the programme's JSON or the way it folds changes.
pub(super) const CHECKPOINT_FORMAT: i64 = 1;

/// A programme, folded up to a position.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The last change folded in.
    pub position: Position,
    /// The log's chain there. Another chain says that the log is another than the one that was
    /// folded: somebody has restored a backup behind our back.
    pub chain: Digest,
    /// What the changes up to there add up to.
    pub programme: Arc<Programme>,
    /// Changes folded in since the last checkpoint.
    pub since_checkpoint: u64,
}

impl Folded {
    /// Folds in changes of the programme that follow, the last with the log's chain after it.
    pub fn fold(&mut self, entries: &[Entry], chain: Digest) {
        self.chain = chain;
        for entry in entries {
            if let Ok(Body::Put(put)) = entry.change().body.read() {
                Arc::make_mut(&mut self.programme).put(&put, entry.edit(put.base));
            }
            self.position = entry.position;
            self.since_checkpoint += 1;
        }
    }

    /// Whether the next checkpoint is due.
    pub fn wants_checkpoint(&self) -> bool {
        self.since_checkpoint >= CHECKPOINT_EVERY_CHANGES
    }
}

/// The programmes that were asked for last.
#[derive(Debug, Default)]
pub(super) struct ProgrammeCache {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    programmes: HashMap<LogId, (u64, Folded)>,
    uses: u64,
}

impl ProgrammeCache {
    /// The programme as far as it was folded when somebody last asked.
    pub fn get(&self, log: LogId) -> Option<Folded> {
        let mut held = self.held();
        held.uses += 1;
        let now = held.uses;
        held.programmes.get_mut(&log).map(|(used, folded)| {
            *used = now;
            folded.clone()
        })
    }

    /// Keeps a programme, unless a later state of it is held already.
    pub fn keep(&self, log: LogId, folded: Folded) {
        let mut held = self.held();
        held.uses += 1;
        let now = held.uses;
        let later = |(_, known): &(u64, Folded)| known.position > folded.position;
        if !held.programmes.get(&log).is_some_and(later) {
            held.programmes.insert(log, (now, folded));
        }
        if held.programmes.len() > CACHE_MAX_PROGRAMMES {
            let longest_unused = held.programmes.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(log) = longest_unused.map(|(log, _)| *log) {
                held.programmes.remove(&log);
            }
        }
    }

    /// Forgets a programme.
    pub fn forget(&self, log: LogId) {
        self.held().programmes.remove(&log);
    }

    /// A panic while the lock was held leaves a map that is merely a cache.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
