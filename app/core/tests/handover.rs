//! The staff and what their shifts leave for each other: who did what, what is open, what goes away.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::admission::{Facts, admit};
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::handover::{NoteKind, NotePut, Responsible, Settle};
use samvaro_core::id::{Dot, LogId, Millis, NoteId, ReplicaId, StaffId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::retention::Keeping;
use samvaro_core::staff::{Shift, StaffPut};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use samvaro_core::task::{Chore, Task};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
const DAY_MS: Millis = 24 * 60 * 60 * 1_000;

/// Everything that several tablets write, in order of the log.
#[derive(Default)]
struct Log {
    entries: Vec<Entry>,
    seqs: BTreeMap<u128, u64>,
}

impl Log {
    /// Tablet `writer` writes at a moment by its clock; the seal is that of the position.
    fn write(&mut self, writer: u128, at: Millis, body: Body, fields: Option<Fields>) -> Dot {
        let seq = self.seqs.entry(writer).or_default();
        *seq += 1;
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(writer)), seq: *seq };
        let position = self.entries.len() as u64 + 1;
        let personal = fields.map(|fields| Personal { salt: [position as u8; 16], fields });
        let sealed = personal.as_ref().map(Personal::seal);
        let body = BodyBytes::write(&body).expect("JSON");
        let change = Change { dot, log: LOG, at, body, sealed };
        let authored = Authored { change, personal };
        self.entries.push(Entry { position, received_at: Millis::MAX, authored });
        dot
    }

    fn joins(&mut self, id: StaffId, name: &str) {
        self.write(1, 0, Body::Staff(StaffPut { id, hidden: false, base: 0 }), text(name));
    }

    fn shift(&mut self, writer: u128, at: Millis, id: StaffId) {
        self.write(writer, at, Body::Shift(Shift {}), link(id));
    }

    fn tap(&mut self, writer: u128) -> Dot {
        let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
        let count = Count::new(target, Delta::one());
        self.write(writer, 0, Body::Count(count), None)
    }

    fn note(&mut self, at: Millis, number: u128, words: &str) -> NoteId {
        let id = NoteId(Uuid::from_u128(number));
        self.write(1, at, Body::Note(NotePut { id, kind: NoteKind::Note }), text(words));
        id
    }

    /// The server erases what is due.
    fn erase_due(&mut self, now: Millis) -> usize {
        let due = self.state().due(Keeping::default(), now);
        for body in Erase::of(&due) {
            self.write(99, now, body, None);
        }
        due.len()
    }

    fn state(&self) -> LogState {
        fold(start(), &self.entries)
    }
}

fn start() -> LogState {
    LogState { cursor: Cursor::start(1), ..LogState::default() }
}

fn fold(mut state: LogState, entries: &[Entry]) -> LogState {
    entries.iter().for_each(|entry| state.apply(entry));
    state
}

fn staff(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(0x5_000 + number))
}

fn text(text: &str) -> Option<Fields> {
    Some(Fields { text: Some(text.to_owned()), ..Fields::default() })
}

fn link(staff: StaffId) -> Option<Fields> {
    Some(Fields { staff: Some(staff), ..Fields::default() })
}

fn members(state: &LogState) -> Vec<&str> {
    state.staff_members().map(|(_, name)| name).collect()
}

fn said(state: &LogState, now: Millis) -> Vec<String> {
    state.notes(Keeping::default().notes_since(now)).into_iter().map(|said| said.text).collect()
}

#[test]
fn what_a_tablet_writes_belongs_to_whoever_came_to_it_last() {
    let mut log = Log::default();
    let nobodys = log.tap(1);
    log.shift(1, 10, staff(1));
    let firsts = log.tap(1);
    log.shift(2, 10, staff(3));
    log.shift(1, 20, staff(2));
    let (seconds, elsewhere) = (log.tap(1), log.tap(2));
    log.write(1, 30, Body::Shift(Shift {}), None);
    let left = log.tap(1);
    let state = log.state();
    let who = [nobodys, firsts, seconds, elsewhere, left].map(|dot| state.attributed(dot));
    assert_eq!(who, [None, Some(staff(1)), Some(staff(2)), Some(staff(3)), None]);
}

#[test]
fn a_link_that_is_erased_blames_nobody_else() {
    let mut log = Log::default();
    log.shift(1, 0, staff(1));
    let before = log.tap(1);
    log.shift(1, 10 * DAY_MS, staff(2));
    let after = log.tap(1);
    assert_eq!(log.erase_due(89 * DAY_MS), 0);
    assert_eq!(log.erase_due(90 * DAY_MS), 1);
    let state = log.state();
    assert_eq!((state.attributed(before), state.attributed(after)), (None, Some(staff(2))));
    log.erase_due(100 * DAY_MS);
    let state = log.state();
    assert_eq!(state.attributed(after), None);
    assert!(state.staff.shifts.is_empty(), "nothing is left of what says nothing");
}

#[test]
fn who_leaves_is_not_offered_any_more_and_their_name_goes() {
    let mut log = Log::default();
    log.joins(staff(1), "K");
    log.joins(staff(2), "Bo");
    log.shift(1, 0, staff(1));
    let tap = log.tap(1);
    assert_eq!(members(&log.state()), ["K", "Bo"]);
    log.write(2, 1, Body::Staff(StaffPut { id: staff(1), hidden: true, base: 4 }), None);
    assert_eq!(members(&log.state()), ["Bo"]);
    assert_eq!(log.state().staff_name(staff(1)), Some("K"), "until it is erased");
    assert_eq!(log.erase_due(1), 1);
    let state = log.state();
    assert_eq!(state.staff_name(staff(1)), None);
    assert_eq!(state.attributed(tap), Some(staff(1)), "the link says nothing without the name");
    assert_eq!(log.erase_due(1), 0);
}

#[test]
fn a_note_is_gone_after_fourteen_days_wherever_the_clock_says_so() {
    let mut log = Log::default();
    log.note(0, 1, "Kaffefiltren är snart slut.");
    log.note(DAY_MS, 2, "Nyckeln ligger i lådan.");
    let newest_first = ["Nyckeln ligger i lådan.", "Kaffefiltren är snart slut."];
    assert_eq!(said(&log.state(), 14 * DAY_MS - 1), newest_first);
    assert_eq!(said(&log.state(), 14 * DAY_MS), newest_first[..1], "a tablet hides it by itself");
    assert_eq!(log.erase_due(14 * DAY_MS), 1);
    let state = log.state();
    assert_eq!(said(&state, 0), newest_first[..1]);
    assert_eq!(state.handover.notes.len(), 1);
}

#[test]
fn a_note_without_its_text_is_not_shown() {
    let mut log = Log::default();
    log.note(0, 1, "Fel rad.");
    log.entries[0].authored.personal = None;
    assert_eq!(said(&log.state(), 1), [""; 0]);
    assert_eq!(log.erase_due(14 * DAY_MS), 1, "what is left of it goes, too");
    assert!(log.state().handover.notes.is_empty());
}

#[test]
fn a_note_that_two_settle_at_once_is_settled_in_either_order() {
    for order in [[2, 3], [3, 2]] {
        let mut log = Log::default();
        let id = log.note(0, 1, "Vem tar larmet?");
        for writer in order {
            let settle = Settle { id, done: true, base: 1 };
            log.write(writer, writer as Millis, Body::Settle(settle), None);
        }
        let state = log.state();
        let done = &state.handover.notes[&id].done;
        assert!(done.standing.value && !done.is_contested());
    }
}

#[test]
fn a_settled_note_that_somebody_opens_again_meanwhile_follows_the_later_of_the_two() {
    for order in [[(2, true, 10), (3, false, 20)], [(3, false, 20), (2, true, 10)]] {
        let mut log = Log::default();
        let id = log.note(0, 1, "Vem tar larmet?");
        log.write(1, 5, Body::Settle(Settle { id, done: true, base: 1 }), None);
        for (writer, done, at) in order {
            log.write(writer, at, Body::Settle(Settle { id, done, base: 2 }), None);
        }
        assert!(!log.state().handover.notes[&id].done.standing.value);
    }
}

fn choose(log: &mut Log, writer: u128, base: u64, who: Option<StaffId>) {
    let task = Task::Chore(date(2026, 11, 21), Chore::Coffee);
    log.write(writer, writer as Millis, Body::Responsible(Responsible { task, base }), who.and_then(link));
}

#[test]
fn two_who_choose_different_people_for_the_same_task_see_both() {
    let task = Task::Chore(date(2026, 11, 21), Chore::Coffee);
    let mut log = Log::default();
    choose(&mut log, 1, 0, Some(staff(1)));
    choose(&mut log, 2, 0, Some(staff(2)));
    assert_eq!(log.state().responsible(task), (Some(staff(2)), vec![staff(1)]));
    choose(&mut log, 3, 2, Some(staff(1)));
    assert_eq!(log.state().responsible(task), (Some(staff(1)), Vec::new()), "settled in one tap");
    choose(&mut log, 3, 3, None);
    assert_eq!(log.state().responsible(task), (None, Vec::new()));
    choose(&mut log, 3, 4, Some(staff(2)));
    assert_eq!(log.erase_due(4 + 90 * DAY_MS), 1);
    assert!(log.state().handover.tasks.is_empty());
}

#[test]
fn every_task_is_found_again_by_its_written_form() {
    let day = date(2026, 11, 21);
    for task in [any_key().into(), Task::Chore(day, Chore::Opening), Task::Chore(day, Chore::Host)] {
        assert_eq!(task.to_string().parse::<Task>(), Ok(task));
    }
    for wrong in ["sleeping/2026-11-21", "opening/tomorrow", "opening"] {
        assert!(wrong.parse::<Task>().is_err(), "{wrong}");
    }
}

fn any_key() -> Key {
    Key
}

struct Key;

impl From<Key> for Task {
    fn from(_: Key) -> Self {
        let text = "00000000-0000-0000-0000-000000000001/00000000-0000-0000-0000-000000000002/2026-11-22";
        Self::Occurrence(text.parse::<OccurrenceKey>().expect("a key"))
    }
}

fn verdict(body: Body, fields: Option<Fields>) -> Option<Verdict> {
    let mut log = Log::default();
    log.write(1, 0, body, fields);
    let authored = log.entries.remove(0).authored;
    let facts = Facts { scope: [LOG].into(), ..Facts::default() };
    let admission = admit(authored.change.dot.replica, vec![authored], facts, 5);
    admission.refusals.first().map(|refusal| refusal.verdict)
}

#[test]
fn names_notes_and_days_beyond_their_limits_are_refused() {
    let beyond = Some(Verdict::Rejected(Reason::BeyondLimits));
    let joins = || Body::Staff(StaffPut { id: staff(1), hidden: false, base: 0 });
    assert_eq!(verdict(joins(), text(&"å".repeat(40))), None);
    assert_eq!(verdict(joins(), text(&"å".repeat(41))), beyond);
    let note = || Body::Note(NotePut { id: NoteId(Uuid::nil()), kind: NoteKind::Question });
    assert_eq!(verdict(note(), text(&"å".repeat(500))), None);
    assert_eq!(verdict(note(), text(&"å".repeat(501))), beyond);
    assert_eq!(verdict(note(), None), Some(Verdict::Rejected(Reason::BrokenSeal)), "a note says something");
    let task = Task::Chore(date(1066, 10, 14), Chore::Host);
    assert_eq!(verdict(Body::Responsible(Responsible { task, base: 0 }), link(staff(1))), beyond);
}

#[derive(Clone, Debug)]
enum Doing {
    Says(Body, bool),
    Erases(prop::sample::Index),
}

fn any_doing() -> impl Strategy<Value = Doing> {
    let note = || (1u128..5).prop_map(|number| NoteId(Uuid::from_u128(0x700 + number)));
    let kind = prop_oneof![Just(NoteKind::Note), Just(NoteKind::Question), note().prop_map(NoteKind::Answer)];
    let task = prop_oneof![
        Just(Task::from(Key)),
        (0usize..4, 1i8..4).prop_map(|(chore, day)| Task::Chore(date(2026, 12, day), Chore::ALL[chore].0)),
    ];
    let body = prop_oneof![
        (1u128..4, any::<bool>(), 0u64..40).prop_map(|(id, hidden, base)| Body::Staff(StaffPut {
            id: staff(id),
            hidden,
            base
        })),
        Just(Body::Shift(Shift {})),
        (note(), kind).prop_map(|(id, kind)| Body::Note(NotePut { id, kind })),
        (note(), any::<bool>(), 0u64..40).prop_map(|(id, done, base)| Body::Settle(Settle {
            id,
            done,
            base
        })),
        (task, 0u64..40).prop_map(|(task, base)| Body::Responsible(Responsible { task, base })),
    ];
    prop_oneof![
        5 => (body, prop::bool::weighted(0.8)).prop_map(|(body, personal)| Doing::Says(body, personal)),
        1 => any::<prop::sample::Index>().prop_map(Doing::Erases),
    ]
}

fn history(doings: &[(u128, i64, Doing)]) -> Vec<Entry> {
    let mut log = Log::default();
    let mut seals: Vec<Digest> = Vec::new();
    for (writer, at, doing) in doings {
        let (body, fields) = match doing {
            Doing::Says(body, personal) => {
                let fields =
                    Fields { staff: Some(staff(*writer)), text: Some(format!("{at}")), ..Fields::default() };
                (body.clone(), personal.then_some(fields))
            }
            Doing::Erases(index) if !seals.is_empty() => {
                (Body::Erase(Erase { sealed: vec![*index.get(&seals)] }), None)
            }
            Doing::Erases(_) => continue,
        };
        log.write(*writer, *at, body, fields);
        seals.extend(log.entries.last().and_then(|entry| entry.change().sealed));
    }
    log.entries
}

/// What pages hold of a state; personal fields travel beside them.
fn without_personal(mut state: LogState) -> LogState {
    state.personal.clear();
    state.erased.clear();
    state
}

fn through_pages(state: &LogState) -> LogState {
    let (snapshot, pages) = state.to_pages().expect("JSON");
    LogState::from_pages(&snapshot, &pages).expect("our own pages")
}

proptest! {
    #[test]
    fn the_house_in_pages_and_the_tail_are_the_fold_from_zero(
        doings in prop::collection::vec((0u128..4, 0i64..1_000, any_doing()), 1..40),
    ) {
        let entries = history(&doings);
        let whole = without_personal(fold(start(), &entries));
        for upto in 0..=entries.len() {
            let (before, tail) = entries.split_at(upto);
            let resumed = fold(through_pages(&fold(start(), before)), tail);
            prop_assert_eq!(&without_personal(resumed), &whole, "from {}", upto);
        }
        prop_assert_eq!(whole.to_pages().ok(), through_pages(&whole).to_pages().ok());
    }

    #[test]
    fn once_everything_is_due_and_erased_nothing_is_left_to_be_due(
        doings in prop::collection::vec((0u128..4, 0i64..1_000, any_doing()), 1..40),
    ) {
        let mut log = Log { entries: history(&doings), ..Log::default() };
        log.erase_due(1_000 + 90 * DAY_MS);
        let state = log.state();
        prop_assert_eq!(state.due(Keeping::default(), Millis::MAX), []);
        prop_assert!(state.notes(Millis::MIN).is_empty());
        prop_assert!(state.staff.shifts.is_empty());
    }
}
