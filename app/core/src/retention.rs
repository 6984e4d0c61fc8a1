//! How long personal fields of the staff are kept, and which are to be erased.
//!
//! The server erases what is due with a change in the log; a tablet hides it by the same rule, also
//! without a network.

use crate::digest::Digest;
use crate::fold::LogState;
use crate::id::Millis;
use crate::programme::shared::{HANDOVER_DAYS, STAFF_LINK_DAYS, Shared};

const DAY_MS: Millis = 24 * 60 * 60 * 1_000;

/// How long things are kept, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Notes for the next shift.
    pub handover_days: u16,
    /// Who was at a tablet, and who was responsible.
    pub link_days: u16,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { handover_days: HANDOVER_DAYS, link_days: STAFF_LINK_DAYS }
    }
}

impl Keeping {
    /// As an organisation has said.
    pub fn of(shared: &Shared<'_>) -> Self {
        Self { handover_days: shared.handover_days(), link_days: shared.staff_link_days() }
    }

    /// Notes that are not newer than this are gone.
    pub fn notes_since(self, now: Millis) -> Millis {
        now - Millis::from(self.handover_days) * DAY_MS
    }

    /// Links that are not newer than this are gone.
    pub fn links_since(self, now: Millis) -> Millis {
        now - Millis::from(self.link_days) * DAY_MS
    }
}

impl LogState {
    /// The seals whose fields are to be erased at a moment: notes and links that were kept long
    /// enough, and the names of those who left.
    pub fn due(&self, keeping: Keeping, now: Millis) -> Vec<Digest> {
        let (notes, links) = (keeping.notes_since(now), keeping.links_since(now));
        let mut due = Vec::new();
        let old = self.handover.notes.values().filter(|note| note.said.clamped_at <= notes);
        due.extend(old.map(|note| note.text));
        for register in self.handover.tasks.values() {
            let written = std::iter::once(&register.standing).chain(&register.lost);
            due.extend(
                written.filter(|written| written.edit.clamped_at <= links).filter_map(|who| who.value),
            );
        }
        let begun = self.staff.shifts.values().flat_map(|shifts| shifts.values());
        due.extend(begun.filter(|begun| begun.at <= links).filter_map(|begun| begun.link));
        let left = self.staff.members.values().filter(|member| member.hidden.standing.value);
        due.extend(left.flat_map(|member| &member.names));
        due
    }
}
