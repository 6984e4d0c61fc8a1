//! A date that one person cancelled while another, not knowing of it, moved it or gave it a room.
//!
//! They wrote different fields, so both stand and the date is cancelled. Yet whoever moved it wants
//! it held, and would otherwise not be asked.

use crate::clash::Version;
use crate::field::{Fields, OccurrenceField};
use crate::programme::{Programme, day_edit};
use crate::register::{Edit, Written};
use crate::target::OccurrenceKey;

/// The two that had not seen each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelledAndMoved {
    /// The date.
    pub key: OccurrenceKey,
    /// The cancellation, with its reason if it has one. It holds until somebody answers.
    pub cancelled: Version<OccurrenceField>,
    /// The new time, the new room or both.
    pub moved: Version<OccurrenceField>,
}

impl CancelledAndMoved {
    /// What one writes to leave it cancelled.
    pub fn cancel(&self) -> Fields {
        Fields::Occurrence(self.key, vec![OccurrenceField::Cancelled(true)])
    }

    /// What one writes to hold it, when and where it was moved to.
    pub fn hold(&self) -> Fields {
        day_edit::hold_again(self.key)
    }
}

impl Programme {
    /// A cancellation and a move of one date that wait for a person.
    pub fn cancelled_and_moved(&self, key: OccurrenceKey) -> Option<CancelledAndMoved> {
        use OccurrenceField::{Cancelled, Moved, Reason, Room};
        let date = self.occurrences.get(&key)?;
        let standing = || date.iter().map(|register| &register.standing);
        let cancellation = standing().find(|written| written.value == Cancelled(true))?;
        let crossed = |edit: &Edit| !edit.saw(&cancellation.edit) && !cancellation.edit.saw(edit);
        let moves: Vec<&Written<OccurrenceField>> = standing()
            .filter(|written| matches!(written.value, Moved(Some(_)) | Room(Some(_))))
            .filter(|written| crossed(&written.edit))
            .collect();
        let latest =
            moves.iter().map(|written| written.edit).max_by_key(|edit| (edit.clamped_at, edit.dot))?;
        let reason =
            standing().map(|written| &written.value).filter(|value| matches!(value, Reason(Some(_))));
        Some(CancelledAndMoved {
            key,
            cancelled: Version {
                edit: cancellation.edit,
                values: [&cancellation.value].into_iter().chain(reason).cloned().collect(),
            },
            moved: Version {
                edit: latest,
                values: moves.into_iter().map(|written| written.value.clone()).collect(),
            },
        })
    }
}
