//! What somebody does to one date of the programme, as the fields that say it, and the way back.
//!
//! Pure: reads a programme and gives fields; whoever writes them adds the position that was seen.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::field::{
    ActivityField, CategoryField, ClosureField, Field, Fields, Moved, OccurrenceField, SlotField,
};
use crate::id::{ActivityId, SlotId};
use crate::occurrence::Occurrence;
use crate::programme::Programme;
use crate::registers::Registers;
use crate::schedule::{Schedule, SlotTime};
use crate::target::OccurrenceKey;
use crate::text::{Line, Name};

/// When and where an occurrence is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The day.
    #[serde(with = "crate::iso")]
    pub date: Date,
    /// The time, as far as it is known.
    pub time: SlotTime,
    /// Where in the house.
    pub room: Option<Name>,
}

/// Cancels an occurrence; the reason is public.
pub fn cancel(key: OccurrenceKey, reason: Option<Line>) -> Fields {
    Fields::Occurrence(key, vec![OccurrenceField::Cancelled(true), OccurrenceField::Reason(reason)])
}

/// Takes a cancellation back.
pub fn hold_again(key: OccurrenceKey) -> Fields {
    Fields::Occurrence(key, vec![OccurrenceField::Cancelled(false), OccurrenceField::Reason(None)])
}

/// Holds an occurrence although the place is closed or the day is red.
pub fn hold_anyway(key: OccurrenceKey, held: bool) -> Fields {
    Fields::Occurrence(key, vec![OccurrenceField::HeldAnyway(held)])
}

/// Writes a line under the name, this once.
pub fn note(key: OccurrenceKey, note: Option<Line>) -> Fields {
    Fields::Occurrence(key, vec![OccurrenceField::Note(note)])
}

/// Lets the counts of an occurrence outside the programme belong to another one, or to itself again.
pub fn attach(key: OccurrenceKey, to: Option<OccurrenceKey>) -> Fields {
    Fields::Occurrence(key, vec![OccurrenceField::AttachedTo(to.filter(|to| *to != key))])
}

/// A one-off activity that somebody adds on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// What it is called.
    pub name: Name,
    /// When and where.
    pub at: Whereabouts,
}

/// The two ways to settle a deletion and an edit that crossed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The thing stays.
    pub keep: Fields,
    /// The thing goes.
    pub remove: Fields,
}

impl Whereabouts {
    /// When and where an occurrence is now.
    pub fn of(occurrence: &Occurrence) -> Self {
        Self { date: occurrence.date, time: occurrence.time, room: occurrence.room.clone() }
    }
}

impl Programme {
    /// Moves an occurrence: only what differs from what the mover saw is written, whatever somebody
    /// else has written since, and what is as the programme has it is no longer a change. `None` if
    /// nothing differs.
    pub fn move_to(&self, key: OccurrenceKey, seen: &Whereabouts, to: &Whereabouts) -> Option<Fields> {
        let planned = self.planned(key)?;
        let mut fields = Vec::new();
        if (to.date, to.time) != (seen.date, seen.time) {
            let moved = Moved { date: to.date, time: to.time };
            let back = (to.date, to.time) == (planned.date, planned.time);
            fields.push(OccurrenceField::Moved((!back).then_some(moved)));
        }
        // Nothing stands for the programme's own room.
        let room = to.room.clone().or_else(|| planned.room.clone());
        if to.room != seen.room && room != seen.room {
            fields.push(OccurrenceField::Room(room.filter(|room| Some(room) != planned.room.as_ref())));
        }
        (!fields.is_empty()).then_some(Fields::Occurrence(key, fields))
    }

    /// Adds a one-off activity. One that the programme has under the same name gets another date;
    /// otherwise a new one is made with the ids at hand.
    pub fn add_once(&self, extra: &Extra, activity: ActivityId, slot: SlotId) -> Vec<Fields> {
        let Extra { name, at } = extra;
        let known = self.activity_called(name);
        let named =
            known.is_none().then(|| Fields::Activity(activity, vec![ActivityField::Name(name.clone())]));
        let mut line = vec![
            SlotField::Activity(known.unwrap_or(activity)),
            SlotField::Schedule(Schedule::Once(at.date)),
            SlotField::Time(at.time),
        ];
        line.extend(at.room.clone().map(|room| SlotField::Room(Some(room))));
        named.into_iter().chain([Fields::Slot(slot, line)]).collect()
    }

    fn activity_called(&self, name: &Name) -> Option<ActivityId> {
        let wanted = name.as_str().to_lowercase();
        let called = |id: &ActivityId| {
            self.activity(*id).is_some_and(|activity| {
                !activity.is_hidden() && activity.name().as_str().to_lowercase() == wanted
            })
        };
        self.activities.keys().copied().find(called)
    }

    /// The occurrence or what it belongs to, if somebody deleted that while somebody else changed it:
    /// the date itself, its schedule line, or else its series.
    pub fn unsettled(&self, key: OccurrenceKey) -> Option<Unsettled> {
        if self.occurrences.get(&key).is_some_and(Registers::needs_review) {
            let date = |hidden| Fields::Occurrence(key, vec![OccurrenceField::Hidden(hidden)]);
            return Some(Unsettled { keep: date(false), remove: date(true) });
        }
        if self.slots.get(&key.slot).is_some_and(Registers::needs_review) {
            let line = |hidden| Fields::Slot(key.slot, vec![SlotField::Hidden(hidden)]);
            return Some(Unsettled { keep: line(false), remove: line(true) });
        }
        let series = |hidden| Fields::Activity(key.activity, vec![ActivityField::Hidden(hidden)]);
        let activity = self.activities.get(&key.activity)?;
        activity.needs_review().then(|| Unsettled { keep: series(false), remove: series(true) })
    }

    /// The fields that take an edit back, read from the programme before the edit. A thing that the
    /// edit makes is deleted again; what a place or an organisation says of itself and nobody has said
    /// before stays said.
    pub fn before(&self, fields: &Fields) -> Fields {
        match fields {
            Fields::Place(fields) => Fields::Place(former(Some(&self.place), fields, Clone::clone)),
            Fields::Activity(id, fields) => Fields::Activity(
                *id,
                former(self.activities.get(id), fields, |_| ActivityField::Hidden(true)),
            ),
            Fields::Slot(id, fields) => {
                Fields::Slot(*id, former(self.slots.get(id), fields, |_| SlotField::Hidden(true)))
            }
            Fields::Occurrence(key, fields) => {
                Fields::Occurrence(*key, former(self.occurrences.get(key), fields, occurrence_unset))
            }
            Fields::Closure(id, fields) => {
                Fields::Closure(*id, former(self.closures.get(id), fields, |_| ClosureField::Hidden(true)))
            }
            Fields::Organisation(fields) => {
                Fields::Organisation(former(Some(&self.organisation), fields, Clone::clone))
            }
            Fields::Category(id, fields) => Fields::Category(
                *id,
                former(self.categories.get(id), fields, |_| CategoryField::Hidden(true)),
            ),
        }
    }

    /// Whether every value of an edit still holds: nobody has written another one since.
    pub fn holds(&self, fields: &Fields) -> bool {
        match fields {
            Fields::Place(fields) => stand(Some(&self.place), fields),
            Fields::Activity(id, fields) => stand(self.activities.get(id), fields),
            Fields::Slot(id, fields) => stand(self.slots.get(id), fields),
            Fields::Occurrence(key, fields) => stand(self.occurrences.get(key), fields),
            Fields::Closure(id, fields) => stand(self.closures.get(id), fields),
            Fields::Organisation(fields) => stand(Some(&self.organisation), fields),
            Fields::Category(id, fields) => stand(self.categories.get(id), fields),
        }
    }
}

/// The standing values of the same fields; `unset` where nobody has written one.
fn former<F: Field>(thing: Option<&Registers<F>>, fields: &[F], unset: impl Fn(&F) -> F) -> Vec<F> {
    let mut before: Vec<F> = Vec::new();
    for field in fields {
        let value = thing.and_then(|thing| thing.standing(field)).cloned().unwrap_or_else(|| unset(field));
        if !before.contains(&value) {
            before.push(value);
        }
    }
    before
}

fn stand<F: Field>(thing: Option<&Registers<F>>, fields: &[F]) -> bool {
    thing.is_some_and(|thing| fields.iter().all(|field| thing.standing(field) == Some(field)))
}

fn occurrence_unset(field: &OccurrenceField) -> OccurrenceField {
    use OccurrenceField::{AttachedTo, Cancelled, HeldAnyway, Hidden, Moved, Name, Note, Reason, Room};
    match field {
        Cancelled(_) => Cancelled(false),
        Reason(_) => Reason(None),
        Moved(_) => Moved(None),
        Room(_) => Room(None),
        Name(_) => Name(None),
        Note(_) => Note(None),
        HeldAnyway(_) => HeldAnyway(false),
        AttachedTo(_) => AttachedTo(None),
        Hidden(_) => Hidden(false),
    }
}
