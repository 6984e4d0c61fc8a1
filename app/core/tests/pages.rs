//! A log is read whole in pages of any size, from any position (F7).

use jiff::civil::date;
use samvaro_core::change::Body;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{Dot, LogId, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Slice, SyncReply};
use samvaro_core::replica::{BadReply, Replica, author};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
/// Entries in the longest log that is tried.
const ENTRIES_MAX: usize = 13;

fn log(length: usize) -> Vec<Entry> {
    let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
    let count = Count::new(target, Delta::one());
    let entry = |position: u64| {
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(7)), seq: position };
        let authored = author(dot, LOG, 1_000, &Body::Count(count.clone())).expect("JSON");
        Entry { position, received_at: 2_000, authored }
    };
    (1..=length as u64).map(entry).collect()
}

fn at(log: &[Entry], position: usize) -> Cursor {
    log[..position].iter().fold(Cursor::start(1), |at, entry| at.next(entry.change(), entry.received_at))
}

/// One page after what the replica has; `dropped` entries at its end are left out by mistake.
fn page(log: &[Entry], replica: &mut Replica, rows: usize, dropped: usize) -> Result<bool, BadReply> {
    let request = replica.request(3_000);
    let from = request.pull[0].cursor.position as usize;
    let upto = (from + rows).min(log.len());
    let pack = Pack::of_entries(&log[from..upto.saturating_sub(dropped).max(from)]);
    let more = upto < log.len();
    let slice = Entries { from: from as u64, pack, upto: at(log, upto), more };
    let reply = SyncReply {
        protocol: PROTOCOL,
        exchange: request.exchange,
        server_time: 3_000,
        last_seq: 0,
        refusals: Vec::new(),
        forked_at: None,
        slices: vec![(LOG, Slice::Entries(slice))],
    };
    let received = replica.receive(reply)?;
    let again = received.again;
    replica.settle(received);
    Ok(again)
}

#[test]
fn no_entry_is_lost_at_the_edge_of_a_page_of_any_size() {
    for length in 0..=ENTRIES_MAX {
        let log = log(length);
        for rows in 1..=length + 2 {
            let mut replica = Replica::new(ReplicaId(Uuid::from_u128(1)), [LOG]);
            let mut pages = 1;
            while page(&log, &mut replica, rows, 0).expect("an answer") {
                pages += 1;
            }
            let state = replica.confirmed(LOG).expect("the log");
            assert_eq!(state.cursor, at(&log, length), "{length} entries in pages of {rows}");
            assert_eq!(pages, length.div_ceil(rows).max(1), "{length} entries in pages of {rows}");
            let total: i64 = state.tallies.values().map(|tally| tally.total).sum();
            assert_eq!(total, length as i64);
        }
    }
}

#[test]
fn a_page_that_lacks_its_last_entry_is_not_taken() {
    let log = log(ENTRIES_MAX);
    for rows in 1..=ENTRIES_MAX {
        let mut replica = Replica::new(ReplicaId(Uuid::from_u128(1)), [LOG]);
        assert_eq!(page(&log, &mut replica, rows, 1), Err(BadReply::Chain(LOG)), "pages of {rows}");
        assert_eq!(replica.base(LOG), 0);
    }
}
