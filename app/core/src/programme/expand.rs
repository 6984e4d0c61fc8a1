//! From schedule lines to dates with names, times and states.

use jiff::civil::Date;

use crate::field::{ClosureField, OccurrenceField, Period};
use crate::occurrence::{MovedFrom, Occurrence, State};
use crate::programme::Programme;
use crate::programme::day_edit::Whereabouts;
use crate::programme::slot_line::SlotLine;
use crate::programme::view::ActivityView;
use crate::red_days::{RedDayKind, red_day};
use crate::registers::Registers;
use crate::schedule::Window;
use crate::target::OccurrenceKey;
use crate::text::{Line, Name};

impl Programme {
    /// Every occurrence in the window, in order; cancelled, closed and resting ones among them.
    ///
    /// A slot whose schedule is refused gives none (its import or edit named the reason).
    pub fn occurrences(&self, window: Window) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = Vec::new();
        for (&slot_id, slot) in self.slots.iter().filter(|(_, slot)| !slot.is_hidden()) {
            let Some(line) = SlotLine::of(slot) else { continue };
            let Some(activity) = self.activity(line.activity) else { continue };
            if activity.is_hidden() || !line.published {
                continue;
            }
            let dates = line.schedule.dates(window).unwrap_or_default();
            let keys =
                dates.into_iter().map(|date| OccurrenceKey { activity: line.activity, slot: slot_id, date });
            let keys = keys.filter(|key| !self.is_taken_out(*key));
            found.extend(keys.map(|key| self.occurrence(key, &line, &activity)));
            found.extend(self.moved_in(slot_id, &line, &activity, window));
        }
        found.retain(|occurrence| window.contains(occurrence.date));
        Occurrence::put_in_order(&mut found);
        found.dedup_by(|a, b| a.key == b.key);
        found
    }

    /// Occurrences of the slot that were moved into the window from dates outside it.
    fn moved_in<'a>(
        &'a self,
        slot: crate::id::SlotId,
        line: &'a SlotLine,
        activity: &'a ActivityView<'a>,
        window: Window,
    ) -> impl Iterator<Item = Occurrence> + 'a {
        self.occurrences
            .iter()
            .filter(move |(key, _)| {
                key.slot == slot && key.activity == line.activity && !window.contains(key.date)
            })
            .filter(move |(_, edits)| {
                !edits.is_hidden() && moved(edits).is_some_and(|moved| window.contains(moved.date))
            })
            .filter(move |(key, _)| line.names(key.date))
            .map(move |(&key, _)| self.occurrence(key, line, activity))
    }

    /// One occurrence that the slot names.
    fn occurrence(&self, key: OccurrenceKey, line: &SlotLine, activity: &ActivityView) -> Occurrence {
        let edits = self.occurrences.get(&key);
        let pick = |f: fn(&OccurrenceField) -> Option<Name>| edits.and_then(|edits| edits.get(f));
        let moved = edits.and_then(moved);
        let planned_room = line.room.clone().or_else(|| activity.room().cloned());
        let new_room = pick(|f| if let OccurrenceField::Room(room) = f { room.clone() } else { None });
        let (date, time) = moved.as_ref().map_or((key.date, line.time), |moved| (moved.date, moved.time));
        let moved_from = (moved.is_some() || new_room.is_some()).then(|| MovedFrom {
            date: key.date,
            start: line.time.start,
            room: new_room.as_ref().and(planned_room.clone()),
        });
        let note = edits
            .and_then(|e| e.get(|f| if let OccurrenceField::Note(note) = f { note.clone() } else { None }));
        Occurrence {
            key,
            date,
            time,
            name: pick(|f| if let OccurrenceField::Name(name) = f { name.clone() } else { None })
                .unwrap_or_else(|| activity.name().clone()),
            state: self.state(date, line, edits),
            moved_from,
            room: new_room.or(planned_room),
            host: activity.host().cloned(),
            price_kr: activity.price_kr(),
            needs_sign_up: activity.needs_sign_up(),
            sign_up_by: activity.sign_up_by().cloned(),
            earliest_entry: activity.earliest_entry(),
            bring: activity.bring().cloned(),
            note: note.or_else(|| line.note.clone()).or_else(|| activity.note().cloned()),
            language: activity.language().cloned(),
            association_run: activity.association_run(),
        }
    }

    fn state(&self, date: Date, line: &SlotLine, edits: Option<&Registers<OccurrenceField>>) -> State {
        if let Some(cancelled) = edits.and_then(cancellation) {
            return cancelled;
        }
        let held_anyway = edits
            .and_then(|e| {
                e.get(|f| if let OccurrenceField::HeldAnyway(held) = f { Some(*held) } else { None })
            })
            .unwrap_or(false);
        // Explicitly dated occurrences win over closures and red days.
        if held_anyway || !line.schedule.recurs() {
            return State::Planned;
        }
        if let Some(reason) = self.closed_on(date) {
            return State::Closed { reason };
        }
        match red_day(date) {
            Some(day) if !line.keeps_every_date && self.rests_on(day.kind) => {
                State::RedDay { name: day.name.to_string() }
            }
            _ => State::Planned,
        }
    }

    fn rests_on(&self, kind: RedDayKind) -> bool {
        match kind {
            RedDayKind::Red => self.rests_on_red_days(),
            RedDayKind::Eve => self.rests_on_eves(),
        }
    }

    /// Whether the place is closed that day, with the reason if one was given.
    pub fn closed_on(&self, date: Date) -> Option<Option<Line>> {
        let closed = |closure: &&Registers<ClosureField>| {
            !closure.is_hidden() && period(closure).is_some_and(|period| period.contains(date))
        };
        self.closures.values().find(closed).map(|closure| {
            closure.get(|f| if let ClosureField::Reason(reason) = f { reason.clone() } else { None })
        })
    }

    /// Whether somebody took this one date out of the programme.
    pub fn is_taken_out(&self, key: OccurrenceKey) -> bool {
        self.occurrences.get(&key).is_some_and(Registers::is_hidden)
    }

    /// The date to which somebody moved an occurrence.
    pub fn moved_to(&self, key: OccurrenceKey) -> Option<Date> {
        self.occurrences.get(&key).and_then(moved).map(|moved| moved.date)
    }

    /// Whether a slot that people see names the occurrence, moved or not.
    pub fn names(&self, key: OccurrenceKey) -> bool {
        let visible = self.activity(key.activity).is_some_and(|activity| !activity.is_hidden());
        let names = |line: SlotLine| line.published && line.names(key.date);
        visible && !self.is_taken_out(key) && self.line(key).is_some_and(names)
    }

    /// Whether a rule names the occurrence: closed days and red days then rest it, where an
    /// explicitly dated one is held all the same.
    pub fn recurs(&self, key: OccurrenceKey) -> bool {
        self.line(key).is_some_and(|line| line.schedule.recurs())
    }

    /// The occurrence as it is now, wherever it was moved; also one that has left the programme.
    pub fn find(&self, key: OccurrenceKey) -> Option<Occurrence> {
        if !self.names(key) {
            return self.outside(key);
        }
        Some(self.occurrence(key, &self.line(key)?, &self.activity(key.activity)?))
    }

    /// When and where the programme has the occurrence, before anybody changed this one date.
    pub fn planned(&self, key: OccurrenceKey) -> Option<Whereabouts> {
        let activity = self.activity(key.activity)?;
        let line = self.line(key).unwrap_or_else(|| SlotLine::once(key));
        let room = line.room.or_else(|| activity.room().cloned());
        Some(Whereabouts { date: key.date, time: line.time, room })
    }

    fn line(&self, key: OccurrenceKey) -> Option<SlotLine> {
        self.slot(key.slot).filter(|line| line.activity == key.activity)
    }

    /// An occurrence that has counts although the programme does not name it (any more).
    pub fn outside(&self, key: OccurrenceKey) -> Option<Occurrence> {
        let activity = self.activity(key.activity)?;
        let slot = self.slots.get(&key.slot).and_then(SlotLine::of);
        let line = slot.unwrap_or_else(|| SlotLine::once(key));
        let mut occurrence = self.occurrence(key, &line, &activity);
        occurrence.state = State::OutsideProgramme;
        Some(occurrence)
    }
}

fn moved(edits: &Registers<OccurrenceField>) -> Option<crate::field::Moved> {
    edits.get(|f| if let OccurrenceField::Moved(moved) = f { moved.clone() } else { None })
}

fn cancellation(edits: &Registers<OccurrenceField>) -> Option<State> {
    let cancelled = edits.get(|f| if let OccurrenceField::Cancelled(yes) = f { Some(*yes) } else { None })?;
    let reason = edits.get(|f| if let OccurrenceField::Reason(reason) = f { reason.clone() } else { None });
    cancelled.then_some(State::Cancelled { reason })
}

fn period(closure: &Registers<ClosureField>) -> Option<Period> {
    closure.get(|f| if let ClosureField::Period(period) = f { Some(*period) } else { None })
}
