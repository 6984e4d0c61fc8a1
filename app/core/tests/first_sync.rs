//! Beginning a log from a snapshot: when it is asked for, and that nothing is lost or doubled by it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use samvaro_core::change::{Authored, Body};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{Dot, LogId, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Pull, Slice, SyncReply, SyncRequest};
use samvaro_core::replica::{Replica, Stored, Writes, author};
use samvaro_core::snapshot::BadSnapshot;
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
const OTHERS: ReplicaId = ReplicaId(Uuid::from_u128(1));
const BEFORE: ReplicaId = ReplicaId(Uuid::from_u128(2));
const NOW: ReplicaId = ReplicaId(Uuid::from_u128(3));
const TARGET: Target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);

fn tap(replica: ReplicaId, seq: Seq) -> Authored {
    let count = Count::new(TARGET, Delta::one());
    author(Dot { replica, seq }, LOG, 1_000, &Body::Count(count)).expect("JSON")
}

/// The server's log, and where its snapshot ends.
struct House {
    entries: Vec<Entry>,
    upto: usize,
}

impl House {
    fn of(taps: impl IntoIterator<Item = Authored>, upto: usize) -> Self {
        let entry = |(position, authored)| Entry { position, received_at: 1_500, authored };
        Self { entries: (1..).zip(taps).map(entry).collect(), upto }
    }

    fn state(&self, upto: usize) -> LogState {
        let mut state = LogState { cursor: Cursor::start(1), ..LogState::default() };
        self.entries[..upto].iter().for_each(|entry| state.apply(entry));
        state
    }

    fn last_seq(&self, replica: ReplicaId) -> Seq {
        let seqs = self.entries.iter().map(|entry| entry.change().dot).filter(|dot| dot.replica == replica);
        seqs.map(|dot| dot.seq).max().unwrap_or(0)
    }

    /// Everything after the cursor, or the snapshot if the reader takes it.
    fn answer(&mut self, request: &SyncRequest) -> SyncReply {
        for authored in request.push.clone().changes().expect("a pack") {
            if authored.change.dot.seq > self.last_seq(request.replica) {
                let position = self.entries.len() as u64 + 1;
                self.entries.push(Entry { position, received_at: 1_500, authored });
            }
        }
        let Pull { cursor, snapshot, .. } = request.pull[0];
        let slice = if snapshot {
            Slice::Snapshot(self.state(self.upto).to_pages().expect("JSON").0)
        } else {
            let pack = Pack::of_entries(&self.entries[cursor.position as usize..]);
            let upto = self.state(self.entries.len()).cursor;
            Slice::Entries(Entries { from: cursor.position, pack, upto, more: false })
        };
        SyncReply {
            protocol: PROTOCOL,
            exchange: request.exchange,
            server_time: 2_000,
            last_seq: self.last_seq(request.replica),
            refusals: Vec::new(),
            forked_at: None,
            slices: vec![(LOG, slice)],
        }
    }

    /// The texts of the snapshot's pages.
    fn pages(&self) -> Vec<String> {
        self.state(self.upto).to_pages().expect("JSON").1
    }

    fn total(&self) -> i64 {
        self.state(self.entries.len()).tally(TARGET).total
    }
}

fn thousand() -> House {
    House::of((1..=1_000).map(|seq| tap(OTHERS, seq)), 900)
}

fn asks(replica: &mut Replica) -> bool {
    replica.request(2_000).pull[0].snapshot
}

/// Exchanges until everything is read and sent.
fn sync(replica: &mut Replica, house: &mut House) {
    for _ in 0..10 {
        let request = replica.request(2_000);
        let received = replica.receive(house.answer(&request)).expect("an answer");
        let (again, begin) = (received.again, received.begin.clone());
        replica.settle(received);
        for (log, snapshot) in begin {
            let writes = replica.begin(log, snapshot, house.pages()).expect("pages");
            replica.commit(writes);
        }
        if !again {
            return;
        }
    }
    panic!("the exchange does not come to rest");
}

fn stored(outbox: Vec<Authored>) -> Stored {
    Stored { logs: BTreeMap::from([(LOG, (Cursor::start(1), Vec::new()))]), outbox, ..Stored::default() }
}

#[test]
fn a_reader_with_nothing_begins_from_a_snapshot_and_ends_where_the_log_does() {
    let (mut replica, mut house) = (Replica::new(NOW, [LOG]), thousand());
    assert!(asks(&mut replica));
    sync(&mut replica, &mut house);
    assert_eq!(replica.confirmed(LOG), Some(&house.state(1_000)));
    assert!(!asks(&mut replica), "it has read some");
}

/// F2: the cursor that is stored is the one that the pages were folded up to.
#[test]
fn a_restart_goes_on_from_the_base_and_the_entries_after_it() {
    let (mut replica, house) = (Replica::new(NOW, [LOG]), thousand());
    let base = house.state(house.upto);
    let tail = house.entries[house.upto..].to_vec();
    let logs = BTreeMap::from([(LOG, (house.state(1_000).cursor, tail))]);
    let loaded =
        Replica::load(NOW, Stored { logs, bases: BTreeMap::from([(LOG, base)]), ..Stored::default() });
    sync(&mut replica, &mut thousand());
    assert_eq!(loaded.confirmed(LOG), replica.confirmed(LOG));
}

/// A tablet that was paired anew does not know whether its last taps arrived. Only the entries tell.
#[test]
fn what_may_have_arrived_under_an_earlier_identity_is_not_counted_twice() {
    let mut house = thousand();
    house.entries[499].authored = tap(BEFORE, 7);
    let orphaned = BTreeSet::from([BEFORE]);
    let mut replica = Replica::load(NOW, Stored { orphaned, ..stored(vec![tap(BEFORE, 7)]) });
    assert!(!asks(&mut replica));
    sync(&mut replica, &mut house);
    assert_eq!(replica.orphans().count(), 0, "it had arrived, and must not be written anew");
    assert_eq!(replica.view(LOG).tally(TARGET).total, house.total());
}

#[test]
fn a_change_of_a_given_up_identity_in_another_log_does_not_stand_in_the_way() {
    let mut old_place = tap(BEFORE, 7);
    old_place.change.log = LogId(Uuid::from_u128(10));
    let mut replica =
        Replica::load(NOW, Stored { orphaned: BTreeSet::from([BEFORE]), ..stored(vec![old_place]) });
    assert!(asks(&mut replica));
}

#[test]
fn an_unsent_change_is_settled_by_the_entries() {
    let mut house = thousand();
    let mut replica = Replica::load(NOW, stored(vec![tap(NOW, 1)]));
    assert!(!asks(&mut replica));
    sync(&mut replica, &mut house);
    assert_eq!((replica.unsent(), replica.view(LOG).tally(TARGET).total), (0, 1_001));
}

/// F18: what is kept for a server that was restored is offered again until the entries show it.
#[test]
fn changes_that_are_kept_for_a_restored_server_wait_for_the_entries() {
    let mut house = thousand();
    let mut replica = Replica::load(NOW, stored(vec![tap(NOW, 1)]));
    sync(&mut replica, &mut house);
    let request = replica.request(2_000);
    let reply = SyncReply { slices: vec![(LOG, Slice::Diverged)], ..house.answer(&request) };
    let received = replica.receive(reply).expect("an answer");
    replica.settle(received);
    assert_eq!(replica.unsent(), 1);
    assert!(!asks(&mut replica));
}

#[test]
fn a_replica_that_the_server_knows_reads_the_entries() {
    // Its own store lost the log; its changes are in it, and can be undone only once they are seen.
    let mut house = House::of((1..=1_000).map(|seq| tap(if seq == 500 { NOW } else { OTHERS }, seq)), 900);
    let mut replica = Replica::new(NOW, [LOG]);
    let request = replica.request(2_000);
    assert!(request.pull[0].snapshot, "it cannot know yet");
    let received = replica.receive(house.answer(&request)).expect("an answer");
    assert!(received.begin.is_empty() && received.again);
    replica.settle(received);
    assert!(!asks(&mut replica));
    sync(&mut replica, &mut house);
    assert_eq!(replica.confirmed(LOG), Some(&house.state(1_000)));
}

#[test]
fn a_tap_while_the_pages_are_on_their_way_is_kept_and_counted_once() {
    let (mut replica, mut house) = (Replica::new(NOW, [LOG]), thousand());
    let request = replica.request(2_000);
    let received = replica.receive(house.answer(&request)).expect("an answer");
    let (log, snapshot) = received.begin[0].clone();
    replica.settle(received);
    replica.record(tap(NOW, 1));
    let writes = replica.begin(log, snapshot, house.pages()).expect("pages");
    replica.commit(writes);
    assert_eq!(replica.view(LOG).tally(TARGET).total, 901);
    sync(&mut replica, &mut house);
    assert_eq!((replica.unsent(), replica.view(LOG).tally(TARGET).total), (0, 1_001));
}

#[test]
fn pages_that_come_too_late_begin_nothing() {
    let (mut replica, mut house) = (Replica::new(NOW, [LOG]), thousand());
    let snapshot = house.state(house.upto).to_pages().expect("JSON").0;
    sync(&mut replica, &mut house);
    assert_eq!(replica.begin(LOG, snapshot, house.pages()), Ok(Writes::default()));
}

#[test]
fn whoever_cannot_read_the_pages_reads_the_entries() {
    let (mut replica, mut house) = (Replica::new(NOW, [LOG]), thousand());
    let snapshot = house.state(house.upto).to_pages().expect("JSON").0;
    let spoiled = vec![String::new(); snapshot.pages.len()];
    assert_eq!(replica.begin(LOG, snapshot, spoiled), Err(BadSnapshot::Hash));
    replica.decline_snapshots();
    assert!(!asks(&mut replica));
    sync(&mut replica, &mut house);
    assert_eq!(replica.confirmed(LOG), Some(&house.state(1_000)));
}

/// I13: a request of the first version means what it meant, and is written as it was.
#[test]
fn a_request_that_says_nothing_of_snapshots_gets_none() {
    let mut replica = Replica::load(NOW, stored(vec![tap(NOW, 1)]));
    let json = serde_json::to_string(&replica.request(2_000).pull).expect("JSON");
    assert!(!json.contains("\"s\""), "{json}");
    assert!(!serde_json::from_str::<Vec<Pull>>(&json).expect("pulls")[0].snapshot);
}
