//! A state from pages is the fold that they were made from, and every fold goes on from it alike.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Skip};
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::field::{
    ActivityField, CategoryField, CategoryKind, ClosureField, Fields, OccurrenceField, OrganisationField,
    Period, PlaceField, Put, SignUpDecision, SlotField,
};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, CategoryId, ClosureId, Dot, LogId, ReplicaId, SignUpId, SlotId};
use samvaro_core::personal::{self, Personal};
use samvaro_core::schedule::Schedule;
use samvaro_core::sign_up::{Came, SignUp, Withdraw};
use samvaro_core::snapshot::{BadSnapshot, Base, FORMAT, FORMAT_OLDEST, Snapshot, page_hash};
use samvaro_core::tally::{Correction, Count, Delta, Statement, Undo};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

const WRITERS: u128 = 4;

fn activity(number: u128) -> ActivityId {
    ActivityId(Uuid::from_u128(number))
}

/// Around the edges of months and of the year.
fn any_date() -> impl Strategy<Value = Date> {
    prop_oneof![
        Just(date(2026, 11, 30)),
        Just(date(2026, 12, 1)),
        Just(date(2026, 12, 31)),
        Just(date(2027, 1, 1)),
        Just(date(2028, 2, 29)),
    ]
}

fn any_key() -> impl Strategy<Value = OccurrenceKey> {
    (1u128..4, 1u128..3, any_date()).prop_map(|(number, slot, date)| OccurrenceKey {
        activity: activity(number),
        slot: SlotId(Uuid::from_u128(0x50 + slot)),
        date,
    })
}

fn any_target() -> impl Strategy<Value = Target> {
    let half = any::<bool>().prop_map(|first| if first { Half::Forenoon } else { Half::Afternoon });
    prop_oneof![
        3 => any_key().prop_map(Target::Occurrence),
        1 => (any_date(), half).prop_map(|(date, half)| Target::DropIn(date, half)),
    ]
}

fn category(number: u128) -> CategoryId {
    CategoryId(Uuid::from_u128(0xC0 + number))
}

fn any_count() -> impl Strategy<Value = Count> {
    let amounts = || prop::collection::btree_map((0u128..3).prop_map(category), -2i32..3, 0..3);
    let delta = (-3i32..9, -1i32..3, amounts(), amounts())
        .prop_map(|(total, volunteers, splits, marks)| Delta { total, volunteers, splits, marks });
    let delta = prop_oneof![1 => Just(Delta::default()), 4 => delta];
    let split = prop::option::weighted(0.3, (0u128..3).prop_map(category));
    let stated = prop::option::of((0u32..30, 0u64..40, split).prop_map(|(total, base, split)| Statement {
        total,
        base,
        split,
    }));
    let reason = prop::option::of(Just(Correction::CameLate));
    (any_target(), delta, stated, prop::option::of(any_date()), any::<bool>(), reason).prop_map(
        |(target, delta, stated, entered, about, reason)| Count {
            stated,
            entered,
            about,
            reason,
            ..Count::new(target, delta)
        },
    )
}

fn any_fields() -> impl Strategy<Value = Fields> {
    let name = |text: &str| Name::parse(text).expect("a name");
    let line = |text: &str| Line::parse(text).ok();
    prop_oneof![
        (0usize..2).prop_map(move |n| Fields::Place(vec![PlaceField::Phone(line(["08-1", "08-2"][n]))])),
        (1u128..4, 0usize..2).prop_map(move |(id, n)| {
            Fields::Activity(
                activity(id),
                vec![ActivityField::Name(name(["Bingo", "Fika"][n])), ActivityField::PriceKr(Some(20))],
            )
        }),
        (1u128..4, any::<bool>())
            .prop_map(|(id, hidden)| Fields::Activity(activity(id), vec![ActivityField::Hidden(hidden)])),
        (1u128..3, any_date()).prop_map(|(id, date)| {
            let fields = vec![
                SlotField::Activity(activity(1)),
                SlotField::Schedule(Schedule::Once(date)),
                SlotField::Published(id == 1),
            ];
            Fields::Slot(SlotId(Uuid::from_u128(0x50 + id)), fields)
        }),
        (any_key(), any::<bool>()).prop_map(|(key, cancelled)| Fields::Occurrence(
            key,
            vec![OccurrenceField::Cancelled(cancelled), OccurrenceField::Hidden(!cancelled)]
        )),
        (any_key(), prop::option::of(any_key()))
            .prop_map(|(key, to)| Fields::Occurrence(key, vec![OccurrenceField::AttachedTo(to)])),
        (any_date(), any::<bool>()).prop_map(|(from, hidden)| {
            let period = ClosureField::Period(Period { from, until: from });
            Fields::Closure(ClosureId(Uuid::from_u128(7)), vec![period, ClosureField::Hidden(hidden)])
        }),
        Just(Fields::Activity(activity(9), Vec::new())),
        any_shared(),
    ]
}

/// What stands in the log of an organisation. A fold takes it from any log.
fn any_shared() -> impl Strategy<Value = Fields> {
    let decision = (any_date(), 0usize..2).prop_map(|(until, n)| {
        let reference = Line::parse(["KS 2026/12", "KS 2027/3"][n]).expect("a line");
        SignUpDecision { reference, until }
    });
    let field = prop_oneof![
        prop::option::of(decision).prop_map(OrganisationField::SignUps),
        (1u16..100).prop_map(OrganisationField::HandoverDays),
        Just(OrganisationField::CountingRule(None)),
    ];
    let kind = prop_oneof![Just(CategoryKind::Split), Just(CategoryKind::Mark), Just(CategoryKind::External)];
    let of_category = prop_oneof![
        kind.prop_map(CategoryField::Kind),
        (0u32..4).prop_map(CategoryField::Order),
        any::<bool>().prop_map(CategoryField::Hidden),
    ];
    prop_oneof![
        prop::collection::vec(field, 0..3).prop_map(Fields::Organisation),
        ((0u128..3).prop_map(category), prop::collection::vec(of_category, 0..3))
            .prop_map(|(id, fields)| Fields::Category(id, fields)),
    ]
}

fn any_sign_up() -> impl Strategy<Value = Body> {
    (any_key(), 1u128..3, 0u32..4, 0u64..40, 0u8..3).prop_map(|(target, id, persons, base, kind)| {
        let id = SignUpId(Uuid::from_u128(0x51 + id));
        match kind {
            0 => Body::SignUp(SignUp { id, target, persons: persons.max(1), base, late: persons == 2 }),
            1 => Body::Withdraw(Withdraw { id, target, base }),
            _ => Body::Came(Came { id, target, persons, base }),
        }
    })
}

/// What somebody does; an undo is of an earlier count, by its index.
#[derive(Clone, Debug)]
enum Doing {
    Body(Body),
    Undo(prop::sample::Index),
    Unknown,
}

fn any_doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        6 => any_count().prop_map(|count| Doing::Body(Body::Count(count))),
        6 => (any_fields(), 0u64..40).prop_map(|(fields, base)| Doing::Body(Body::Put(Put { fields, base }))),
        4 => any_sign_up().prop_map(Doing::Body),
        2 => any::<prop::sample::Index>().prop_map(Doing::Undo),
        1 => (1u64..9).prop_map(|from| Doing::Body(Body::Skip(Skip { from }))),
        1 => Just(Doing::Unknown),
    ]
}

fn history(doings: &[(u128, i64, Doing)]) -> Vec<Entry> {
    let mut seqs = [0u64; WRITERS as usize];
    let mut counts: Vec<(Dot, Count)> = Vec::new();
    let mut entries = Vec::new();
    for (position, (writer, at, doing)) in (1..).zip(doings) {
        seqs[*writer as usize] += 1;
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(*writer)), seq: seqs[*writer as usize] };
        let body = match doing {
            Doing::Undo(index) if !counts.is_empty() => {
                let (dot, count) = index.get(&counts);
                Some(Body::Undo(Undo::of(*dot, count)))
            }
            Doing::Body(body) => Some(body.clone()),
            Doing::Undo(_) | Doing::Unknown => None,
        };
        if let Some(Body::Count(count)) = &body {
            counts.push((dot, count.clone()));
        }
        let body = match body {
            Some(body) => BodyBytes::write(&body),
            None => BodyBytes::from_json(r#"{"a_newer_kind":1}"#.to_owned()),
        };
        let body = body.expect("JSON");
        // Names stand beside some sign-ups.
        let seals = at % 2 == 0 && body.as_str().contains("sign_up");
        let sealed = seals.then(|| Digest::of(&[&at.to_be_bytes()]));
        let change = Change { dot, log: LogId(Uuid::from_u128(9)), at: *at, body, sealed };
        entries.push(Entry { position, received_at: 500, authored: Authored { change, personal: None } });
    }
    entries
}

fn any_history(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec((0..WRITERS, 0i64..1_000, any_doing()), 1..most).prop_map(|doings| history(&doings))
}

fn fold(mut state: LogState, entries: &[Entry]) -> LogState {
    entries.iter().for_each(|entry| state.apply(entry));
    state
}

fn start() -> LogState {
    LogState { cursor: Cursor::start(1), ..LogState::default() }
}

/// Over the wire and back.
fn through_pages(state: &LogState) -> LogState {
    let (snapshot, pages) = state.to_pages().expect("JSON");
    let wire = serde_json::to_string(&snapshot).expect("JSON");
    LogState::from_pages(&serde_json::from_str(&wire).expect("a snapshot"), &pages).expect("our own pages")
}

proptest! {
    /// F2, I15: at every position, the edges among them.
    #[test]
    fn a_snapshot_and_its_tail_are_the_fold_from_zero(entries in any_history(40)) {
        let whole = fold(start(), &entries);
        let json = serde_json::to_string(&whole).expect("JSON");
        for upto in 0..=entries.len() {
            let (before, tail) = entries.split_at(upto);
            let resumed = fold(through_pages(&fold(start(), before)), tail);
            prop_assert_eq!(&resumed, &whole, "from {}", upto);
            prop_assert_eq!(serde_json::to_string(&resumed).expect("JSON"), json.as_str());
        }
    }

    /// F7: the tail in slices of every size around its own.
    #[test]
    fn the_tail_may_come_in_slices_of_any_size(entries in any_history(12)) {
        let whole = fold(start(), &entries);
        let base = through_pages(&fold(start(), &entries[..entries.len() / 2]));
        let tail = &entries[entries.len() / 2..];
        for size in 1..=tail.len() + 1 {
            let resumed = tail.chunks(size).fold(base.clone(), |state, slice| fold(through_pages(&state), slice));
            prop_assert_eq!(&resumed, &whole, "slices of {}", size);
        }
    }

    #[test]
    fn the_same_state_gives_the_same_pages(entries in any_history(40)) {
        let state = fold(start(), &entries);
        prop_assert_eq!(state.to_pages().ok(), through_pages(&state).to_pages().ok());
    }

    #[test]
    fn pages_that_were_tampered_with_never_panic(
        entries in any_history(20),
        page in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        digit in 0u8..10,
    ) {
        let (mut snapshot, mut pages) = fold(start(), &entries).to_pages().expect("JSON");
        let page = page.index(pages.len());
        let mut bytes = pages[page].clone().into_bytes();
        let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
        if let Some(&at) = digits.get(place.index(digits.len().max(1))) {
            let same = bytes[at] == b'0' + digit;
            bytes[at] = b'0' + digit;
            pages[page] = String::from_utf8(bytes).expect("digits");
            prop_assert_eq!(LogState::from_pages(&snapshot, &pages).err() == Some(BadSnapshot::Hash), !same);
            snapshot.pages[page] = page_hash(&pages[page]);
            let _ = LogState::from_pages(&snapshot, &pages);
        }
    }

    /// The fold keeps personal fields apart, so that no page can hold one.
    #[test]
    fn personal_fields_leave_no_trace_in_the_pages(mut entries in any_history(20), text in "Astrid [A-Z]{8}") {
        for entry in &mut entries {
            let name = Some(text.clone());
            let fields = personal::Fields { text: name.clone(), name, ..personal::Fields::default() };
            let personal = Personal { salt: [5; 16], fields };
            entry.authored.change.sealed = Some(personal.seal());
            entry.authored.personal = Some(personal);
        }
        let state = fold(start(), &entries);
        prop_assert!(!state.personal.is_empty());
        prop_assert!(!serde_json::to_string(&state).expect("JSON").contains(&text));
        let (snapshot, with) = state.to_pages().expect("JSON");
        prop_assert!(snapshot.personal.is_empty());
        prop_assert!(with.iter().all(|page| !page.contains(&text)));
        // A seal stands in a page where a list needs it; what it binds changes nothing there.
        entries.iter_mut().for_each(|entry| entry.authored.personal = None);
        let without = fold(start(), &entries).to_pages().expect("JSON").1;
        prop_assert_eq!(with, without);
    }
}

/// F2: whoever begins from pages has never read who guessed.
#[test]
fn an_estimate_in_the_pages_can_be_taken_back() {
    let target = Target::DropIn(date(2026, 11, 30), Half::Forenoon);
    let about = Count { about: true, ..Count::new(target, Delta::default()) };
    let late = Count { entered: Some(date(2026, 12, 1)), ..about.clone() };
    let said = |count: &Count| (1, 0, Doing::Body(Body::Count(count.clone())));
    let dot = |seq| Dot { replica: ReplicaId(Uuid::from_u128(1)), seq };
    let gone = (1, 0, Doing::Body(Body::Undo(Undo::of(dot(1), &about))));
    let doings = [said(&about), said(&about), gone, said(&late), (2, 0, tap(target.date()))];
    let begun = through_pages(&fold(start(), &history(&doings)));
    let undos = begun.tallies[&target].take_back_estimates(target);
    assert_eq!(undos, [Undo::of(dot(2), &about), Undo::of(dot(4), &late)], "the first is undone already");
}

/// A tablet that was begun before guesses were in the pages.
#[test]
fn pages_of_the_form_before_are_still_a_beginning() {
    let state = fold(start(), &history(&[(1, 0, tap(date(2026, 11, 30)))]));
    let (snapshot, pages) = state.to_pages().expect("JSON");
    let read = |format| LogState::from_pages(&Snapshot { format, ..snapshot.clone() }, &pages);
    assert_eq!(read(FORMAT_OLDEST), Ok(state));
    assert_eq!(read(FORMAT_OLDEST - 1), Err(BadSnapshot::Format));
}

fn tap(day: Date) -> Doing {
    let target = Target::DropIn(day, Half::Forenoon);
    Doing::Body(Body::Count(Count::new(target, Delta::one())))
}

#[test]
fn a_past_month_keeps_its_page() {
    let november = (1, 0, tap(date(2026, 11, 30)));
    let december = (1, 0, tap(date(2026, 12, 1)));
    let pages = |doings: &[_]| fold(start(), &history(doings)).to_pages().expect("JSON").0.pages;
    let before = pages(&[november.clone(), december.clone()]);
    let after = pages(&[november, december.clone(), december]);
    assert_eq!(before.len(), 3, "the programme and two months");
    assert_eq!(before[..2], after[..2]);
    assert_ne!(before[2], after[2]);
}

#[test]
fn pages_of_another_form_or_in_another_number_are_refused() {
    let (snapshot, pages) =
        fold(start(), &history(&[(1, 0, tap(date(2026, 11, 30)))])).to_pages().expect("JSON");
    let read = |snapshot: &Snapshot, pages: &[String]| LogState::from_pages(snapshot, pages).err();
    assert_eq!(read(&snapshot, &pages), None);
    assert_eq!(read(&Snapshot { format: FORMAT + 1, ..snapshot.clone() }, &pages), Some(BadSnapshot::Format));
    assert_eq!(read(&snapshot, &pages[..1]), Some(BadSnapshot::Size));
    assert_eq!(read(&Snapshot { pages: Vec::new(), ..snapshot.clone() }, &[]), Some(BadSnapshot::Size));
    let swapped = [pages[1].clone(), pages[0].clone()];
    assert_eq!(read(&snapshot, &swapped), Some(BadSnapshot::Hash));
    let twice = Snapshot { pages: vec![snapshot.pages[0], snapshot.pages[1], snapshot.pages[1]], ..snapshot };
    let pages = [pages[0].clone(), pages[1].clone(), pages[1].clone()];
    assert_eq!(read(&twice, &pages), Some(BadSnapshot::Columns), "a month stands once");
}

#[test]
fn what_the_places_share_stands_once_in_a_page() {
    let field = |days| Fields::Organisation(vec![OrganisationField::HandoverDays(days)]);
    let doing = |fields| (1, 0, Doing::Body(Body::Put(Put { fields, base: 0 })));
    let (snapshot, pages) = fold(start(), &history(&[doing(field(7))])).to_pages().expect("JSON");
    let thing = r#"{"organisation":[{"handover_days":7}]}"#;
    assert!(pages[0].contains(thing), "{}", pages[0]);
    let twice = pages[0].replace(thing, &format!("{thing},{{\"organisation\":[]}}"));
    let snapshot = Snapshot { pages: vec![page_hash(&twice)], ..snapshot };
    assert_eq!(LogState::from_pages(&snapshot, &[twice]).err(), Some(BadSnapshot::Columns));
}

#[test]
fn what_this_build_did_not_understand_is_not_passed_on() {
    let (snapshot, pages) = fold(start(), &history(&[(1, 0, Doing::Unknown)])).to_pages().expect("JSON");
    assert!(!snapshot.may_be_offered(), "a newer reader may understand it");
    assert_eq!(Base::read(snapshot, pages).err(), Some(BadSnapshot::Size));
}
