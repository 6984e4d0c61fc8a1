//! Changes on the wire read back as they were written, and stay small.

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::change::{Authored, Body, BodyBytes, Change};
use samvaro_core::entry::Entry;
use samvaro_core::id::{ActivityId, Dot, LogId, ReplicaId, SlotId};
use samvaro_core::pack::{BadPack, Pack};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{OccurrenceKey, Target};
use uuid::Uuid;

fn authored(replica: u128, seq: u64, log: u128, at: i64, day: i8, text: Option<String>) -> Authored {
    let occurrence = OccurrenceKey {
        activity: ActivityId(Uuid::from_u128(7)),
        slot: SlotId(Uuid::from_u128(8)),
        date: date(2026, 11, day),
    };
    let target = Target::Occurrence(occurrence);
    let count = Count::new(target, Delta::one());
    let personal =
        text.map(|text| Personal { salt: [3; 16], fields: Fields { text: Some(text), ..Fields::default() } });
    let change = Change {
        dot: Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq },
        log: LogId(Uuid::from_u128(log)),
        at,
        body: BodyBytes::write(&Body::Count(count)).expect("JSON"),
        sealed: personal.as_ref().map(Personal::seal),
    };
    Authored { change, personal }
}

fn any_authored() -> impl Strategy<Value = Authored> {
    let at = prop_oneof![any::<i32>().prop_map(i64::from), Just(i64::MAX / 4), Just(i64::MIN / 4)];
    (0u128..3, 1u64..1_000_000, 0u128..2, at, 1i8..5, prop::option::of(".{0,9}"))
        .prop_map(|(replica, seq, log, at, day, text)| authored(replica, seq, log, at, day, text))
}

proptest! {
    #[test]
    fn changes_read_back_as_they_were_written(changes in prop::collection::vec(any_authored(), 0..40)) {
        let json = serde_json::to_string(&Pack::of_changes(&changes)).expect("JSON");
        let pack: Pack = serde_json::from_str(&json).expect("our own pack");
        prop_assert_eq!(pack.changes(), Ok(changes));
    }

    #[test]
    fn entries_read_back_with_their_positions(
        changes in prop::collection::vec((any_authored(), 0i64..1_000_000_000), 0..40),
        after in 0u64..1_000,
    ) {
        let number = |(position, (authored, received_at))| Entry { position, received_at, authored };
        let entries: Vec<Entry> = (after + 1..).zip(changes).map(number).collect();
        prop_assert_eq!(Pack::of_entries(&entries).entries(after), Ok(entries));
    }

    #[test]
    fn a_pack_that_was_tampered_with_never_panics(
        changes in prop::collection::vec(any_authored(), 1..8),
        place in any::<prop::sample::Index>(),
        digit in 0u8..10,
    ) {
        let mut json = serde_json::to_string(&Pack::of_changes(&changes)).expect("JSON").into_bytes();
        let digits: Vec<usize> = (0..json.len()).filter(|&index| json[index].is_ascii_digit()).collect();
        json[digits[place.index(digits.len())]] = b'0' + digit;
        if let Ok(pack) = serde_json::from_slice::<Pack>(&json) {
            let _ = pack.changes();
        }
    }
}

#[test]
fn a_pack_cannot_claim_more_rows_than_a_message_may_hold() {
    let many: Vec<Authored> =
        (1..=Pack::MAX_ROWS as u64 + 1).map(|seq| authored(1, seq, 1, 5, 1, None)).collect();
    assert_eq!(Pack::of_changes(&many[1..]).changes().map(|changes| changes.len()), Ok(Pack::MAX_ROWS));
    assert_eq!(Pack::of_changes(&many).changes(), Err(BadPack));
}

#[test]
fn a_thousand_taps_name_their_occurrence_once() {
    let taps: Vec<Authored> =
        (1..=1_000).map(|seq| authored(1, seq, 1, 1_763_000_000_000 + seq as i64 * 1_900, 1, None)).collect();
    let json = serde_json::to_string(&Pack::of_changes(&taps)).expect("JSON");
    assert_eq!(json.matches("00000000-0000-0000-0000-000000000007").count(), 1);
    assert!(json.len() < 7 * taps.len(), "{} bytes", json.len());
}

#[test]
fn commitments_stand_in_the_order_of_their_rows() {
    let changes = [authored(1, 1, 1, 0, 1, Some("ett".into())), authored(1, 2, 1, 0, 1, Some("två".into()))];
    let json = serde_json::to_string(&Pack::of_changes(&changes)).expect("JSON");
    let read = |json: &str| serde_json::from_str::<Pack>(json).expect("columns").changes();
    assert_eq!(read(&json), Ok(changes.to_vec()));

    let sealed = changes.each_ref().map(|change| change.change.sealed.expect("a seal").to_string());
    let in_order = format!(r#""c":[[0,"{}"],[1,"{}"]]"#, sealed[0], sealed[1]);
    assert!(json.contains(&in_order), "{json}");
    let reversed = format!(r#""c":[[1,"{}"],[0,"{}"]]"#, sealed[1], sealed[0]);
    assert_eq!(read(&json.replace(&in_order, &reversed)), Err(BadPack));
    let beyond = format!(r#""c":[[0,"{}"],[7,"{}"]]"#, sealed[0], sealed[1]);
    assert_eq!(read(&json.replace(&in_order, &beyond)), Err(BadPack), "a row that is not there");
}
