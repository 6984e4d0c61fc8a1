//! What becomes of unsent changes when their writer gets another identity.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use samvaro_core::change::{Authored, Body};
use samvaro_core::entry::Cursor;
use samvaro_core::id::{Dot, LogId, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Slice, SyncReply, SyncRequest};
use samvaro_core::replica::{Replica, Stored, author};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
const BEFORE: ReplicaId = ReplicaId(Uuid::from_u128(1));
const NOW: ReplicaId = ReplicaId(Uuid::from_u128(2));

fn tap() -> Authored {
    let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
    let count = Count::new(target, Delta::one());
    author(Dot { replica: BEFORE, seq: 7 }, LOG, 1_000, &Body::Count(count)).expect("JSON")
}

fn renamed(orphaned: BTreeSet<ReplicaId>) -> Replica {
    let logs = BTreeMap::from([(LOG, (Cursor::start(1), Vec::new()))]);
    Replica::load(NOW, Stored { logs, outbox: vec![tap()], orphaned, ..Stored::default() })
}

/// The server has nothing new, and the log is read to its end.
fn nothing_new(request: &SyncRequest) -> SyncReply {
    let entries = Entries { from: 0, pack: Pack::default(), upto: Cursor::start(1), more: false };
    SyncReply {
        protocol: PROTOCOL,
        exchange: request.exchange,
        server_time: 2_000,
        last_seq: 0,
        refusals: Vec::new(),
        forked_at: None,
        slices: vec![(LOG, Slice::Entries(entries))],
    }
}

fn settled(mut replica: Replica) -> Replica {
    let request = replica.request(2_000);
    assert!(request.push.is_empty(), "nothing goes out under an identity that is not ours");
    let received = replica.receive(nothing_new(&request)).expect("an answer");
    replica.settle(received);
    replica
}

#[test]
fn what_was_never_confirmed_under_a_given_up_identity_stays_until_it_is_written_anew() {
    let replica = settled(renamed(BTreeSet::from([BEFORE])));
    assert_eq!(replica.orphans().cloned().collect::<Vec<_>>(), [tap()]);
    assert_eq!(replica.unsent(), 1);
}

/// A device that was given to another place writes anew what it had for the place before.
fn given_away() -> Replica {
    let mut anew = tap();
    anew.change.dot = Dot { replica: NOW, seq: 1 };
    anew.change.log = LogId(Uuid::from_u128(8));
    let logs = BTreeMap::from([(LOG, (Cursor::start(1), Vec::new()))]);
    Replica::load(NOW, Stored { logs, outbox: vec![anew], ..Stored::default() })
}

#[test]
fn what_the_place_before_has_leaves_although_its_log_is_not_read_any_more() {
    let mut replica = given_away();
    let request = replica.request(2_000);
    assert_eq!(request.push.clone().changes().expect("a pack").len(), 1);
    let received = replica.receive(SyncReply { last_seq: 1, ..nothing_new(&request) }).expect("an answer");
    replica.settle(received);
    assert_eq!(replica.unsent(), 0);
}

#[test]
fn what_the_place_before_has_not_said_a_word_about_stays() {
    let mut replica = given_away();
    let request = replica.request(2_000);
    let received = replica.receive(nothing_new(&request)).expect("an answer");
    replica.settle(received);
    assert_eq!(replica.unsent(), 1);
}

#[test]
fn what_was_confirmed_before_a_replica_parted_from_its_twin_leaves_when_the_log_is_read() {
    assert_eq!(settled(renamed(BTreeSet::new())).unsent(), 0);
}
