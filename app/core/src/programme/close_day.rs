//! Closing a place for one day, and opening it again.
//!
//! A day's closing is one thing however many tablets do it, so that two of them meet in its
//! registers. What has begun or is counted stays as it was: people have been there. Explicitly dated
//! occurrences win over closures and are therefore cancelled one by one, with the same reason.

use jiff::civil::{Date, DateTime};

use crate::digest::Digest;
use crate::field::{ClosureField, Fields, OccurrenceField, Period};
use crate::fold::LogState;
use crate::id::{ClosureId, LogId, ReplicaId};
use crate::occurrence::{Occurrence, State};
use crate::programme::Programme;
use crate::programme::day_edit;
use crate::registers::Registers;
use crate::target::OccurrenceKey;
use crate::text::Line;

impl ClosureId {
    /// The closing of one day at one place.
    pub fn of_day(log: LogId, day: Date) -> Self {
        let number = i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
        let sum = Digest::of(&[b"closed day", log.0.as_bytes(), &number.to_be_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sum.0[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// What closing the place does to the occurrences of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// They are not held.
    pub stops: Vec<Occurrence>,
    /// They have begun or are counted, and stay.
    pub stays: Vec<Occurrence>,
}

impl LogState {
    /// What closing the place would do at a moment.
    pub fn closing(&self, day: Date, now: DateTime) -> Closing {
        let planned = self.day(day).into_iter().filter(|occurrence| occurrence.state == State::Planned);
        let begun = |occurrence: &Occurrence| {
            occurrence.time.starts_at(occurrence.date).is_some_and(|start| start <= now)
        };
        let (stays, stops) =
            planned.partition(|occurrence| begun(occurrence) || self.is_counted(occurrence.key));
        Closing { stops, stays }
    }
}

impl Closing {
    /// The fields that close the day.
    pub fn fields(&self, programme: &Programme, log: LogId, day: Date, reason: Option<&Line>) -> Vec<Fields> {
        let closure = vec![
            ClosureField::Period(Period { from: day, until: day }),
            ClosureField::Reason(reason.cloned()),
            ClosureField::Hidden(false),
        ];
        let recurs = |occurrence: &&Occurrence| programme.recurs(occurrence.key);
        let stay = self.stays.iter().filter(recurs).map(|stays| day_edit::hold_anyway(stays.key, true));
        let dated = self.stops.iter().filter(|stops| !recurs(stops));
        let cancel = dated.map(|stops| day_edit::cancel(stops.key, reason.cloned()));
        let close = Fields::Closure(ClosureId::of_day(log, day), closure);
        [close].into_iter().chain(stay).chain(cancel).collect()
    }
}

impl Programme {
    /// The fields that open the place again on a day that was closed by itself; none if it was not
    /// (a longer period is changed as a whole). What the closing had cancelled is held again.
    pub fn opening(&self, log: LogId, day: Date) -> Vec<Fields> {
        let id = ClosureId::of_day(log, day);
        let Some(closure) = self.closures.get(&id).filter(|closure| !closure.is_hidden()) else {
            return Vec::new();
        };
        let opened = closure.standing_register(&ClosureField::Hidden(false));
        let writer = opened.map(|register| register.standing.edit.dot.replica);
        let reason = reason_of(closure);
        let same = |key: &OccurrenceKey| self.was_cancelled_by(*key, writer, reason.as_ref());
        let on_that_day =
            self.occurrences.keys().filter(|key| self.moved_to(**key).unwrap_or(key.date) == day);
        let again = on_that_day.copied().filter(same).map(day_edit::hold_again);
        [Fields::Closure(id, vec![ClosureField::Hidden(true)])].into_iter().chain(again).collect()
    }

    /// Whether an explicitly dated occurrence was cancelled by the same writer for the same reason.
    fn was_cancelled_by(&self, key: OccurrenceKey, writer: Option<ReplicaId>, reason: Option<&Line>) -> bool {
        let Some(edits) = self.occurrences.get(&key) else { return false };
        let cancelled = edits.standing_register(&OccurrenceField::Cancelled(true));
        let by = cancelled.filter(|register| register.standing.value == OccurrenceField::Cancelled(true));
        let because = edits
            .get(|field| if let OccurrenceField::Reason(reason) = field { reason.as_ref() } else { None });
        by.is_some_and(|register| Some(register.standing.edit.dot.replica) == writer)
            && because == reason
            && !self.recurs(key)
    }
}

fn reason_of(closure: &Registers<ClosureField>) -> Option<Line> {
    closure.get(|field| if let ClosureField::Reason(reason) = field { reason.clone() } else { None })
}
