//! A fold that starts at a checkpoint ends where a fold from zero ends.

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::change::{Authored, Body, BodyBytes, Change};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::field::{ActivityField, Fields, OccurrenceField, Put, SlotField};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, Dot, LogId, ReplicaId, SlotId};
use samvaro_core::schedule::Schedule;
use samvaro_core::tally::{Count, Delta, Statement};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::Name;
use uuid::Uuid;

fn key(day: i8) -> OccurrenceKey {
    let (activity, slot) = (ActivityId(Uuid::from_u128(1)), SlotId(Uuid::from_u128(2)));
    OccurrenceKey { activity, slot, date: date(2026, 11, day) }
}

fn any_body() -> impl Strategy<Value = Body> {
    let count =
        (1i8..5, -3i32..9, prop::option::of((0u32..30, 0u64..40))).prop_map(|(day, total, stated)| {
            let target = Target::Occurrence(key(day));
            let stated = stated.map(|(total, base)| Statement::of_all(total, base));
            Body::Count(Count { stated, ..Count::new(target, Delta::visitors(total)) })
        });
    let put = (0u8..4, any::<bool>(), 0u64..40, 1i8..5).prop_map(|(kind, flag, base, day)| {
        let fields = match kind {
            0 => Fields::Activity(
                key(1).activity,
                vec![ActivityField::Name(Name::parse("Bingo").expect("a name"))],
            ),
            1 => Fields::Activity(key(1).activity, vec![ActivityField::Hidden(flag)]),
            2 => Fields::Slot(key(1).slot, vec![SlotField::Schedule(Schedule::Once(key(day).date))]),
            _ => Fields::Occurrence(key(day), vec![OccurrenceField::Cancelled(flag)]),
        };
        Body::Put(Put { fields, base })
    });
    prop_oneof![count, put]
}

fn log(bodies: &[(u128, i64, Body)]) -> Vec<Entry> {
    let mut seqs = [0u64; 4];
    let mut entries = Vec::new();
    for (position, (replica, at, body)) in (1..).zip(bodies) {
        seqs[*replica as usize] += 1;
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(*replica)), seq: seqs[*replica as usize] };
        let body = BodyBytes::write(body).expect("JSON");
        let change = Change { dot, log: LogId(Uuid::from_u128(9)), at: *at, body, sealed: None };
        entries.push(Entry { position, received_at: 500, authored: Authored { change, personal: None } });
    }
    entries
}

fn fold(mut state: LogState, entries: &[Entry]) -> LogState {
    entries.iter().for_each(|entry| state.apply(entry));
    state
}

proptest! {
    #[test]
    fn a_checkpoint_at_any_position_changes_nothing(
        bodies in prop::collection::vec((0u128..4, 0i64..1_000, any_body()), 1..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let entries = log(&bodies);
        let (before, after) = entries.split_at(cut.index(entries.len()));
        let start = LogState { cursor: Cursor::start(1), ..LogState::default() };
        let checkpoint = serde_json::to_string(&fold(start.clone(), before)).expect("JSON");
        let resumed = fold(serde_json::from_str(&checkpoint).expect("our own checkpoint"), after);
        let straight = fold(start, &entries);
        prop_assert_eq!(&resumed, &straight);
        prop_assert_eq!(serde_json::to_string(&resumed).ok(), serde_json::to_string(&straight).ok());
    }

    #[test]
    fn erasing_personal_fields_leaves_the_chain_whole(text in ".{1,20}") {
        use samvaro_core::personal::{Fields, Personal};
        let personal = Personal { salt: [5; 16], fields: Fields { text: Some(text), ..Fields::default() } };
        let mut entry = log(&[(1, 1, Body::Count(Count::new(
            Target::Occurrence(key(1)), Delta::one(),
        )))]).remove(0);
        entry.authored.change.sealed = Some(personal.seal());
        entry.authored.personal = Some(personal);
        let whole = Cursor::start(1).next(entry.change(), 5);
        entry.authored.personal = None;
        prop_assert!(entry.authored.seal_holds());
        prop_assert_eq!(Cursor::start(1).next(entry.change(), 5), whole);
    }
}
