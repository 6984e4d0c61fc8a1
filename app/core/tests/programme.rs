//! What a place's programme says about a date.

use jiff::civil::{Date, date, time};
use samvaro_core::field::{
    ActivityField, ClosureField, Fields, Moved, OccurrenceField, Period, PlaceField, Put, SlotField,
};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, ClosureId, Dot, ReplicaId, SlotId};
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::Programme;
use samvaro_core::register::Edit;
use samvaro_core::schedule::{Schedule, SlotTime, Window};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

const ACTIVITY: ActivityId = ActivityId(Uuid::from_u128(1));
const SLOT: SlotId = SlotId(Uuid::from_u128(2));

/// Somebody's edits, one after the other.
#[derive(Default)]
struct Place {
    programme: Programme,
    position: u64,
}

impl Place {
    /// Sittgympa on Mondays at 10.
    fn with_sittgympa() -> Self {
        let mut place = Self::default();
        let name = Name::parse("Sittgympa").expect("a name");
        place.put(Fields::Activity(ACTIVITY, vec![ActivityField::Name(name)]));
        let monday = date(2026, 1, 5);
        let schedule = Schedule::weekly([monday.weekday()], monday);
        let time = SlotTime::new(Some(time(10, 0, 0, 0)), Some(time(11, 0, 0, 0))).expect("a time");
        let fields =
            vec![SlotField::Activity(ACTIVITY), SlotField::Schedule(schedule), SlotField::Time(time)];
        place.put(Fields::Slot(SLOT, fields));
        place
    }

    fn put(&mut self, fields: Fields) {
        self.put_knowing(fields, self.position, 1);
    }

    /// An edit by a replica that had seen the log up to `base`.
    fn put_knowing(&mut self, fields: Fields, base: u64, replica: u128) {
        self.position += 1;
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq: self.position };
        let edit = Edit { dot, position: self.position, base, clamped_at: self.position as i64 };
        self.programme.put(&Put { fields, base }, edit);
    }

    fn on(&self, date: Date) -> Vec<Occurrence> {
        self.programme.occurrences(Window::day(date))
    }

    fn state(&self, date: Date) -> State {
        self.on(date).first().expect("an occurrence").state.clone()
    }
}

fn key(date: Date) -> OccurrenceKey {
    OccurrenceKey { activity: ACTIVITY, slot: SLOT, date }
}

fn line(text: &str) -> Option<Line> {
    Some(Line::parse(text).expect("a line"))
}

#[test]
fn a_cancelled_occurrence_stays_in_its_place_with_the_reason() {
    let mut place = Place::with_sittgympa();
    let monday = date(2026, 11, 23);
    let cancelled = vec![OccurrenceField::Cancelled(true), OccurrenceField::Reason(line("Ledaren är sjuk."))];
    place.put(Fields::Occurrence(key(monday), cancelled));
    assert_eq!(place.state(monday), State::Cancelled { reason: line("Ledaren är sjuk.") });
    assert!(!place.on(monday)[0].is_held());
}

#[test]
fn a_moved_occurrence_is_found_on_its_new_date_only_and_says_where_it_was() {
    let mut place = Place::with_sittgympa();
    let (monday, tuesday) = (date(2026, 11, 23), date(2026, 11, 24));
    let moved = Moved { date: tuesday, time: SlotTime::new(Some(time(13, 0, 0, 0)), None).expect("a time") };
    place.put(Fields::Occurrence(key(monday), vec![OccurrenceField::Moved(Some(moved))]));
    assert!(place.on(monday).is_empty());
    let found = &place.on(tuesday)[0];
    assert_eq!(found.key, key(monday), "it keeps its identity");
    assert_eq!(
        found.moved_from.as_ref().map(|from| (from.date, from.start)),
        Some((monday, Some(time(10, 0, 0, 0))))
    );
}

#[test]
fn a_red_day_rests_a_recurring_slot_but_not_an_imported_one() {
    let mut place = Place::with_sittgympa();
    let easter_monday = date(2026, 4, 6);
    assert!(matches!(place.state(easter_monday), State::RedDay { .. }));
    place.put(Fields::Slot(SLOT, vec![SlotField::KeepsEveryDate(true)]));
    assert_eq!(place.state(easter_monday), State::Planned);
}

#[test]
fn red_days_are_a_setting_of_the_place() {
    let mut place = Place::with_sittgympa();
    place.put(Fields::Place(vec![PlaceField::RestsOnRedDays(false)]));
    assert_eq!(place.state(date(2026, 4, 6)), State::Planned);
}

#[test]
fn one_occurrence_can_be_held_although_the_place_is_closed() {
    let mut place = Place::with_sittgympa();
    let monday = date(2026, 7, 6);
    let period = Period { from: date(2026, 7, 1), until: date(2026, 7, 31) };
    let closure = ClosureId(Uuid::from_u128(3));
    place.put(Fields::Closure(
        closure,
        vec![ClosureField::Period(period), ClosureField::Reason(line("Sommarstängt"))],
    ));
    assert_eq!(place.state(monday), State::Closed { reason: line("Sommarstängt") });
    place.put(Fields::Occurrence(key(monday), vec![OccurrenceField::HeldAnyway(true)]));
    assert_eq!(place.state(monday), State::Planned);
}

#[test]
fn an_explicitly_dated_occurrence_wins_over_red_days_and_closures() {
    let mut place = Place::with_sittgympa();
    let easter_monday = date(2026, 4, 6);
    place.put(Fields::Slot(SLOT, vec![SlotField::Schedule(Schedule::Once(easter_monday))]));
    assert_eq!(place.state(easter_monday), State::Planned);
}

#[test]
fn a_deletion_that_crosses_an_edit_brings_the_slot_back_for_review() {
    let mut place = Place::with_sittgympa();
    let before = place.position;
    place.put_knowing(Fields::Slot(SLOT, vec![SlotField::Hidden(true)]), before, 1);
    assert!(place.on(date(2026, 11, 23)).is_empty());
    place.put_knowing(Fields::Slot(SLOT, vec![SlotField::Room(None)]), before, 2);
    assert_eq!(place.on(date(2026, 11, 23)).len(), 1);
    assert!(place.programme.slots[&SLOT].needs_review());
    place.put(Fields::Slot(SLOT, vec![SlotField::Hidden(true)]));
    assert!(place.on(date(2026, 11, 23)).is_empty(), "whoever has seen both settles it");
}

#[test]
fn an_occurrence_with_counts_stays_when_the_programme_no_longer_names_it() {
    let mut place = Place::with_sittgympa();
    let monday = date(2026, 11, 23);
    place.put(Fields::Slot(SLOT, vec![SlotField::Schedule(Schedule::Once(date(2027, 1, 1)))]));
    let mut state = LogState { programme: place.programme, ..LogState::default() };
    assert!(state.day(monday).is_empty());
    let target = Target::Occurrence(key(monday));
    let count = Count::new(target, Delta::visitors(9));
    let edit = Edit {
        dot: Dot { replica: ReplicaId(Uuid::from_u128(1)), seq: 99 },
        position: 99,
        base: 0,
        clamped_at: 0,
    };
    state.tallies.entry(target).or_default().count(&count, edit);
    let day = state.day(monday);
    assert_eq!(day.len(), 1);
    assert_eq!(day[0].state, State::OutsideProgramme);
}

#[test]
fn what_was_held_and_not_counted_is_listed() {
    let place = Place::with_sittgympa();
    let state = LogState { programme: place.programme, ..LogState::default() };
    let window = Window::new(date(2026, 11, 9), date(2026, 11, 22));
    assert_eq!(state.not_counted(window).len(), 2);
}
