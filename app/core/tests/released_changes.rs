//! Every change that was ever released is read to the same meaning for ever (I13).
//!
//! `fixtures/changes_v1.jsonl` is frozen: lines are only ever added. Each is the body of a change as
//! protocol 1 writes it, in the order of [`meanings`]. What is written today must be among them, so
//! that a new shape cannot be released without its fixture.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Weekday, date, time};
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Erase, Skip};
use samvaro_core::digest::Digest;
use samvaro_core::field::{
    ActivityField, CategoryField, CategoryKind, ClosureField, Fields, Moved, OccurrenceField,
    OrganisationField, Period, PlaceField, Put, SignUpDecision, SlotField,
};
use samvaro_core::handover::{NoteKind, NotePut, Responsible, Settle};
use samvaro_core::id::{
    ActivityId, CategoryId, ClosureId, Dot, LogId, NoteId, ReplicaId, SignUpId, SlotId, StaffId,
};
use samvaro_core::origin::Origin;
use samvaro_core::pin::Pin;
use samvaro_core::protocol::{Reason, Slice, SyncReply, SyncRequest, Verdict};
use samvaro_core::replica::rewritten;
use samvaro_core::schedule::{MonthlyDate, MonthlyWeekday, Rule, RuleSet, Schedule, SlotTime, Weekly, Weeks};
use samvaro_core::sign_up::{Came, SignUp, Withdraw};
use samvaro_core::staff::{Shift, StaffPut};
use samvaro_core::tally::{Correction, Count, Delta, Statement, Undo};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use samvaro_core::task::{Chore, Task};
use samvaro_core::text::{Description, Line, Name, Slug};
use uuid::Uuid;

const CHANGES: &str = include_str!("fixtures/changes_v1.jsonl");
const OLD_SHAPES: &str = include_str!("fixtures/old_shapes_v1.jsonl");
const REQUEST: &str = include_str!("fixtures/request_v1.json");
const REPLY: &str = include_str!("fixtures/reply_v1.json");

fn key() -> OccurrenceKey {
    let (activity, slot) = (ActivityId(Uuid::from_u128(1)), SlotId(Uuid::from_u128(2)));
    OccurrenceKey { activity, slot, date: date(2026, 11, 21) }
}

fn counts() -> Vec<Body> {
    let plain = |target| Count::new(target, Delta::one());
    let category = |number| CategoryId(Uuid::from_u128(number));
    let full = Count {
        target: Target::Occurrence(key()),
        delta: Delta {
            total: 7,
            volunteers: 2,
            splits: BTreeMap::from([(category(3), 4), (category(4), 3)]),
            marks: BTreeMap::from([(category(5), 1)]),
        },
        stated: Some(Statement::of_all(12, 40)),
        entered: Some(date(2026, 11, 23)),
        about: true,
        reason: None,
    };
    let nobody = Count { delta: Delta::default(), ..plain(Target::Occurrence(key())) };
    let undone = Dot { replica: ReplicaId(Uuid::from_u128(9)), seq: 17 };
    vec![
        Body::Count(plain(Target::Occurrence(key()))),
        Body::Count(plain(Target::DropIn(date(2026, 11, 21), Half::Forenoon))),
        Body::Count(plain(Target::DropIn(date(2026, 11, 21), Half::Afternoon))),
        Body::Count(nobody),
        Body::Undo(Undo::of(undone, &full)),
        Body::Undo(Undo::of(undone, &plain(Target::Occurrence(key())))),
        Body::Count(full),
        Body::Skip(Skip { from: 3 }),
    ]
}

fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn description(text: &str) -> Description {
    Description::parse(text).expect("a description")
}

fn place() -> Vec<PlaceField> {
    vec![
        PlaceField::Name(name("Träffpunkt Linden")),
        PlaceField::Slug(Slug::parse("linden").expect("a slug")),
        PlaceField::Address(Some(line("Storgatan 1"))),
        PlaceField::Directions(Some(line("Ingång från gården."))),
        PlaceField::Phone(Some(line("0123-456 78"))),
        PlaceField::PhoneHours(None),
        PlaceField::Hours(Some(line("Vardagar 9–15"))),
        PlaceField::StepFree(Some(line("Ja"))),
        PlaceField::HearingLoop(None),
        PlaceField::RestsOnRedDays(true),
        PlaceField::RestsOnEves(false),
        PlaceField::Zone(line("Europe/Stockholm")),
        PlaceField::CountingRule(Some(description("Alla som kommer räknas."))),
    ]
}

fn activity() -> Vec<ActivityField> {
    vec![
        ActivityField::Name(name("Sittgympa")),
        ActivityField::Description(Some(description("Lugna rörelser."))),
        ActivityField::PriceKr(Some(20)),
        ActivityField::Room(Some(name("Salen"))),
        ActivityField::Host(None),
        ActivityField::AssociationRun(true),
        ActivityField::NeedsSignUp(true),
        ActivityField::SignUpBy(Some(line("Senast onsdag"))),
        ActivityField::EarliestEntry(Some(time(9, 30, 0, 0))),
        ActivityField::Bring(None),
        ActivityField::StepFree(true),
        ActivityField::HearingLoop(false),
        ActivityField::Seated(true),
        ActivityField::Outdoors(false),
        ActivityField::Language(Some(name("finska"))),
        ActivityField::Greeter(None),
        ActivityField::Note(Some(line("Nytt!"))),
        ActivityField::Published(true),
        ActivityField::Hidden(false),
    ]
}

fn schedules() -> Vec<Schedule> {
    let weekly = |weeks| {
        Schedule::Weekly(Weekly {
            weekdays: [Weekday::Monday, Weekday::Thursday].into_iter().collect(),
            weeks,
            from: date(2026, 1, 1),
            until: Some(date(2026, 12, 31)),
        })
    };
    let rule = Rule::parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU").expect("a rule");
    let mut set = RuleSet::new(date(2026, 11, 24), rule);
    set.added = BTreeSet::from([date(2026, 12, 24)]);
    set.removed = BTreeSet::from([date(2026, 12, 8)]);
    vec![
        Schedule::Once(date(2026, 11, 21)),
        weekly(Weeks::All),
        weekly(Weeks::Odd),
        weekly(Weeks::Even),
        Schedule::MonthlyWeekday(MonthlyWeekday {
            ordinal: -1,
            weekday: Weekday::Friday,
            from: date(2026, 1, 1),
            until: None,
        }),
        Schedule::MonthlyDate(MonthlyDate { day: 31, from: date(2026, 1, 1), until: None }),
        Schedule::Dates(BTreeSet::from([date(2026, 11, 21), date(2026, 12, 5)])),
        Schedule::Rule(set),
    ]
}

fn slot() -> Vec<SlotField> {
    let time = SlotTime { start: Some(time(13, 0, 0, 0)), end: Some(time(1, 30, 0, 0)), end_days_later: 1 };
    let mut fields: Vec<SlotField> = schedules().into_iter().map(SlotField::Schedule).collect();
    fields.extend([
        SlotField::Activity(key().activity),
        SlotField::Time(time),
        SlotField::Time(SlotTime::UNKNOWN),
        SlotField::Room(Some(name("Biblioteket"))),
        SlotField::KeepsEveryDate(true),
        SlotField::Note(None),
        SlotField::Hidden(true),
    ]);
    fields
}

fn occurrence() -> Vec<OccurrenceField> {
    let time = SlotTime { start: Some(time(10, 15, 0, 0)), end: None, end_days_later: 0 };
    vec![
        OccurrenceField::Cancelled(true),
        OccurrenceField::Reason(Some(line("Vattnet är avstängt"))),
        OccurrenceField::Moved(Some(Moved { date: date(2026, 11, 22), time })),
        OccurrenceField::Moved(None),
        OccurrenceField::Room(None),
        OccurrenceField::Name(Some(name("Luciafika"))),
        OccurrenceField::Note(None),
        OccurrenceField::HeldAnyway(true),
    ]
}

fn edits() -> Vec<Body> {
    let closure = vec![
        ClosureField::Period(Period { from: date(2026, 12, 23), until: date(2027, 1, 6) }),
        ClosureField::Reason(Some(line("Jul"))),
        ClosureField::Hidden(false),
    ];
    let fields = [
        Fields::Place(place()),
        Fields::Activity(key().activity, activity()),
        Fields::Slot(key().slot, slot()),
        Fields::Occurrence(key(), occurrence()),
        Fields::Closure(ClosureId(Uuid::from_u128(6)), closure),
    ];
    let attached = vec![OccurrenceField::AttachedTo(Some(key())), OccurrenceField::AttachedTo(None)];
    let later = [Fields::Occurrence(key(), attached)];
    (40..)
        .zip(fields.into_iter().chain(later))
        .map(|(base, fields)| Body::Put(Put { fields, base }))
        .collect()
}

fn erasures() -> Vec<Body> {
    let sealed = vec![Digest([0xab; Digest::BYTES]), Digest([0x01; Digest::BYTES])];
    vec![Body::Erase(Erase { sealed })]
}

/// Released after the first ones.
fn corrections() -> Vec<Body> {
    let women = CategoryId(Uuid::from_u128(3));
    let stated = Some(Statement { total: 4, base: 41, split: Some(women) });
    let count = |reason| {
        let reason = Some(reason);
        Body::Count(Count {
            stated,
            reason,
            ..Count::new(Target::Occurrence(key()), Delta::split(women, -1))
        })
    };
    Correction::ALL.map(count).to_vec()
}

fn house() -> Vec<Body> {
    let (id, note) = (StaffId(Uuid::from_u128(7)), NoteId(Uuid::from_u128(8)));
    let kinds = [NoteKind::Note, NoteKind::Question, NoteKind::Answer(note)];
    let chores = Chore::ALL.map(|(chore, _)| Task::Chore(key().date, chore));
    let tasks = chores.into_iter().chain([Task::Occurrence(key())]);
    let mut house = vec![
        Body::Staff(StaffPut { id, hidden: false, base: 40 }),
        Body::Staff(StaffPut { id, hidden: true, base: 41 }),
        Body::Shift(Shift {}),
        Body::Settle(Settle { id: note, done: true, base: 42 }),
        Body::Settle(Settle { id: note, done: false, base: 43 }),
    ];
    house.extend(kinds.map(|kind| Body::Note(NotePut { id: note, kind })));
    house.extend(tasks.map(|task| Body::Responsible(Responsible { task, base: 44 })));
    house
}

/// What organisations say, and what came with it for places and activities.
fn settings() -> Vec<Body> {
    let decision = SignUpDecision { reference: line("KS 2026/12"), until: date(2027, 6, 30) };
    let organisation = vec![
        OrganisationField::CountingRule(Some(description("Räkna var och en en gång."))),
        OrganisationField::DropInRule(None),
        OrganisationField::SignUps(Some(decision)),
        OrganisationField::SignUps(None),
        OrganisationField::SignUpNamesDays(14),
        OrganisationField::StaffLinkDays(90),
        OrganisationField::HandoverDays(7),
    ];
    let category = vec![
        CategoryField::Name(name("Kvinnor")),
        CategoryField::Kind(CategoryKind::Split),
        CategoryField::Kind(CategoryKind::Mark),
        CategoryField::Kind(CategoryKind::External),
        CategoryField::Order(2),
        CategoryField::Hidden(false),
    ];
    let place = vec![
        PlaceField::DropInRule(Some(description("Högst en gång i halvdagen."))),
        PlaceField::Screen(true),
    ];
    let activity = vec![
        ActivityField::Capacity(Some(12)),
        ActivityField::Capacity(None),
        ActivityField::SignUpCloses(Some(2)),
        ActivityField::SignUps(true),
    ];
    let fields = [
        Fields::Organisation(organisation),
        Fields::Category(CategoryId(Uuid::from_u128(7)), category),
        Fields::Place(place),
        Fields::Activity(key().activity, activity),
    ];
    (50..).zip(fields).map(|(base, fields)| Body::Put(Put { fields, base })).collect()
}

fn sign_ups() -> Vec<Body> {
    let (id, target) = (SignUpId(Uuid::from_u128(7)), key());
    vec![
        Body::SignUp(SignUp { id, target, persons: 2, base: 45, late: false }),
        Body::SignUp(SignUp { id, target, persons: 1, base: 45, late: true }),
        Body::Withdraw(Withdraw { id, target, base: 46 }),
        Body::Came(Came { id, target, persons: 2, base: 47 }),
    ]
}

/// Drafts of slots, and dates taken out of the programme.
fn drafts() -> Vec<Body> {
    let fields = [
        Fields::Slot(key().slot, vec![SlotField::Published(false)]),
        Fields::Occurrence(key(), vec![OccurrenceField::Hidden(true)]),
    ];
    (50..).zip(fields).map(|(base, fields)| Body::Put(Put { fields, base })).collect()
}

fn pins() -> Vec<Body> {
    let (salt, hash) = (Digest([0x5a; Digest::BYTES]), Digest([0x1f; Digest::BYTES]));
    let pin = Pin { salt, rounds: 200_000, hash };
    let fields = Fields::Place(vec![PlaceField::Pin(Some(pin)), PlaceField::Pin(None)]);
    vec![Body::Put(Put { fields, base: 50 })]
}

/// What the fixtures mean, in their order.
fn meanings() -> Vec<Body> {
    [counts(), edits(), erasures(), corrections(), house(), settings(), sign_ups(), drafts(), pins()].concat()
}

fn read(line: &str) -> Body {
    BodyBytes::from_json(line.into()).expect("JSON").read().expect("a body that was released")
}

#[test]
fn every_released_change_is_read_to_the_same_meaning() {
    let read: Vec<Body> = CHANGES.lines().map(read).collect();
    assert_eq!(read, meanings());
}

#[test]
fn what_is_written_today_has_its_fixture() {
    for (line, body) in CHANGES.lines().zip(meanings()) {
        assert_eq!(BodyBytes::write(&body).expect("JSON").as_str(), line);
    }
}

/// Fields spelt out that are left out today, in another order, with spaces, with fields from later.
#[test]
fn an_older_and_a_newer_client_mean_the_same_tap() {
    let tap = counts().swap_remove(0);
    let read: Vec<Body> = OLD_SHAPES.lines().map(read).collect();
    assert!(!read.is_empty());
    assert!(read.iter().all(|body| *body == tap), "{read:?}");
}

/// Written anew under another number: it means the same, and still says where it was first written.
#[test]
fn a_change_that_was_written_anew_names_its_origin_as_it_always_did() {
    let named = OLD_SHAPES.lines().find(|line| line.contains("origin")).expect("a fixture");
    let body = BodyBytes::from_json(named.into()).expect("JSON");
    let (replica, digest) = (ReplicaId(Uuid::from_u128(9)), Digest([0xab; Digest::BYTES]));
    assert_eq!(body.origin(), Some(Origin { replica, seq: 17, digest }));
    let (old, fresh) = (Dot { replica, seq: 17 }, Dot { replica: ReplicaId(Uuid::from_u128(8)), seq: 1 });
    let plain = BodyBytes::write(&counts().swap_remove(0)).expect("JSON");
    let change = Change { dot: old, log: LogId(Uuid::from_u128(7)), at: 5, body: plain, sealed: None };
    let digest = change.digest();
    let anew = rewritten(&Authored { change, personal: None }, fresh, &BTreeMap::new()).change;
    assert_eq!((anew.dot, anew.origin()), (fresh, Origin { replica, seq: 17, digest }));
    assert_eq!(anew.body.as_str(), named.replace(&"ab".repeat(32), &digest.to_string()));
}

#[test]
fn a_released_request_is_read_to_the_same_meaning() {
    let request: SyncRequest = samvaro_core::json::read(REQUEST).expect("a request that was released");
    assert_eq!(
        (request.protocol, request.exchange, request.sent_at),
        (1, 1_763_000_000_123, 1_763_000_000_123)
    );
    assert_eq!(
        (request.pull.len(), request.pull[0].cursor.position, request.pull[0].cursor.epoch),
        (1, 40, 2)
    );
    let changes = request.push.changes().expect("columns that fit");
    let seqs: Vec<u64> = changes.iter().map(|authored| authored.change.dot.seq).collect();
    assert_eq!(seqs, [16, 17, 18]);
    assert!(changes.iter().all(|authored| authored.seal_holds()));
    let named = changes[1].personal.as_ref().and_then(|personal| personal.fields.text.as_deref());
    assert_eq!(named, Some("Greta"));
    let sums: Vec<String> =
        changes.iter().map(|authored| authored.change.digest().to_string()[..16].into()).collect();
    assert_eq!(
        sums,
        ["fee6660ef6ee8010", "b36651a9724bbdc0", "2988ed3b23de52ee"],
        "the bytes that are chained"
    );
}

#[test]
fn a_released_answer_is_read_to_the_same_meaning() {
    let reply: SyncReply = samvaro_core::json::read(REPLY).expect("an answer that was released");
    assert_eq!((reply.protocol, reply.last_seq, reply.forked_at), (1, 18, Some(17)));
    let reasons: Vec<Verdict> = reply.refusals.iter().map(|refusal| refusal.verdict).collect();
    assert_eq!(reasons, verdicts());
    let [(_, Slice::Entries(entries)), (_, Slice::Diverged), (_, Slice::Forbidden)] = &reply.slices[..]
    else {
        panic!("three slices")
    };
    assert_eq!((entries.from, entries.upto.position, entries.more), (40, 42, true));
    let rows = entries.pack.clone().entries(40).expect("columns that fit");
    assert_eq!(rows.iter().map(|entry| entry.received_at).collect::<Vec<_>>(), [1_763_000_000_200; 2]);
}

fn verdicts() -> Vec<Verdict> {
    let rejected = [
        Reason::Forbidden,
        Reason::BeyondLimits,
        Reason::BrokenSeal,
        Reason::UnknownUndone,
        Reason::ScheduleRefused,
    ];
    let quarantined = [Reason::Undecodable, Reason::Revoked, Reason::AfterSkip];
    let rejected = rejected.into_iter().map(Verdict::Rejected);
    rejected.chain(quarantined.into_iter().map(Verdict::Quarantined)).collect()
}
