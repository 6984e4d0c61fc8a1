//! A server that was restored lacks what others had written since: whoever had read it hands it on.

use std::collections::BTreeMap;

use jiff::civil::date;
use samvaro_core::change::{Authored, Body, Skip};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::field::{Fields, PlaceField, Put};
use samvaro_core::id::{Dot, LogId, Position, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Slice, SyncReply, SyncRequest};
use samvaro_core::replica::{HAND_ON_AFTER_MS, Replica, Stored, author, is_handed_on, rewritten};
use samvaro_core::tally::{Count, Delta, Undo};
use samvaro_core::target::{Half, Target};
use samvaro_core::text::Line;
use uuid::Uuid;

const LOG: LogId = LogId(Uuid::from_u128(9));
const TABLET: ReplicaId = ReplicaId(Uuid::from_u128(1));
const OTHER: ReplicaId = ReplicaId(Uuid::from_u128(2));
const DESK: ReplicaId = ReplicaId(Uuid::from_u128(3));
const NOW: i64 = 3_000;

fn count() -> Count {
    Count::new(Target::DropIn(date(2026, 11, 21), Half::Forenoon), Delta::one())
}

fn write(replica: ReplicaId, seq: Seq, body: &Body) -> Authored {
    author(Dot { replica, seq }, LOG, 1_000 + seq as i64, body).expect("JSON")
}

fn tap(replica: ReplicaId, seq: Seq) -> Authored {
    write(replica, seq, &Body::Count(count()))
}

fn phone(number: &str, base: Position) -> Body {
    Body::Put(Put { fields: Fields::Place(vec![PlaceField::Phone(Line::parse(number).ok())]), base })
}

fn log(changes: &[Authored], epoch: u32) -> (Cursor, Vec<Entry>) {
    let mut cursor = Cursor::start(epoch);
    let mut entries = Vec::new();
    for (position, authored) in (1..).zip(changes) {
        cursor = cursor.next(&authored.change, 2_000);
        entries.push(Entry { position, received_at: 2_000, authored: authored.clone() });
    }
    (cursor, entries)
}

fn answer(request: &SyncRequest, last_seq: Seq, slice: Slice) -> SyncReply {
    SyncReply {
        protocol: PROTOCOL,
        exchange: request.exchange,
        server_time: NOW,
        last_seq,
        refusals: Vec::new(),
        forked_at: None,
        slices: vec![(LOG, slice)],
    }
}

/// A replica that had read `before`; then the server was restored and has `after`.
fn restored(before: &[Authored], after: &[Authored]) -> Replica {
    let logs = BTreeMap::from([(LOG, log(before, 1))]);
    let mut replica = Replica::load(TABLET, Stored { logs, ..Stored::default() });
    let request = replica.request(NOW);
    let received = replica.receive(answer(&request, 0, Slice::Diverged)).expect("an answer");
    replica.settle(received);
    let request = replica.request(NOW);
    let (upto, entries) = log(after, 2);
    let whole = Entries { from: 0, pack: Pack::of_entries(&entries), upto, more: false };
    let received = replica.receive(answer(&request, 0, Slice::Entries(whole))).expect("an answer");
    replica.settle(received);
    replica
}

fn handed_on(replica: &Replica) -> Vec<Vec<Authored>> {
    let requests = replica.hand_on(NOW + HAND_ON_AFTER_MS).expect("the time has come");
    requests.into_iter().map(|request| request.push.changes().expect("a pack")).collect()
}

#[test]
fn what_others_had_written_is_handed_on_under_a_name_of_its_own_with_its_origin() {
    let (desk, other) = (write(DESK, 1, &phone("1", 0)), tap(OTHER, 2));
    let replica = restored(&[tap(OTHER, 1), desk.clone(), other.clone()], &[tap(OTHER, 1)]);
    assert_eq!(replica.inherited(), 2);
    let estates = handed_on(&replica);
    let origins: Vec<_> = estates.iter().flatten().map(|it| it.change.origin()).collect();
    assert_eq!(origins, [other.change.origin(), desk.change.origin()]);
    for estate in &estates {
        assert_eq!(estate[0].change.dot.seq, 1);
        assert!(![TABLET, OTHER, DESK].contains(&estate[0].change.dot.replica));
    }
    assert_ne!(estates[0][0].change.dot.replica, estates[1][0].change.dot.replica);
}

#[test]
fn all_who_hand_on_the_same_do_it_under_the_same_name() {
    let before = [tap(OTHER, 1), tap(OTHER, 2)];
    let [one, another] = [restored(&before, &[]), restored(&before, &[])].map(|it| handed_on(&it));
    assert_eq!(one, another);
}

#[test]
fn those_who_are_there_have_their_time_to_come_with_their_own() {
    let replica = restored(&[tap(OTHER, 1)], &[]);
    assert_eq!(replica.hand_on(NOW + HAND_ON_AFTER_MS - 1), None);
    assert!(replica.hand_on(NOW + HAND_ON_AFTER_MS).is_some());
}

#[test]
fn what_the_log_shows_again_is_not_handed_on_whatever_its_number() {
    let elsewhere = rewritten(&tap(OTHER, 2), Dot { replica: DESK, seq: 7 }, &BTreeMap::new());
    let replica = restored(&[tap(OTHER, 1), tap(OTHER, 2)], &[tap(OTHER, 1), elsewhere]);
    assert_eq!(handed_on(&replica), Vec::<Vec<Authored>>::new());
}

#[test]
fn an_undo_follows_its_count_and_comes_after_all_counts() {
    let undo = Body::Undo(Undo::of(Dot { replica: OTHER, seq: 1 }, &count()));
    let replica = restored(&[tap(OTHER, 1), write(DESK, 1, &undo)], &[]);
    let estates = handed_on(&replica);
    let Ok(Body::Undo(undo)) = estates[1][0].change.body.read() else { panic!("counts come first") };
    assert_eq!(undo.undone, estates[0][0].change.dot);
}

#[test]
fn an_undo_finds_the_count_where_another_has_written_it_anew() {
    let undo = Body::Undo(Undo::of(Dot { replica: OTHER, seq: 1 }, &count()));
    let anew = rewritten(&tap(OTHER, 1), Dot { replica: DESK, seq: 7 }, &BTreeMap::new());
    let replica = restored(&[tap(OTHER, 1), write(DESK, 1, &undo)], &[anew]);
    let Ok(Body::Undo(undo)) = handed_on(&replica)[0][0].change.body.read() else { panic!("an undo") };
    assert_eq!(undo.undone, Dot { replica: DESK, seq: 7 });
}

/// Positions after the backup are other changes now: nobody has seen those.
#[test]
fn an_edit_has_seen_what_is_still_there_and_nothing_else() {
    let common = [tap(OTHER, 1), tap(OTHER, 2)];
    let [early, late] = [1, 3].map(|base| write(DESK, base, &phone("08-1", base)));
    let before = [&common[..], &[tap(OTHER, 3), early, late]].concat();
    let after = [&common[..], &[tap(TABLET, 1)]].concat();
    let bases: Vec<_> = handed_on(&restored(&before, &after))
        .concat()
        .iter()
        .filter_map(|authored| match authored.change.body.read() {
            Ok(Body::Put(put)) => Some(put.base),
            _ => None,
        })
        .collect();
    assert_eq!(bases, [1, 2]);
}

#[test]
fn a_field_that_this_version_does_not_know_is_handed_on_untouched() {
    let mut newer = write(DESK, 1, &phone("08-1", 5));
    let text = newer.change.body.as_str().replace(r#""b":5"#, r#""b":5,"later":"here""#);
    newer.change.body = samvaro_core::change::BodyBytes::from_json(text).expect("JSON");
    let handed_on = handed_on(&restored(&[newer], &[])).concat();
    let text = handed_on[0].change.body.as_str();
    assert!(text.contains(r#""later":"here""#) && text.contains(r#""b":0"#), "{text}");
}

#[test]
fn that_numbers_were_lost_is_nobody_elses_to_say() {
    let replica = restored(&[write(OTHER, 3, &Body::Skip(Skip { from: 1 }))], &[]);
    assert_eq!(handed_on(&replica), Vec::<Vec<Authored>>::new());
}

#[test]
fn nothing_is_let_go_before_the_server_has_judged_it() {
    let mut replica = restored(&[tap(OTHER, 1)], &[]);
    let request = replica.hand_on(NOW + HAND_ON_AFTER_MS).expect("the time has come").remove(0);
    assert!(!is_handed_on(&request, &answer(&request, 0, Slice::Forbidden)));
    assert!(is_handed_on(&request, &answer(&request, 1, Slice::Forbidden)));
    let writes = replica.let_go();
    assert_eq!(writes.let_go, [LOG]);
    replica.commit(writes);
    assert_eq!((replica.inherited(), replica.hand_on(i64::MAX)), (0, None));
}

/// After a restart nobody knows since when: it may be long ago.
#[test]
fn what_was_put_aside_survives_a_restart_and_is_handed_on_at_once() {
    let (_, forgotten) = log(&[tap(OTHER, 1), tap(OTHER, 2)], 1);
    let logs = BTreeMap::from([(LOG, log(&[tap(OTHER, 1)], 2))]);
    let forgotten = BTreeMap::from([(LOG, forgotten)]);
    let replica = Replica::load(TABLET, Stored { logs, forgotten, ..Stored::default() });
    assert_eq!(replica.inherited(), 1);
    assert!(replica.hand_on(1_700_000_000_000).is_some());
}
