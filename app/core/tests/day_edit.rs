//! What staff do to a day, and the way back.

use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;
use samvaro_core::field::{ActivityField, Fields, OccurrenceField, Put, SlotField};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, ClosureId, Dot, LogId, ReplicaId, SignUpId, SlotId};
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::Programme;
use samvaro_core::programme::day_edit::{self, Extra, Whereabouts};
use samvaro_core::register::Edit;
use samvaro_core::schedule::{Schedule, SlotTime, Window};
use samvaro_core::sign_up::SignUp;
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(99));
/// A Monday.
const MONDAY: Date = date(2026, 11, 23);
const GYM: u128 = 1;
const COFFEE: u128 = 2;
const PARTY: u128 = 3;

fn key(number: u128) -> OccurrenceKey {
    OccurrenceKey {
        activity: ActivityId(Uuid::from_u128(number)),
        slot: SlotId(Uuid::from_u128(0x50 + number)),
        date: MONDAY,
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok()
}

fn hours(from: i8, until: i8) -> SlotTime {
    SlotTime::new(Some(time(from, 0, 0, 0)), Some(time(until, 0, 0, 0))).expect("a time")
}

/// A place whose people write one after the other.
#[derive(Clone, Default)]
struct Place {
    state: LogState,
    position: u64,
}

impl Place {
    /// Mondays: gym at 10, coffee at 13; and a party on this very day at 15.
    fn open() -> Self {
        let mut place = Self::default();
        let weekly = || Schedule::weekly([MONDAY.weekday()], date(2026, 1, 5));
        for (number, called, schedule, time) in [
            (GYM, "Sittgympa", weekly(), hours(10, 11)),
            (COFFEE, "Öppet café", weekly(), hours(13, 15)),
            (PARTY, "Höstfest", Schedule::Once(MONDAY), hours(15, 17)),
        ] {
            let OccurrenceKey { activity, slot, .. } = key(number);
            place.put(Fields::Activity(activity, vec![ActivityField::Name(name(called))]));
            let line = [SlotField::Activity(activity), SlotField::Schedule(schedule), SlotField::Time(time)];
            place.put(Fields::Slot(slot, line.to_vec()));
        }
        place
    }

    fn put(&mut self, fields: Fields) {
        self.put_by(1, fields);
    }

    fn put_by(&mut self, replica: u128, fields: Fields) {
        let base = self.position;
        let edit = self.edit(replica, base);
        self.state.programme.put(&Put { fields, base }, edit);
    }

    fn edit(&mut self, replica: u128, base: u64) -> Edit {
        self.position += 1;
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq: self.position };
        Edit { dot, position: self.position, base, clamped_at: self.position as i64 }
    }

    fn count(&mut self, key: OccurrenceKey, visitors: i32) {
        let target = Target::Occurrence(key);
        let count = Count::new(target, Delta::visitors(visitors));
        let edit = self.edit(1, 0);
        self.state.tallies.entry(target).or_default().count(&count, edit);
    }

    fn programme(&self) -> &Programme {
        &self.state.programme
    }

    fn find(&self, key: OccurrenceKey) -> Occurrence {
        self.programme().find(key).expect("an occurrence")
    }

    /// A move by somebody who sees what holds.
    fn move_to(&self, key: OccurrenceKey, to: &Whereabouts) -> Option<Fields> {
        self.programme().move_to(key, &Whereabouts::of(&self.find(key)), to)
    }

    fn held(&self, day: Date) -> Vec<OccurrenceKey> {
        self.state.day(day).iter().filter(|found| found.is_held()).map(|found| found.key).collect()
    }

    fn close(&mut self, hour: i8, reason: Option<Line>) {
        let closing = self.state.closing(MONDAY, MONDAY.at(hour, 30, 0, 0));
        for fields in closing.fields(self.programme(), LOG, MONDAY, reason.as_ref()) {
            self.put(fields);
        }
    }
}

#[test]
fn a_move_writes_only_what_differs_and_moving_back_leaves_no_trace() {
    let mut place = Place::open();
    let mut to = place.programme().planned(key(GYM)).expect("a plan");
    assert_eq!(place.move_to(key(GYM), &to), None);
    to.room = Some(name("Biblioteket"));
    let moved = place.move_to(key(GYM), &to).expect("a move");
    assert_eq!(moved, Fields::Occurrence(key(GYM), vec![OccurrenceField::Room(Some(name("Biblioteket")))]));
    place.put(moved);
    assert_eq!(place.find(key(GYM)).room, Some(name("Biblioteket")));
    let back = Whereabouts { room: None, ..to };
    place.put(place.move_to(key(GYM), &back).expect("a move back"));
    assert_eq!(place.find(key(GYM)).moved_from, None);
}

#[test]
fn whoever_changes_the_room_alone_leaves_a_time_that_somebody_changed_meanwhile() {
    let mut place = Place::open();
    let seen = Whereabouts::of(&place.find(key(GYM)));
    let opened = place.position;
    place.put_by(
        2,
        place.move_to(key(GYM), &Whereabouts { time: hours(14, 15), ..seen.clone() }).expect("a move"),
    );
    let wanted = Whereabouts { room: Some(name("Biblioteket")), ..seen.clone() };
    let fields = place.programme().move_to(key(GYM), &seen, &wanted).expect("a room");
    assert_eq!(fields, Fields::Occurrence(key(GYM), vec![OccurrenceField::Room(wanted.room.clone())]));
    let edit = place.edit(3, opened);
    place.state.programme.put(&Put { fields, base: opened }, edit);
    let found = place.find(key(GYM));
    assert_eq!((found.time, found.room), (hours(14, 15), wanted.room));
    let edits = &place.programme().occurrences[&key(GYM)];
    assert_eq!(edits.contested().count(), 0, "they changed different things");
}

#[test]
fn an_occurrence_is_found_wherever_it_was_moved() {
    let mut place = Place::open();
    let tuesday = date(2026, 11, 24);
    let to = Whereabouts { date: tuesday, time: hours(9, 10), room: None };
    place.put(place.move_to(key(GYM), &to).expect("a move"));
    let found = place.find(key(GYM));
    assert_eq!((found.date, found.time), (tuesday, hours(9, 10)));
}

#[test]
fn an_extra_activity_is_on_that_day_alone() {
    let mut place = Place::open();
    let at = Whereabouts { date: MONDAY, time: hours(18, 19), room: Some(name("Salen")) };
    let (activity, slot) = (ActivityId(Uuid::from_u128(70)), SlotId(Uuid::from_u128(71)));
    let extra = Extra { name: name("Filmkväll"), at: at.clone() };
    let fields = place.programme().add_once(&extra, activity, slot);
    let back: Vec<Fields> = fields.iter().map(|fields| place.programme().before(fields)).collect();
    fields.into_iter().for_each(|fields| place.put(fields));
    let added = place.find(OccurrenceKey { activity, slot, date: MONDAY });
    assert_eq!((added.name.as_str(), added.room.as_ref()), ("Filmkväll", at.room.as_ref()));
    assert_eq!(place.state.day(MONDAY).len(), 4);
    assert_eq!(place.state.day(date(2026, 11, 30)).len(), 2);
    back.into_iter().for_each(|fields| place.put(fields));
    assert_eq!(place.state.day(MONDAY).len(), 3);
}

#[test]
fn an_extra_date_of_a_known_activity_is_counted_under_its_name() {
    let place = Place::open();
    let at = Whereabouts { date: date(2026, 11, 25), time: SlotTime::UNKNOWN, room: None };
    let extra = Extra { name: name("öppet CAFÉ"), at };
    let fields =
        place.programme().add_once(&extra, ActivityId(Uuid::from_u128(70)), SlotId(Uuid::from_u128(71)));
    assert_eq!(fields.len(), 1, "no second activity of the same name");
    let Fields::Slot(_, line) = &fields[0] else { panic!("a slot") };
    assert!(line.contains(&SlotField::Activity(key(COFFEE).activity)));
}

#[test]
fn closing_stops_what_is_to_come_and_leaves_what_has_been() {
    let mut place = Place::open();
    place.count(key(COFFEE), 0);
    let reason = line("Vattnet är avstängt.");
    // At half past ten the gym goes on.
    let closing = place.state.closing(MONDAY, MONDAY.at(10, 30, 0, 0));
    let keys = |of: &[Occurrence]| of.iter().map(|found| found.key).collect::<Vec<_>>();
    assert_eq!(keys(&closing.stops), [key(PARTY)]);
    assert_eq!(keys(&closing.stays), [key(GYM), key(COFFEE)]);
    place.close(10, reason.clone());
    assert_eq!(place.held(MONDAY), [key(GYM), key(COFFEE)]);
    assert_eq!(place.find(key(PARTY)).state, State::Cancelled { reason: reason.clone() });
    assert_eq!(place.programme().closed_on(MONDAY), Some(reason));
    assert_eq!(place.programme().closed_on(date(2026, 11, 24)), None);
}

#[test]
fn opening_again_holds_what_the_closing_had_stopped_and_nothing_else() {
    let mut place = Place::open();
    place.put_by(2, day_edit::cancel(key(PARTY), line("Musikern är sjuk.")));
    place.close(8, line("Vattnet är avstängt."));
    assert_eq!(place.held(MONDAY), []);
    for fields in place.programme().opening(LOG, MONDAY) {
        place.put(fields);
    }
    assert_eq!(place.held(MONDAY), [key(GYM), key(COFFEE)], "the party was cancelled before");
    assert_eq!(place.programme().opening(LOG, MONDAY), []);

    let mut place = Place::open();
    place.close(8, None);
    assert_eq!(place.held(MONDAY), []);
    for fields in place.programme().opening(LOG, MONDAY) {
        place.put(fields);
    }
    assert_eq!(place.held(MONDAY), [key(GYM), key(COFFEE), key(PARTY)]);
}

#[test]
fn two_tablets_close_the_same_day_once() {
    assert_eq!(ClosureId::of_day(LOG, MONDAY), ClosureId::of_day(LOG, MONDAY));
    assert_ne!(ClosureId::of_day(LOG, MONDAY), ClosureId::of_day(LOG, date(2026, 11, 24)));
    assert_ne!(ClosureId::of_day(LOG, MONDAY), ClosureId::of_day(LogId(Uuid::from_u128(98)), MONDAY));
}

/// The gym left Mondays after somebody had counted it.
fn with_outsider() -> Place {
    let mut place = Place::open();
    place.count(key(GYM), 9);
    let elsewhere = Schedule::Once(date(2027, 1, 1));
    place.put(Fields::Slot(key(GYM).slot, vec![SlotField::Schedule(elsewhere)]));
    place
}

#[test]
fn counts_outside_the_programme_can_be_attached_and_set_free() {
    let mut place = with_outsider();
    assert_eq!(place.find(key(GYM)).state, State::OutsideProgramme);
    assert_eq!(place.state.day(MONDAY).len(), 3);
    place.put(day_edit::attach(key(GYM), Some(key(COFFEE))));
    assert_eq!(place.state.day(MONDAY).len(), 2);
    assert_eq!(place.state.guests()[&key(COFFEE)], [key(GYM)]);
    let waiting = place.state.not_counted(Window::day(MONDAY));
    assert_eq!(waiting.iter().map(|found| found.key).collect::<Vec<_>>(), [key(PARTY)]);
    place.put(day_edit::attach(key(GYM), None));
    assert_eq!(place.state.day(MONDAY).len(), 3);
    assert!(place.state.guests().is_empty());
}

#[test]
fn an_attachment_rests_while_the_programme_names_the_occurrence_itself() {
    let mut place = with_outsider();
    place.put(day_edit::attach(key(GYM), Some(key(COFFEE))));
    let mondays = Schedule::weekly([MONDAY.weekday()], date(2026, 1, 5));
    place.put(Fields::Slot(key(GYM).slot, vec![SlotField::Schedule(mondays)]));
    assert_eq!(place.state.day(MONDAY).len(), 3);
    assert!(place.state.guests().is_empty());
}

#[test]
fn counts_follow_from_one_attachment_to_the_next_and_never_run_in_a_circle() {
    let mut place = with_outsider();
    place.count(key(PARTY), 4);
    place.put(Fields::Slot(key(PARTY).slot, vec![SlotField::Hidden(true)]));
    place.put(day_edit::attach(key(GYM), Some(key(PARTY))));
    place.put(day_edit::attach(key(PARTY), Some(key(COFFEE))));
    assert_eq!(place.programme().home(key(GYM)), key(COFFEE));
    place.put(day_edit::attach(key(PARTY), Some(key(GYM))));
    assert_eq!(place.programme().home(key(GYM)), key(GYM));
    assert_eq!(place.state.day(MONDAY).len(), 3, "nothing that was counted disappears");
}

#[test]
fn what_was_moved_and_then_left_the_programme_stays_with_its_counts() {
    let mut place = Place::open();
    let tuesday = date(2026, 11, 24);
    place.count(key(GYM), 9);
    let to = Whereabouts { date: tuesday, time: hours(9, 10), room: None };
    place.put(place.move_to(key(GYM), &to).expect("a move"));
    place.put(Fields::Slot(key(GYM).slot, vec![SlotField::Hidden(true)]));
    let day = place.state.day(tuesday);
    assert_eq!((day.len(), &day[0].state), (1, &State::OutsideProgramme));
    assert_eq!(place.held(MONDAY), [key(COFFEE), key(PARTY)]);
}

#[test]
fn a_deletion_that_crossed_an_edit_is_settled_either_way() {
    for removed in [false, true] {
        let mut place = Place::open();
        let before = place.position;
        let slot = key(GYM).slot;
        for (replica, field) in [(1, SlotField::Hidden(true)), (2, SlotField::Room(Some(name("Salen"))))] {
            let edit = place.edit(replica, before);
            place.state.programme.put(&Put { fields: Fields::Slot(slot, vec![field]), base: before }, edit);
        }
        let review = place.programme().unsettled(key(GYM)).expect("a review");
        place.put(if removed { review.remove } else { review.keep });
        assert_eq!(place.programme().unsettled(key(GYM)), None);
        assert_eq!(place.programme().names(key(GYM)), !removed);
    }
}

#[test]
fn a_date_that_was_changed_while_somebody_deleted_it_waits_for_a_person() {
    let deletions = [
        Fields::Occurrence(key(GYM), vec![OccurrenceField::Hidden(true)]),
        Fields::Slot(key(GYM).slot, vec![SlotField::Hidden(true)]),
        Fields::Activity(key(GYM).activity, vec![ActivityField::Hidden(true)]),
    ];
    let moved = Fields::Occurrence(key(GYM), vec![OccurrenceField::Room(Some(name("Salen")))]);
    for (deletion, [first, second], removed) in deletions.into_iter().flat_map(|deletion| {
        let orders = [[deletion.clone(), moved.clone()], [moved.clone(), deletion.clone()]];
        orders
            .into_iter()
            .flat_map(move |order| [false, true].map(|removed| (deletion.clone(), order.clone(), removed)))
    }) {
        let mut place = Place::open();
        let before = place.position;
        for (replica, fields) in [(1, first), (2, second)] {
            let edit = place.edit(replica, before);
            place.state.programme.put(&Put { fields, base: before }, edit);
        }
        let review =
            place.programme().unsettled(key(GYM)).unwrap_or_else(|| panic!("no review: {deletion:?}"));
        let stands = place.programme().find(key(GYM)).expect("the date");
        assert_eq!((stands.room, place.programme().names(key(GYM))), (Some(name("Salen")), true));
        place.put(if removed { review.remove } else { review.keep });
        assert_eq!(place.programme().unsettled(key(GYM)), None);
        assert_eq!(place.programme().names(key(GYM)), !removed);
    }
}

#[test]
fn a_cancellation_and_a_move_that_crossed_wait_for_a_person() {
    let to = Whereabouts { date: MONDAY, time: hours(14, 15), room: Some(name("Salen")) };
    let moved = Place::open().move_to(key(GYM), &to).expect("a move");
    let cancelled = day_edit::cancel(key(GYM), line("Ledaren är sjuk."));
    for (first, second) in [(&moved, &cancelled), (&cancelled, &moved)] {
        for held in [false, true] {
            let mut place = Place::open();
            let before = place.position;
            for (replica, fields) in [(1, first), (2, second)] {
                let edit = place.edit(replica, before);
                place.state.programme.put(&Put { fields: fields.clone(), base: before }, edit);
            }
            let crossed = place.programme().cancelled_and_moved(key(GYM)).expect("a question");
            assert_eq!((crossed.cancelled.values.len(), crossed.moved.values.len()), (2, 2));
            assert!(!place.find(key(GYM)).is_held(), "cancelled until somebody answers");
            place.put(if held { crossed.hold() } else { crossed.cancel() });
            assert_eq!(place.programme().cancelled_and_moved(key(GYM)), None);
            assert_eq!(place.find(key(GYM)).is_held(), held);
            assert_eq!(place.find(key(GYM)).room, Some(name("Salen")));
        }
    }
}

#[test]
fn whoever_knew_of_the_cancellation_or_of_the_move_is_asked_nothing() {
    let to = Whereabouts { date: MONDAY, time: hours(14, 15), room: None };
    for cancelled_first in [false, true] {
        let mut place = Place::open();
        let moved = place.move_to(key(GYM), &to).expect("a move");
        let mut both = [moved, day_edit::cancel(key(GYM), None)];
        if cancelled_first {
            both.reverse();
        }
        both.into_iter().for_each(|fields| place.put(fields));
        assert_eq!(place.programme().cancelled_and_moved(key(GYM)), None);
    }
}

#[test]
fn those_who_signed_up_stay_on_the_day_when_the_programme_no_longer_names_it() {
    let mut place = Place::open();
    let target = key(GYM);
    let edit = place.edit(1, 0);
    let (id, base) = (SignUpId(Uuid::from_u128(7)), place.position);
    let sign_up = SignUp { id, target, persons: 2, base, late: false };
    let tally = place.state.tallies.entry(Target::Occurrence(target)).or_default();
    tally.list.entry(id).or_default().sign_up(&sign_up, None, edit);
    place.put(Fields::Activity(target.activity, vec![ActivityField::Hidden(true)]));
    let day = place.state.day(MONDAY);
    let found = day.iter().find(|found| found.key == target).expect("those who signed up");
    assert_eq!(found.state, State::OutsideProgramme);
}

#[test]
fn a_deletion_by_somebody_who_knew_of_the_change_asks_nobody() {
    let mut place = Place::open();
    place.put(day_edit::note(key(GYM), line("Ta med matta.")));
    place.put(Fields::Activity(key(GYM).activity, vec![ActivityField::Hidden(true)]));
    assert_eq!(place.programme().unsettled(key(GYM)), None);
    assert!(!place.programme().names(key(GYM)));
}

fn any_time() -> impl Strategy<Value = Option<Time>> {
    prop::option::of((8i8..18).prop_map(|hour| time(hour, 0, 0, 0)))
}

fn any_doing() -> impl Strategy<Value = Doing> {
    let reason = || prop::option::of(Just("Ledaren är sjuk.")).prop_map(|text| text.and_then(line));
    prop_oneof![
        reason().prop_map(Doing::Cancel),
        Just(Doing::HoldAgain),
        (0i64..3, any_time(), any::<bool>()).prop_map(|(days, start, room)| Doing::Move(days, start, room)),
        reason().prop_map(Doing::Note),
        any::<bool>().prop_map(Doing::HoldAnyway),
        prop::option::of(1u128..4).prop_map(Doing::Attach),
    ]
}

#[derive(Clone, Debug)]
enum Doing {
    Cancel(Option<Line>),
    HoldAgain,
    Move(i64, Option<Time>, bool),
    Note(Option<Line>),
    HoldAnyway(bool),
    Attach(Option<u128>),
}

impl Doing {
    fn fields(&self, programme: &Programme, at: OccurrenceKey) -> Option<Fields> {
        Some(match self {
            Self::Cancel(reason) => day_edit::cancel(at, reason.clone()),
            Self::HoldAgain => day_edit::hold_again(at),
            Self::Move(days, start, other_room) => {
                let date = samvaro_core::schedule::calendar_day::plus_days(MONDAY, *days)?;
                let time = SlotTime { start: *start, ..SlotTime::UNKNOWN };
                let room = other_room.then(|| name("Biblioteket"));
                let seen = Whereabouts::of(&programme.find(at)?);
                return programme.move_to(at, &seen, &Whereabouts { date, time, room });
            }
            Self::Note(note) => day_edit::note(at, note.clone()),
            Self::HoldAnyway(held) => day_edit::hold_anyway(at, *held),
            Self::Attach(to) => day_edit::attach(at, to.map(key)),
        })
    }
}

proptest! {
    /// Whatever was done before, taking the last thing back gives what people saw before it.
    #[test]
    fn the_way_back_leads_to_what_stood_before(
        doings in prop::collection::vec((1u128..4, any_doing()), 1..12),
    ) {
        let mut place = Place::open();
        for (number, doing) in doings {
            let before = place.clone();
            let Some(fields) = doing.fields(place.programme(), key(number)) else { continue };
            let back = place.programme().before(&fields);
            place.put(fields.clone());
            prop_assert!(place.programme().holds(&fields));
            let mut undone = place.clone();
            undone.put(back);
            for number in [GYM, COFFEE, PARTY] {
                prop_assert_eq!(undone.find(key(number)), before.find(key(number)));
                prop_assert_eq!(undone.programme().home(key(number)), before.programme().home(key(number)));
            }
        }
    }
}
