//! How far an edit of one occurrence reaches: this one, this and following, all.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Seen, change_slot, new_slot, put};
use crate::change::Body;
use crate::field::{Fields, OccurrenceField};
use crate::id::SlotId;
use crate::programme::Programme;
use crate::programme::day_edit::Whereabouts;
use crate::programme::slot_line::SlotLine;
use crate::registers::Registers;
use crate::schedule::calendar_day::{days_between, plus_days};
use crate::schedule::{Schedule, Window};
use crate::target::OccurrenceKey;

/// How far an edit reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Only this date.
    ThisOne,
    /// This date and all after it.
    Following,
    /// Every date of the slot.
    All,
}

/// Somebody wants one occurrence at another time or in another room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceEdit {
    /// Which one.
    pub key: OccurrenceKey,
    /// As it was seen.
    pub before: Whereabouts,
    /// As it is wanted.
    pub wanted: Whereabouts,
}

impl OccurrenceEdit {
    /// The changes that say it; nothing if nothing differs, `None` where the slot cannot follow (a
    /// rule from another calendar, or one of several weekdays that moves into another kind of week).
    ///
    /// `new` is the slot that begins where "this and following" ends the old one.
    pub fn changes(&self, programme: &Programme, scope: Scope, new: SlotId, seen: Seen) -> Option<Vec<Body>> {
        if self.before == self.wanted {
            return Some(Vec::new());
        }
        let line = programme.slot(self.key.slot)?;
        match scope {
            Scope::ThisOne => {
                let fields = programme.move_to(self.key, &self.before, &self.wanted);
                Some(fields.and_then(|fields| put(fields, seen)).into_iter().collect())
            }
            Scope::Following => {
                self.cut(&line)?.changes(programme, &self.line_wanted(programme, &line)?, new, seen)
            }
            Scope::All => {
                let wanted = self.line_wanted(programme, &line)?;
                let slot = change_slot(self.key.slot, &line, &wanted, seen);
                let carry = self.carry(None, self.key.slot);
                Some(slot.into_iter().chain(carry.changes(programme, &wanted, seen)).collect())
            }
        }
    }

    fn days(&self) -> i64 {
        days_between(self.key.date, self.wanted.date)
    }

    /// Where the old slot ends and the new one begins. Of several weekdays only one moves, and it
    /// cannot move past another one that stays with the old slot.
    fn cut(&self, line: &SlotLine) -> Option<Cut> {
        let (from, to) = (self.key.date, self.wanted.date);
        let several = matches!(&line.schedule, Schedule::Weekly(weekly) if weekly.weekdays.len() > 1);
        let passes = |line: &SlotLine| {
            let between = Window::new(to, from.yesterday().unwrap_or(from));
            line.schedule.dates(between).is_ok_and(|dates| !dates.is_empty())
        };
        if several && to < from && passes(line) {
            return None;
        }
        let begins = if several { from.min(to) } else { to };
        Some(Cut { slot: self.key.slot, ends: from, begins, pressed: Some(self.key), days: self.days() })
    }

    fn carry(&self, from: Option<Date>, to: SlotId) -> Carry {
        Carry { slot: self.key.slot, from, to, pressed: Some(self.key), days: self.days() }
    }

    /// The slot as it must be for this occurrence to be as it is wanted.
    /// What was not touched stays as the slot has it now, unless this date had a time of its own, which
    /// the slot then takes over.
    fn line_wanted(&self, programme: &Programme, line: &SlotLine) -> Option<SlotLine> {
        let own_time = self.wanted.time != self.before.time || programme.moved_to(self.key).is_some();
        let room = if self.wanted.room == self.before.room { &line.room } else { &self.wanted.room };
        Some(SlotLine {
            schedule: line.schedule.shifted(self.key.date, self.wanted.date)?,
            time: if own_time { self.wanted.time } else { line.time },
            room: room.clone(),
            ..line.clone()
        })
    }
}

/// A slot ends before a date, and another begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    slot: SlotId,
    /// The first date that the old slot no longer names.
    ends: Date,
    /// The first date that the new slot may name.
    begins: Date,
    /// The occurrence whose own move the new slot takes over.
    pressed: Option<OccurrenceKey>,
    /// How much later each date is.
    days: i64,
}

impl Cut {
    /// The new slot begins where the old one ends.
    pub fn at(slot: SlotId, date: Date) -> Self {
        Self { slot, ends: date, begins: date, pressed: None, days: 0 }
    }

    /// The changes that say it. Dates before the cut keep their slot, and with it their counts and
    /// sign-ups; what was said of a single date after it is said of the new slot's date too. Where
    /// nothing lies before the cut, the slot itself changes. `None` when the wanted line names no date
    /// from the cut on.
    pub fn changes(
        &self,
        programme: &Programme,
        wanted: &SlotLine,
        new: SlotId,
        seen: Seen,
    ) -> Option<Vec<Body>> {
        let line = programme.slot(self.slot)?;
        let wanted = SlotLine { schedule: wanted.schedule.onwards(self.begins)?, ..wanted.clone() };
        let before = line.schedule.before(self.ends);
        let to = if before.is_some() { new } else { self.slot };
        let carry =
            Carry { slot: self.slot, from: Some(self.ends), to, pressed: self.pressed, days: self.days };
        let slots = match before {
            None => [change_slot(self.slot, &line, &wanted, seen), None],
            Some(schedule) => {
                let ended = SlotLine { schedule, ..line.clone() };
                [change_slot(self.slot, &line, &ended, seen), new_slot(new, &wanted, seen)]
            }
        };
        Some(slots.into_iter().flatten().chain(carry.changes(programme, &wanted, seen)).collect())
    }
}

/// What was said of a slot's single dates (cancelled, moved, a note), for the dates they become.
struct Carry {
    slot: SlotId,
    /// From which date on; all dates if there is none.
    from: Option<Date>,
    /// The slot that names the dates from now on.
    to: SlotId,
    /// The occurrence whose own move the slot takes over.
    pressed: Option<OccurrenceKey>,
    days: i64,
}

impl Carry {
    fn changes(&self, programme: &Programme, wanted: &SlotLine, seen: Seen) -> Vec<Body> {
        let concerned = programme
            .occurrences
            .iter()
            .filter(|(key, _)| key.slot == self.slot && self.from.is_none_or(|from| key.date >= from));
        concerned.filter_map(|(key, edits)| self.change(*key, edits, wanted, seen)).collect()
    }

    fn change(
        &self,
        key: OccurrenceKey,
        edits: &Registers<OccurrenceField>,
        wanted: &SlotLine,
        seen: Seen,
    ) -> Option<Body> {
        let shifted = plus_days(key.date, self.days)?;
        let date = [shifted, key.date].into_iter().find(|date| wanted.names(*date))?;
        let becomes = OccurrenceKey { activity: wanted.activity, slot: self.to, date };
        let stays = becomes == key;
        let pressed = self.pressed == Some(key);
        let fields = edits.iter().filter_map(|register| match (&register.standing.value, pressed) {
            (OccurrenceField::Moved(moved), true) => {
                (stays && moved.is_some()).then_some(OccurrenceField::Moved(None))
            }
            (OccurrenceField::Room(room), true) => {
                (stays && room.is_some()).then_some(OccurrenceField::Room(None))
            }
            (said, _) => (!stays).then(|| said.clone()),
        });
        put(Fields::Occurrence(becomes, fields.collect()), seen)
    }
}
