//! Telling those who listen that logs grew.

use tokio::sync::broadcast;

use crate::store::Growth;

/// So many nudges wait for a slow listener before it loses some.
const MAX_WAITING: usize = 1_024;

/// Tells everybody in this process who listens.
#[derive(Debug)]
pub(super) struct Nudges(broadcast::Sender<Growth>);

impl Default for Nudges {
    fn default() -> Self {
        Self(broadcast::Sender::new(MAX_WAITING))
    }
}

impl Nudges {
    /// Tells that a log grew. Nobody listening is fine: a nudge is a hint.
    pub fn tell(&self, growth: Growth) {
        let _ = self.0.send(growth);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Growth> {
        self.0.subscribe()
    }
}
