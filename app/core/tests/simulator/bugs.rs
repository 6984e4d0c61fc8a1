//! Known mistakes, built into the simulated server, storages and network on purpose, to see that
//! the promises notice them. None of this is in the product.

/// A mistake that somebody has made in earnest, somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    DedupeRemoved,
    CursorBeforeData,
    AbsoluteCounts,
    OrderedByClock,
    DoubleUndo,
    VerdictDropped,
    EmptiedOnHttpAnswer,
    DeletedOnError,
    PoisonBlocks,
    GapAccepted,
    PageEdge,
    ForkUnnoticed,
    RestoreUnnoticed,
    ScopeUnchecked,
    RevokedAccepted,
    ErasureForgotten,
    OutboxRelaxed,
    FullShownAsSaved,
    JournalIgnored,
}

impl Bug {
    pub const ALL: [Self; 19] = [
        Self::DedupeRemoved,
        Self::CursorBeforeData,
        Self::AbsoluteCounts,
        Self::OrderedByClock,
        Self::DoubleUndo,
        Self::VerdictDropped,
        Self::EmptiedOnHttpAnswer,
        Self::DeletedOnError,
        Self::PoisonBlocks,
        Self::GapAccepted,
        Self::PageEdge,
        Self::ForkUnnoticed,
        Self::RestoreUnnoticed,
        Self::ScopeUnchecked,
        Self::RevokedAccepted,
        Self::ErasureForgotten,
        Self::OutboxRelaxed,
        Self::FullShownAsSaved,
        Self::JournalIgnored,
    ];

    /// The mistake in words, with its row in the list of what broke others.
    pub fn words(self) -> &'static str {
        match self {
            Self::DedupeRemoved => "a repeated request is taken again",
            Self::CursorBeforeData => "F1 the cursor is stored before the entries",
            Self::AbsoluteCounts => "F11 a tap is written as a total",
            Self::OrderedByClock => "F12 the log is folded by the clock",
            Self::DoubleUndo => "an undo works twice",
            Self::VerdictDropped => "the verdict is not told",
            Self::EmptiedOnHttpAnswer => "F20 any 200 empties the outbox",
            Self::DeletedOnError => "F4 an error deletes what was sent",
            Self::PoisonBlocks => "F5 a refused change blocks the queue",
            Self::GapAccepted => "a hole in the numbers is accepted",
            Self::PageEdge => "F7 the last entry of a full page is dropped",
            Self::ForkUnnoticed => "F9 other bytes under a number count as known",
            Self::RestoreUnnoticed => "F8 a rewound log counts as read",
            Self::ScopeUnchecked => "I12 the place is not checked",
            Self::RevokedAccepted => "a revoked device is still accepted",
            Self::ErasureForgotten => "an erasure is forgotten by a restore",
            Self::OutboxRelaxed => "the outbox is not strictly durable",
            Self::FullShownAsSaved => "F3 a change counts as saved without room",
            Self::JournalIgnored => "the journal is not read at start",
        }
    }
}
