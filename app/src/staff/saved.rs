//! Where a number is: in memory, on the disk, or with the server. Never ahead of the truth.

use samvaro_core::target::Target;

use crate::browser::tablet::{self, Saving};
use crate::icon::IconName;

/// Where a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nobody has counted.
    NotCounted,
    /// It is held in memory alone, and the disk does not take it.
    Failing,
    /// It is on its way to the disk.
    Saving,
    /// The disk has it, the server not yet.
    OnTablet,
    /// The server has it.
    Sent,
}

impl Saved {
    /// Where the number of a target is; whoever reads it is told when that changes.
    pub fn of(target: Target) -> Self {
        if tablet::saving_of(target) {
            return if tablet::saving() == Saving::Failing { Self::Failing } else { Self::Saving };
        }
        if tablet::is_waiting(target) {
            return Self::OnTablet;
        }
        if tablet::tally(target).is_counted() { Self::Sent } else { Self::NotCounted }
    }

    /// The same in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotCounted => say!(staff::count::NOT_COUNTED),
            Self::Failing => say!(staff::count::NOT_SAVED),
            Self::Saving => say!(staff::count::SAVING),
            Self::OnTablet => say!(staff::count::ON_TABLET),
            Self::Sent => say!(staff::count::SENT),
        }
    }

    /// The sign beside the words.
    pub fn icon(self) -> Option<IconName> {
        match self {
            Self::NotCounted => None,
            Self::Failing => Some(IconName::TriangleAlert),
            Self::Saving | Self::OnTablet => Some(IconName::Tablet),
            Self::Sent => Some(IconName::CloudCheck),
        }
    }
}
