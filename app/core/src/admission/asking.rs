//! On whose word a refused change is judged again.
//!
//! A change keeps its number and its bytes when it is judged again. So it enters a log at most
//! once, whoever asks and however often: the tablet that wrote it, a coordinator, a newer server,
//! or a file that was saved on the tablet.

use crate::protocol::{Reason, Verdict};

/// On whose word changes are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// Their writer's, over its own credential.
    #[default]
    Writer,
    /// A coordinator's, who hands in what a tablet had saved to a file.
    Rescue,
    /// A coordinator's, about changes that are kept already.
    Coordinator,
    /// The server's own, since it may understand more than when it refused them.
    Server,
}

impl Asking {
    /// Whether a change with this verdict may be judged anew.
    ///
    /// What takes a count back is always judged along with the count: refused because the count
    /// was, it belongs in the log as soon as the count does.
    #[rustfmt::skip]
    pub fn reopens(self, verdict: Verdict) -> bool {
        let (Verdict::Rejected(reason) | Verdict::Quarantined(reason)) = verdict;
        //                                       Writer Rescue Coordinator Server
        let row = match reason {
            Reason::Forbidden             =>    [true,  true,  true,       false],
            Reason::Undecodable           =>    [true,  true,  true,       true ],
            Reason::UnknownUndone         =>    [true,  true,  true,       true ],
            // Whether to trust the tablet, or the found change, is for a person to say.
            Reason::Revoked
            | Reason::AfterSkip           =>    [false, true,  true,       false],
            // Wrong in themselves: they would be refused for ever.
            Reason::BeyondLimits
            | Reason::BrokenSeal
            | Reason::NamesNotDecided
            | Reason::ScheduleRefused     =>    [false, false, false,      false],
        };
        row[self as usize]
    }

    /// Whether numbers may come that leave a hole before them. A file holds what could be saved,
    /// and the hole may be filled by the tablet itself later.
    pub fn may_leave_holes(self) -> bool {
        self == Self::Rescue
    }

    /// Whether what its writer had declared lost is taken all the same.
    fn takes_found(self) -> bool {
        self == Self::Rescue
    }

    /// What becomes of a change below the replica's highest number that nothing is known of.
    pub(super) fn on_found(self) -> Option<Verdict> {
        (!self.takes_found()).then_some(Verdict::Quarantined(Reason::AfterSkip))
    }
}
