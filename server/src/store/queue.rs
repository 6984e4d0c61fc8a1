//! Pushes that wait, and how they are gathered into groups that are committed at once.

use std::collections::{HashSet, VecDeque};

use samvaro_core::admission::Asking;
use samvaro_core::id::ReplicaId;
use tokio::sync::{mpsc, oneshot};

use crate::projection::Touched;
use crate::store::{Push, Pushed, Stored};

/// The most pushes that wait; more are told to come back.
pub(super) const QUEUE_MAX_PUSHES: usize = 512;

/// The most pushes in one transaction.
pub(super) const GROUP_MAX_PUSHES: usize = 64;

/// No further push joins a group that holds so many changes.
const GROUP_FULL_CHANGES: usize = 8_000;

/// A push that waits, with where its answer goes.
pub(super) struct Waiting {
    /// The push.
    pub push: Push,
    /// On whose word it is judged.
    pub asking: Asking,
    /// What must be looked up for it.
    pub touched: Touched,
    /// Where the answer goes; the caller may have gone.
    pub answer: oneshot::Sender<Stored<Pushed>>,
}

/// The next group: whatever waits, which is what came while the last group was flushed. A lone
/// push therefore never waits for company, and the busier it gets the larger the groups are.
///
/// A second push of one replica is held back for the next group: it may repeat the first one.
pub(super) async fn gather(
    queue: &mut mpsc::Receiver<Waiting>,
    held_back: &mut VecDeque<Waiting>,
) -> Option<Vec<Waiting>> {
    let mut next = match held_back.pop_front() {
        Some(waiting) => Some(waiting),
        None => Some(queue.recv().await?),
    };
    let mut earlier = std::mem::take(held_back);
    let mut replicas: HashSet<ReplicaId> = HashSet::new();
    let mut group = Vec::new();
    let mut changes = 0;
    while let Some(waiting) = next {
        if replicas.insert(waiting.push.replica) {
            changes += waiting.push.changes.len();
            group.push(waiting);
        } else {
            held_back.push_back(waiting);
        }
        if group.len() >= GROUP_MAX_PUSHES || changes >= GROUP_FULL_CHANGES {
            break;
        }
        next = earlier.pop_front().or_else(|| queue.try_recv().ok());
    }
    held_back.extend(earlier);
    Some(group)
}
