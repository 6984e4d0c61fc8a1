//! A schedule line as its registers add up.

use jiff::civil::Date;

use crate::field::SlotField;
use crate::id::{ActivityId, SlotId};
use crate::programme::Programme;
use crate::registers::Registers;
use crate::schedule::{Schedule, SlotTime, Window};
use crate::target::OccurrenceKey;
use crate::text::{Line, Name};

/// A slot's fields, with their defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotLine {
    /// The series it belongs to.
    pub activity: ActivityId,
    /// On which dates.
    pub schedule: Schedule,
    /// At what time.
    pub time: SlotTime,
    /// Where in the house, if not where the series is.
    pub room: Option<Name>,
    /// A line under the name.
    pub note: Option<Line>,
    /// Keeps every date it names, red day or not.
    pub keeps_every_date: bool,
    /// Whether its dates stand in the programme.
    pub published: bool,
}

impl SlotLine {
    /// A line with nothing but its dates.
    pub fn new(activity: ActivityId, schedule: Schedule) -> Self {
        Self {
            activity,
            schedule,
            time: SlotTime::default(),
            room: None,
            note: None,
            keeps_every_date: false,
            published: true,
        }
    }

    /// A slot that has a series and a schedule; others wait for the rest of their fields.
    pub fn of(slot: &Registers<SlotField>) -> Option<Self> {
        Some(Self {
            activity: slot.get(|f| if let SlotField::Activity(id) = f { Some(*id) } else { None })?,
            schedule: slot
                .get(|f| if let SlotField::Schedule(schedule) = f { Some(schedule.clone()) } else { None })?,
            time: slot
                .get(|f| if let SlotField::Time(time) = f { Some(*time) } else { None })
                .unwrap_or_default(),
            room: slot.get(|f| if let SlotField::Room(room) = f { room.clone() } else { None }),
            note: slot.get(|f| if let SlotField::Note(note) = f { note.clone() } else { None }),
            keeps_every_date: slot
                .get(|f| if let SlotField::KeepsEveryDate(keeps) = f { Some(*keeps) } else { None })
                .unwrap_or(false),
            published: slot
                .get(|f| if let SlotField::Published(yes) = f { Some(*yes) } else { None })
                .unwrap_or(true),
        })
    }

    /// The line of an occurrence that no slot names.
    pub(super) fn once(key: OccurrenceKey) -> Self {
        Self { keeps_every_date: true, ..Self::new(key.activity, Schedule::Once(key.date)) }
    }

    /// Whether the line names the date.
    pub fn names(&self, date: Date) -> bool {
        self.schedule.dates(Window::day(date)).is_ok_and(|dates| !dates.is_empty())
    }
}

impl Programme {
    /// A slot that is not deleted.
    pub fn slot(&self, id: SlotId) -> Option<SlotLine> {
        self.slots.get(&id).filter(|slot| !slot.is_hidden()).and_then(SlotLine::of)
    }

    /// A series' slots that are not deleted, in order of id.
    pub fn slots_of(&self, activity: ActivityId) -> impl Iterator<Item = (SlotId, SlotLine)> + '_ {
        let line = |id: &SlotId| Some((*id, self.slot(*id)?));
        self.slots.keys().filter_map(line).filter(move |(_, line)| line.activity == activity)
    }
}
