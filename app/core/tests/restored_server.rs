//! What a replica makes of a server that was restored, when it may have a twin besides.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use samvaro_core::change::{Authored, Body};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{Dot, LogId, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Reason, Refusal, Slice, SyncReply, SyncRequest, Verdict};
use samvaro_core::replica::{Received, Replica, Stored, author};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
const TABLET: ReplicaId = ReplicaId(Uuid::from_u128(1));
const PAIRED_ANEW: ReplicaId = ReplicaId(Uuid::from_u128(2));

fn tap(seq: Seq, persons: i32) -> Authored {
    let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
    let count = Count::new(target, Delta::visitors(persons));
    author(Dot { replica: TABLET, seq }, LOG, 1_000, &Body::Count(count)).expect("JSON")
}

fn log(changes: &[Authored]) -> (Cursor, Vec<Entry>) {
    let mut cursor = Cursor::start(1);
    let mut entries = Vec::new();
    for (position, authored) in (1..).zip(changes) {
        cursor = cursor.next(&authored.change, 2_000);
        entries.push(Entry { position, received_at: 2_000, authored: authored.clone() });
    }
    (cursor, entries)
}

/// A replica whose log shows `shown` and in whose outbox `waiting` is.
fn replica(shown: &[Authored], waiting: &[Authored]) -> Replica {
    let logs = BTreeMap::from([(LOG, log(shown))]);
    Replica::load(TABLET, Stored { logs, outbox: waiting.to_vec(), ..Stored::default() })
}

fn pushed(request: &SyncRequest) -> Vec<Seq> {
    let changes = request.push.clone().changes().expect("columns that fit");
    changes.iter().map(|authored| authored.change.dot.seq).collect()
}

fn answer(request: &SyncRequest, last_seq: Seq, slice: Slice) -> SyncReply {
    SyncReply {
        protocol: PROTOCOL,
        exchange: request.exchange,
        server_time: 3_000,
        last_seq,
        refusals: Vec::new(),
        forked_at: None,
        slices: vec![(LOG, slice)],
    }
}

fn entries(shown: &[Authored]) -> Slice {
    let (upto, entries) = log(shown);
    Slice::Entries(Entries { from: 0, pack: Pack::of_entries(&entries), upto, more: false })
}

fn offered(received: &Received) -> Vec<Authored> {
    received.writes.offer.clone()
}

#[test]
fn a_number_is_only_taken_on_top_of_our_own() {
    let mut replica = replica(&[tap(1, 1), tap(2, 1)], &[tap(3, 1)]);
    assert_eq!(pushed(&replica.request(3_000)), [2, 3], "a twin may have used number 2 since");
    assert_eq!(pushed(&self::replica(&[tap(1, 1)], &[]).request(3_000)), [0; 0], "nothing new, nothing sent");
}

#[test]
fn what_a_rewound_log_had_shown_of_ours_is_offered_again() {
    let mut replica = replica(&[tap(1, 1), tap(2, 1)], &[]);
    let request = replica.request(3_000);
    // A twin has used both numbers since: they alone would not tell that anything is missing.
    let received = replica.receive(answer(&request, 2, Slice::Diverged)).expect("an answer");
    assert_eq!(offered(&received), [tap(1, 1), tap(2, 1)]);
    assert!(received.again);
}

#[test]
fn what_a_rewound_log_had_shown_of_a_twin_is_not_offered_as_ours() {
    let mut replica = replica(&[tap(1, 1), tap(2, 7), tap(3, 7)], &[tap(2, 1)]);
    let request = replica.request(3_000);
    let received = replica.receive(answer(&request, 1, Slice::Diverged)).expect("an answer");
    assert_eq!(offered(&received), [tap(1, 1)]);
}

#[test]
fn a_replica_parts_from_its_twin_only_when_it_has_read_to_the_end() {
    let mut replica = replica(&[], &[tap(1, 1), tap(2, 1)]);
    let request = replica.request(3_000);
    let forked = |slice| SyncReply { forked_at: Some(1), ..answer(&request, 2, slice) };
    let Slice::Entries(page) = entries(&[tap(1, 7)]) else { unreachable!() };
    let unread = replica.receive(forked(Slice::Entries(Entries { more: true, ..page })));
    let unread = unread.expect("an answer");
    assert!(unread.writes.rename.is_none() && unread.again);
    // The end shows that the server does have our second change: it is not written anew.
    let read = replica.receive(forked(entries(&[tap(1, 7), tap(2, 1)]))).expect("an answer");
    assert_eq!(read.writes.rename.map(|(_, next)| next), Some(2));
    replica.settle(read);
    // The first one is: the same tap under another number, which names its origin beside it.
    assert_eq!(
        replica.outbox().map(|authored| authored.change.body.read()).collect::<Vec<_>>(),
        [tap(1, 1).change.body.read()]
    );
}

#[test]
fn a_change_that_was_confirmed_can_be_refused_after_all() {
    let mut replica = replica(&[tap(1, 1)], &[tap(2, 1)]);
    let request = replica.request(3_000);
    let verdict = Verdict::Quarantined(Reason::Revoked);
    let refusals = vec![Refusal { seq: 1, verdict }, Refusal { seq: 2, verdict }];
    let reply = SyncReply { refusals, ..answer(&request, 2, Slice::Forbidden) };
    let received = replica.receive(reply).expect("an answer");
    replica.settle(received);
    let refused: Vec<Seq> = replica.refused().map(|refused| refused.authored.change.dot.seq).collect();
    assert_eq!(refused, [1, 2]);
}

#[test]
fn what_the_log_had_shown_before_the_tablet_was_paired_anew_is_not_written_twice() {
    let logs = BTreeMap::from([(LOG, log(&[tap(1, 1)]))]);
    let orphaned = BTreeSet::from([TABLET]);
    let stored = Stored { logs, outbox: vec![tap(1, 1)], orphaned, ..Stored::default() };
    let mut replica = Replica::load(PAIRED_ANEW, stored);
    let request = replica.request(3_000);
    let (upto, _) = log(&[tap(1, 1)]);
    let nothing_new = Slice::Entries(Entries { from: 1, pack: Pack::default(), upto, more: false });
    let received = replica.receive(answer(&request, 0, nothing_new)).expect("an answer");
    replica.settle(received);
    assert_eq!(replica.orphans().count(), 0);
}
