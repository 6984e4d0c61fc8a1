//! Erasing personal fields: an erasure in the log takes them from every side, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{Dot, LogId, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::protocol::{Entries, PROTOCOL, Refusal, Slice, SyncReply, Verdict};
use samvaro_core::replica::{Received, Replica, Stored, Writes};
use samvaro_core::snapshot::Base;
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
const TABLET: ReplicaId = ReplicaId(Uuid::from_u128(1));
const OTHERS: ReplicaId = ReplicaId(Uuid::from_u128(2));

fn change(replica: ReplicaId, seq: Seq, body: &Body) -> Authored {
    let body = BodyBytes::write(body).expect("JSON");
    let change = Change { dot: Dot { replica, seq }, log: LOG, at: 1_000, body, sealed: None };
    Authored { change, personal: None }
}

fn tap(replica: ReplicaId, seq: Seq) -> Authored {
    let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
    let count = Count::new(target, Delta::one());
    change(replica, seq, &Body::Count(count))
}

/// A tap that says who came.
fn named(replica: ReplicaId, seq: Seq) -> Authored {
    let mut authored = tap(replica, seq);
    let fields = Fields { text: Some(format!("Astrid {seq}")), ..Fields::default() };
    let personal = Personal { salt: [seq as u8; 16], fields };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    authored
}

fn seal(authored: &Authored) -> Digest {
    authored.change.sealed.expect("a named tap")
}

fn erasing(replica: ReplicaId, seq: Seq, sealed: Vec<Digest>) -> Authored {
    change(replica, seq, &Body::Erase(Erase { sealed }))
}

fn log(changes: impl IntoIterator<Item = Authored>) -> Vec<Entry> {
    let entry = |(position, authored)| Entry { position, received_at: 1_500, authored };
    (1..).zip(changes).map(entry).collect()
}

fn fold(entries: &[Entry]) -> LogState {
    let mut state = LogState { cursor: Cursor::start(1), ..LogState::default() };
    entries.iter().for_each(|entry| state.apply(entry));
    state
}

/// The tablet reads these entries, which are the whole log, and is told these verdicts.
fn read(tablet: &mut Replica, entries: &[Entry], last_seq: Seq, refusals: Vec<Refusal>) -> Received {
    let exchange = tablet.request(2_000).exchange;
    let from = tablet.base(LOG);
    let pack = Pack::of_entries(&entries[from as usize..]);
    let slice = Entries { from, pack, upto: fold(entries).cursor, more: false };
    let reply = SyncReply {
        protocol: PROTOCOL,
        exchange,
        server_time: 2_000,
        last_seq,
        refusals,
        forked_at: None,
        slices: vec![(LOG, Slice::Entries(slice))],
    };
    let received = tablet.receive(reply).expect("an honest answer");
    tablet.settle(received.clone());
    received
}

/// Whether the name stands anywhere in what a tablet holds in memory.
fn holds(tablet: &Replica, authored: &Authored) -> bool {
    let text = authored.personal.as_ref().and_then(|personal| personal.fields.text.clone()).expect("a name");
    format!("{tablet:?}").contains(&text)
}

proptest! {
    #[test]
    fn a_fold_with_erasures_anywhere_is_the_fold_without_what_they_erase(
        doings in prop::collection::vec(prop_oneof![
            3 => Just(None),
            1 => prop::collection::vec(0u64..12, 1..4).prop_map(Some),
        ], 1..24),
    ) {
        let mut erased = BTreeSet::new();
        let changes: Vec<Authored> = (1..).zip(&doings).map(|(seq, doing)| match doing {
            None => named(TABLET, seq),
            Some(seqs) => {
                // Of changes before and after, and of some that never come.
                let sealed: Vec<Digest> = seqs.iter().map(|seq| seal(&named(TABLET, *seq))).collect();
                erased.extend(sealed.iter().copied());
                erasing(TABLET, seq, sealed)
            }
        }).collect();
        let with = fold(&log(changes.clone()));
        let stripped = changes.into_iter().map(|mut authored| {
            authored.forget_personal(&erased);
            authored
        });
        let without = fold(&log(stripped));
        prop_assert_eq!(&with, &without);
        prop_assert!(with.personal.keys().all(|sealed| !erased.contains(sealed)));
        prop_assert_eq!(with.to_pages().ok(), without.to_pages().ok());
    }
}

#[test]
fn a_log_shows_the_fields_that_live() {
    let (kept, gone) = (named(TABLET, 1), named(TABLET, 2));
    let state = fold(&log([kept.clone(), gone.clone(), erasing(OTHERS, 1, vec![seal(&gone)])]));
    assert_eq!(state.personal.get(&seal(&kept)), kept.personal.as_ref().map(|personal| &personal.fields));
    assert_eq!(state.personal.len(), 1);
    let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
    assert_eq!(state.tally(target).total, 2, "what was counted stays counted");
}

#[test]
fn an_erasure_takes_the_fields_from_what_waits_is_refused_and_was_confirmed() {
    let (confirmed, refused, waiting) = (named(TABLET, 1), named(TABLET, 2), named(TABLET, 3));
    let mut tablet = Replica::new(TABLET, [LOG]);
    for authored in [&confirmed, &refused, &waiting] {
        tablet.record(authored.clone());
    }
    let verdict = Verdict::Rejected(samvaro_core::protocol::Reason::Forbidden);
    let mut entries = log([confirmed.clone()]);
    read(&mut tablet, &entries, 2, vec![Refusal { seq: 2, verdict }]);
    assert!([&confirmed, &refused, &waiting].iter().all(|authored| holds(&tablet, authored)));

    let all = [&confirmed, &refused, &waiting].map(seal).to_vec();
    entries.push(Entry { position: 2, received_at: 1_600, authored: erasing(OTHERS, 1, all.clone()) });
    let received = read(&mut tablet, &entries, 2, Vec::new());
    assert_eq!(received.writes.erase, all, "and from what is stored");
    assert!([&confirmed, &refused, &waiting].iter().all(|authored| !holds(&tablet, authored)));
    assert_eq!((tablet.unsent(), tablet.refused().count()), (1, 1), "the changes stay");
    assert!(tablet.outbox().all(Authored::seal_holds));
}

#[test]
fn an_erasure_shows_at_once_and_a_device_may_let_go_by_itself() {
    let authored = named(TABLET, 1);
    let mut tablet = Replica::new(TABLET, [LOG]);
    tablet.record(authored.clone());
    assert_eq!(tablet.view(LOG).personal.len(), 1);
    tablet.record(erasing(TABLET, 2, vec![seal(&authored)]));
    assert!(tablet.view(LOG).personal.is_empty());
    assert!(holds(&tablet, &authored), "until it is stored");
    let writes = tablet.erase_local(&[seal(&authored)]);
    assert!(!writes.is_empty());
    tablet.commit(writes);
    assert!(!holds(&tablet, &authored));
}

#[test]
fn packed_changes_let_go_of_the_fields_and_of_nothing_else() {
    let changes = [named(TABLET, 1), tap(TABLET, 2), named(TABLET, 3)];
    let mut pack = Pack::of_changes(&changes);
    assert!(!pack.forget_personal(&[seal(&named(TABLET, 9))].into()));
    assert!(pack.forget_personal(&[seal(&changes[0])].into()));
    let mut expected = changes.to_vec();
    expected[0].personal = None;
    assert_eq!(pack.changes().expect("our own pack"), expected);
}

#[test]
fn who_begins_from_pages_is_given_the_fields_that_live_beside_them() {
    let (first, second) = (named(OTHERS, 1), named(OTHERS, 2));
    let entries = log([first.clone(), second.clone()]);
    let (mut snapshot, pages) = fold(&entries).to_pages().expect("JSON");
    assert!(snapshot.personal.is_empty(), "what the server keeps has none");
    let living = |authored: &Authored| (seal(authored), authored.personal.clone().expect("a name"));
    // One that does not belong to its seal is no word of the writer's.
    let forged = (seal(&named(OTHERS, 7)), living(&first).1);
    snapshot.personal = vec![living(&first), living(&second), forged];
    let wire = serde_json::to_string(&snapshot).expect("JSON");
    let base = Base::read(serde_json::from_str(&wire).expect("a snapshot"), pages).expect("our own pages");
    assert_eq!(base.state.personal, fold(&entries).personal);
    assert!(snapshot.forget_personal(&[seal(&first)].into()));
    assert_eq!(snapshot.personal.len(), 2);
}

/// As a tab holds it after another tab has stored the erasure, and as it is read at a start.
#[test]
fn whoever_reads_the_entries_from_the_store_lets_go_too() {
    let (confirmed, waiting) = (named(TABLET, 1), named(TABLET, 2));
    let entries = log([confirmed.clone(), erasing(OTHERS, 1, vec![seal(&confirmed), seal(&waiting)])]);
    let stored = Stored {
        logs: BTreeMap::from([(LOG, (fold(&entries).cursor, entries.clone()))]),
        outbox: vec![waiting.clone()],
        ..Stored::default()
    };
    let read = Replica::load(TABLET, stored);
    let mut told = Replica::new(TABLET, [LOG]);
    told.record(confirmed.clone());
    told.record(waiting.clone());
    let append = vec![(LOG, entries.clone(), fold(&entries).cursor)];
    told.commit(Writes { append, settle: vec![confirmed.change.dot], ..Writes::default() });
    for tablet in [read, told] {
        assert_eq!(tablet.unsent(), 1);
        assert!([&confirmed, &waiting].iter().all(|authored| !holds(&tablet, authored)));
    }
}
