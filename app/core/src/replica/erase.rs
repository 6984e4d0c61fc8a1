//! Letting go of personal fields for ever, wherever a replica holds them.

use crate::digest::Digest;
use crate::replica::hand_on::Forgotten;
use crate::replica::{Replica, Writes};

impl Replica {
    /// Lets go of personal fields on this device alone: what is kept here for so long only, or what
    /// somebody has just erased and no log has shown yet. Store the writes, then hand them to
    /// [`Replica::commit`].
    pub fn erase_local(&self, sealed: &[Digest]) -> Writes {
        Writes { erase: sealed.to_vec(), ..Writes::default() }
    }

    pub(super) fn forget_personal(&mut self, erased: &[Digest]) {
        if erased.is_empty() {
            return;
        }
        let erased = erased.iter().copied().collect();
        let waiting = self.outbox.values_mut();
        let refused = self.refused.values_mut().map(|refused| &mut refused.authored);
        let shown = self.retained.values_mut().chain(self.others.values_mut());
        let shown = shown.map(|entry| &mut entry.authored);
        let forgotten = self.forgotten.values_mut().flat_map(Forgotten::authored);
        let all = waiting.chain(refused).chain(shown).chain(forgotten);
        all.for_each(|authored| authored.forget_personal(&erased));
    }
}
