//! The server's verdicts, one by one.

use std::collections::BTreeMap;

use jiff::civil::date;
use samvaro_core::admission::{Admission, Facts, Known, admit};
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Erase, Skip};
use samvaro_core::digest::Digest;
use samvaro_core::entry::Cursor;
use samvaro_core::field::{Fields, KEEP_MAX_DAYS, KEEP_MIN_DAYS, OrganisationField, PlaceField, Put};
use samvaro_core::id::{CategoryId, Dot, LogId, ReplicaId, Seq};
use samvaro_core::personal::Personal;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::tally::{Count, Delta, Undo};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const TABLET: ReplicaId = ReplicaId(Uuid::from_u128(1));
const PLACE: LogId = LogId(Uuid::from_u128(2));
const ELSEWHERE: LogId = LogId(Uuid::from_u128(3));

fn count(total: i32) -> Count {
    let target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
    Count::new(target, Delta::visitors(total))
}

fn dot(seq: Seq) -> Dot {
    Dot { replica: TABLET, seq }
}

fn change(seq: Seq, body: &Body) -> Authored {
    let body = BodyBytes::write(body).expect("JSON");
    Authored { change: Change { dot: dot(seq), log: PLACE, at: 1_000, body, sealed: None }, personal: None }
}

fn tap(seq: Seq) -> Authored {
    change(seq, &Body::Count(count(1)))
}

fn facts() -> Facts {
    Facts { scope: [PLACE].into(), heads: BTreeMap::from([(PLACE, Cursor::start(1))]), ..Facts::default() }
}

fn verdicts(admission: &Admission) -> Vec<(Seq, Verdict)> {
    admission.refusals.iter().map(|refusal| (refusal.seq, refusal.verdict)).collect()
}

fn refused(authored: Authored) -> Vec<(Seq, Verdict)> {
    let admission = admit(TABLET, vec![authored, tap(2)], facts(), 5);
    assert_eq!(admission.last_seq, 2, "a refused change uses up its number and stops nothing");
    assert_eq!(admission.entries.len(), 1, "the next one is accepted");
    assert_eq!(admission.refused.len(), 1, "its bytes are kept");
    verdicts(&admission)
}

#[test]
fn changes_get_the_next_positions_in_the_order_they_were_made() {
    let admission = admit(TABLET, vec![tap(1), tap(2)], facts(), 5);
    assert_eq!(admission.entries.iter().map(|entry| entry.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(admission.heads[&PLACE].position, 2);
    assert_eq!(admission.last_seq, 2);
}

#[test]
fn a_hole_stops_and_names_what_is_missing() {
    let admission = admit(TABLET, vec![tap(1), tap(3)], facts(), 5);
    assert_eq!((admission.last_seq, admission.entries.len()), (1, 1));
}

#[test]
fn a_declared_hole_is_taken() {
    let skip = change(4, &Body::Skip(Skip { from: 2 }));
    let admission = admit(TABLET, vec![tap(1), skip, tap(5)], facts(), 5);
    assert_eq!((admission.last_seq, admission.entries.len()), (5, 3));
}

#[test]
fn a_declared_hole_cannot_hide_another() {
    let skip = change(4, &Body::Skip(Skip { from: 3 }));
    assert_eq!(admit(TABLET, vec![tap(1), skip], facts(), 5).last_seq, 1);
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let known = BTreeMap::from([(1, Known::Accepted(tap(1).change.digest()))]);
    let admission = admit(TABLET, vec![tap(1)], Facts { last_seq: 1, known, ..facts() }, 5);
    assert!(admission.entries.is_empty() && admission.refusals.is_empty() && admission.forked_at.is_none());
}

#[test]
fn a_refusal_is_answered_again() {
    let verdict = Verdict::Rejected(Reason::BeyondLimits);
    let known = BTreeMap::from([(1, Known::Refused(tap(1).change.digest(), verdict))]);
    let admission = admit(TABLET, vec![tap(1)], Facts { last_seq: 1, known, ..facts() }, 5);
    assert_eq!(verdicts(&admission), [(1, verdict)]);
    assert!(admission.refused.is_empty(), "it is not stored a second time");
}

#[test]
fn other_bytes_under_a_used_number_are_a_twin_and_stop() {
    let known = BTreeMap::from([(1, Known::Accepted(change(1, &Body::Count(count(5))).change.digest()))]);
    let admission = admit(TABLET, vec![tap(1), tap(2)], Facts { last_seq: 1, known, ..facts() }, 5);
    assert_eq!(admission.forked_at, Some(1));
    assert!(admission.entries.is_empty());
}

#[test]
fn another_places_log_is_forbidden() {
    let mut foreign = tap(1);
    foreign.change.log = ELSEWHERE;
    assert_eq!(refused(foreign), [(1, Verdict::Rejected(Reason::Forbidden))]);
}

#[test]
fn a_body_of_a_later_version_waits_in_quarantine() {
    let mut later = tap(1);
    later.change.body = BodyBytes::from_json(r#"{"photograph":{}}"#.into()).expect("JSON");
    assert_eq!(refused(later), [(1, Verdict::Quarantined(Reason::Undecodable))]);
}

#[test]
fn amounts_and_lists_have_limits() {
    let crowd = change(1, &Body::Count(count(Delta::MAX_PERSONS + 1)));
    assert_eq!(refused(crowd), [(1, Verdict::Rejected(Reason::BeyondLimits))]);
    let empty = change(1, &Body::Put(Put { fields: Fields::Place(Vec::new()), base: 0 }));
    assert_eq!(refused(empty), [(1, Verdict::Rejected(Reason::BeyondLimits))]);
}

fn put(fields: Fields) -> Body {
    Body::Put(Put { fields, base: 0 })
}

fn days(days: u16) -> Body {
    put(Fields::Organisation(vec![OrganisationField::HandoverDays(days)]))
}

/// A place's own field, and a count.
fn of_a_place() -> [Body; 2] {
    [put(Fields::Place(vec![PlaceField::Screen(true)])), Body::Count(count(1))]
}

#[test]
fn what_places_share_stands_in_no_places_log() {
    assert_eq!(refused(change(1, &days(14))), [(1, Verdict::Rejected(Reason::Forbidden))]);
}

#[test]
fn what_is_a_places_stands_in_no_shared_log() {
    let shared = || Facts { shared: Some(PLACE), ..facts() };
    for body in of_a_place() {
        let admission = admit(TABLET, vec![change(1, &body), change(2, &days(14))], shared(), 5);
        assert_eq!(verdicts(&admission), [(1, Verdict::Rejected(Reason::Forbidden))], "{body:?}");
        assert_eq!(admission.entries.len(), 1);
    }
}

#[test]
fn what_is_said_of_persons_is_neither_kept_for_ever_nor_thrown_away_at_once() {
    let verdict = |body| {
        let facts = Facts { shared: Some(PLACE), ..facts() };
        verdicts(&admit(TABLET, vec![change(1, &body)], facts, 5)).pop().map(|(_, verdict)| verdict)
    };
    for kept in [KEEP_MIN_DAYS, KEEP_MAX_DAYS] {
        assert_eq!(verdict(days(kept)), None);
    }
    for wrong in [KEEP_MIN_DAYS - 1, KEEP_MAX_DAYS + 1] {
        assert_eq!(verdict(days(wrong)), Some(Verdict::Rejected(Reason::BeyondLimits)));
    }
}

#[test]
fn personal_fields_must_be_the_sealed_ones() {
    let mut changed = tap(1);
    let personal = Personal { salt: [1; 16], fields: samvaro_core::personal::Fields::default() };
    changed.change.sealed = Some(personal.seal());
    changed.personal = Some(Personal { salt: [2; 16], ..personal });
    assert_eq!(refused(changed), [(1, Verdict::Rejected(Reason::BrokenSeal))]);
}

#[test]
fn an_undo_must_name_a_count_of_the_log_with_its_amounts() {
    let undo = |total| change(2, &Body::Undo(Undo::of(dot(1), &count(total))));
    let right = admit(TABLET, vec![tap(1), undo(1)], facts(), 5);
    assert!(right.refusals.is_empty());
    let wrong = admit(TABLET, vec![tap(1), undo(7)], facts(), 5);
    assert_eq!(verdicts(&wrong), [(2, Verdict::Rejected(Reason::UnknownUndone))]);
    let nothing = Undo::of(Dot { replica: TABLET, seq: 9 }, &count(1));
    assert_eq!(refused(change(1, &Body::Undo(nothing))), [(1, Verdict::Rejected(Reason::UnknownUndone))]);
}

#[test]
fn a_revoked_device_hands_everything_into_quarantine() {
    let admission = admit(TABLET, vec![tap(1), tap(2)], Facts { revoked: true, ..facts() }, 5);
    assert!(admission.entries.is_empty());
    assert_eq!(admission.refused.len(), 2);
}

#[test]
fn a_change_of_another_replica_is_not_taken_along() {
    let mut other = tap(1);
    other.change.dot.replica = ReplicaId(Uuid::from_u128(99));
    assert_eq!(admit(TABLET, vec![other], facts(), 5).last_seq, 0);
}

#[test]
fn an_erasure_names_some_seals_and_not_more_than_fit() {
    let erase = |seals: usize| change(1, &Body::Erase(Erase { sealed: vec![Digest::default(); seals] }));
    let fits = erase(Erase::MAX_SEALS);
    assert!(fits.change.body.as_str().len() <= BodyBytes::MAX_BYTES);
    assert_eq!(admit(TABLET, vec![fits], facts(), 5).entries.len(), 1);
    for beyond in [0, Erase::MAX_SEALS + 1] {
        assert_eq!(refused(erase(beyond)), [(1, Verdict::Rejected(Reason::BeyondLimits))], "{beyond}");
    }
    let many = vec![Digest::default(); 2 * Erase::MAX_SEALS + 1];
    assert_eq!(Erase::of(&many).count(), 3);
}

#[test]
fn a_split_or_mark_beyond_any_crowd_is_refused_and_a_negative_one_is_a_correction() {
    let one = CategoryId(Uuid::from_u128(1));
    let crowd = Delta::MAX_PERSONS + 1;
    let count = |delta| change(1, &Body::Count(Count { delta, ..count(0) }));
    let beyond = Verdict::Rejected(Reason::BeyondLimits);
    for delta in [Delta::split(one, crowd), Delta::split(one, -crowd), Delta::mark(one, crowd)] {
        assert_eq!(refused(count(delta)), [(1, beyond)]);
    }
    let categories =
        (0..=Delta::MAX_CATEGORIES as u128).map(|n| (CategoryId(Uuid::from_u128(n)), 1)).collect();
    assert_eq!(refused(count(Delta { splits: categories, ..Delta::default() })), [(1, beyond)]);
    let admission = admit(TABLET, vec![count(Delta::split(one, -3))], facts(), 5);
    assert!(admission.refused.is_empty());
}
