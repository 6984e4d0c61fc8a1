//! Sign-ups: who has a place, who came, and where a name may stand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::admission::{Admission, Facts, admit};
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Erase};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, Dot, LogId, Position, ReplicaId, Seq, SignUpId, SlotId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::sign_up::{Came, SignUp, Standing, Withdraw, in_line};
use samvaro_core::tally::{Count, Delta, Tally};
use samvaro_core::target::{OccurrenceKey, Target};
use uuid::Uuid;

const PLACE: LogId = LogId(Uuid::from_u128(9));

fn lunch() -> OccurrenceKey {
    let (activity, slot) = (ActivityId(Uuid::from_u128(1)), SlotId(Uuid::from_u128(2)));
    OccurrenceKey { activity, slot, date: date(2026, 11, 27) }
}

fn id(number: u128) -> SignUpId {
    SignUpId(Uuid::from_u128(number))
}

fn signing_up(number: u128, persons: u32, base: Position) -> Body {
    Body::SignUp(SignUp { id: id(number), target: lunch(), persons, base, late: false })
}

fn withdrawing(number: u128, base: Position) -> Body {
    Body::Withdraw(Withdraw { id: id(number), target: lunch(), base })
}

fn ticking(number: u128, persons: u32, base: Position) -> Body {
    Body::Came(Came { id: id(number), target: lunch(), persons, base })
}

fn change(replica: u128, seq: Seq, body: &Body) -> Authored {
    let dot = Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq };
    let body = BodyBytes::write(body).expect("JSON");
    Authored { change: Change { dot, log: PLACE, at: 1_000, body, sealed: None }, personal: None }
}

fn named(name: &str, mut authored: Authored) -> Authored {
    let personal =
        Personal { salt: [7; 16], fields: Fields { name: Some(name.into()), ..Fields::default() } };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    authored
}

/// The state after changes of these replicas, each with its next number.
fn fold(changes: &[(u128, Body)]) -> LogState {
    let mut seqs: BTreeMap<u128, Seq> = BTreeMap::new();
    let numbered = changes.iter().map(|(replica, body)| {
        let seq = seqs.entry(*replica).or_default();
        *seq += 1;
        change(*replica, *seq, body)
    });
    fold_authored(numbered.collect())
}

fn fold_authored(changes: Vec<Authored>) -> LogState {
    let mut state = LogState { cursor: Cursor::start(1), ..LogState::default() };
    for (position, authored) in (1..).zip(changes) {
        state.apply(&Entry { position, received_at: 1_000, authored });
    }
    state
}

fn tally(state: &LogState) -> Tally {
    state.tallies.get(&Target::Occurrence(lunch())).cloned().unwrap_or_default()
}

fn standings(state: &LogState, capacity: u32) -> Vec<(SignUpId, Standing)> {
    in_line(&tally(state).list, Some(capacity)).iter().map(|it| (it.id, it.standing)).collect()
}

#[test]
fn two_tablets_that_tick_one_name_count_it_once() {
    let came = fold(&[(1, signing_up(5, 2, 0)), (1, ticking(5, 2, 1)), (2, ticking(5, 2, 1))]);
    assert_eq!((tally(&came).total, tally(&came).counts), (2, 1));
}

#[test]
fn a_tick_that_is_taken_away_takes_its_persons_along() {
    let two = [(1, signing_up(5, 2, 0)), (1, ticking(5, 2, 1))];
    let one_of_them = fold(&[two.as_slice(), &[(2, ticking(5, 1, 2))]].concat());
    assert_eq!(tally(&one_of_them).total, 1);
    let nobody = fold(&[two.as_slice(), &[(2, ticking(5, 0, 2))]].concat());
    assert_eq!((tally(&nobody).total, tally(&nobody).is_counted()), (0, false));
}

#[test]
fn a_tick_wins_over_its_removal_by_somebody_who_had_not_seen_it() {
    let state = fold(&[
        (1, signing_up(5, 1, 0)),
        (1, ticking(5, 1, 1)),
        (2, ticking(5, 1, 1)),
        (1, ticking(5, 0, 1)),
    ]);
    assert_eq!(tally(&state).total, 1, "the other tablet's tick stands");
}

#[test]
fn ticks_and_plain_counts_add_up() {
    let walk_in = Count::new(Target::Occurrence(lunch()), Delta::one());
    let state = fold(&[(1, signing_up(5, 2, 0)), (1, ticking(5, 2, 1)), (2, Body::Count(walk_in))]);
    assert_eq!((tally(&state).total, tally(&state).list.len()), (3, 1), "a walk-in is counted, not listed");
}

#[test]
fn the_number_stays_when_the_name_is_erased() {
    let sign_up = named("Astrid Berg", change(1, 1, &signing_up(5, 2, 0)));
    let sealed = sign_up.change.sealed.expect("a name is sealed");
    let came = change(1, 2, &ticking(5, 2, 1));
    let erase = change(2, 1, &Body::Erase(Erase { sealed: vec![sealed] }));
    let before = fold_authored(vec![sign_up.clone(), came.clone()]);
    assert_eq!(before.personal[&sealed].name.as_deref(), Some("Astrid Berg"));
    assert_eq!(tally(&before).list[&id(5)].sealed, Some(sealed), "which is how a list finds it");
    let after = fold_authored(vec![sign_up, came, erase]);
    assert!(after.personal.is_empty());
    assert_eq!(tally(&after), tally(&before));
}

#[test]
fn whoever_withdraws_lets_the_next_one_in() {
    let full = [(1, signing_up(5, 2, 0)), (1, signing_up(6, 1, 1)), (1, signing_up(7, 1, 2))];
    assert_eq!(
        standings(&fold(&full), 2),
        [(id(5), Standing::Confirmed), (id(6), Standing::Waiting(1)), (id(7), Standing::Waiting(2))]
    );
    let withdrawn = fold(&[full.as_slice(), &[(2, withdrawing(5, 3))]].concat());
    assert_eq!(standings(&withdrawn, 2), [(id(6), Standing::Confirmed), (id(7), Standing::Confirmed)]);
    let back = fold(&[full.as_slice(), &[(2, withdrawing(5, 3)), (2, signing_up(5, 2, 4))]].concat());
    let last = [(id(6), Standing::Confirmed), (id(7), Standing::Confirmed), (id(5), Standing::Waiting(1))];
    assert_eq!(standings(&back, 2), last, "a place that was given away is not taken back");
}

#[test]
fn a_pair_that_does_not_fit_is_not_overtaken() {
    let state = fold(&[(1, signing_up(5, 1, 0)), (1, signing_up(6, 2, 1)), (1, signing_up(7, 1, 2))]);
    let expected = [Standing::Confirmed, Standing::Waiting(1), Standing::Waiting(2)];
    assert_eq!(standings(&state, 2).into_iter().map(|it| it.1).collect::<Vec<_>>(), expected);
}

#[test]
fn whoever_withdrew_and_came_stands_last_and_is_counted() {
    let state = fold(&[(1, signing_up(5, 1, 0)), (1, withdrawing(5, 1)), (2, ticking(5, 1, 1))]);
    assert_eq!(standings(&state, 2), [(id(5), Standing::Withdrawn)]);
    assert_eq!(tally(&state).total, 1);
}

#[test]
fn a_sign_up_that_no_log_has_shown_is_not_promised_a_place() {
    let mut state = fold(&[(1, signing_up(5, 1, 0))]);
    state.preview(&change(2, 1, &signing_up(6, 1, 1)));
    state.preview(&change(2, 2, &signing_up(7, 1, 1)));
    let expected = [Standing::Confirmed, Standing::Unanswered, Standing::Waiting(1)];
    assert_eq!(standings(&state, 2).into_iter().map(|it| it.1).collect::<Vec<_>>(), expected);
    assert!(tally(&state).list[&id(7)].is_unanswered());
}

fn any_doing() -> impl Strategy<Value = (u128, Body)> {
    (1u128..4, 0u8..4, 1u128..7, 1u32..4, 0u64..30).prop_map(|(replica, kind, number, persons, base)| {
        let body = match kind {
            0 | 1 => signing_up(number, persons, base),
            2 => withdrawing(number, base),
            _ => ticking(number, persons - 1, base),
        };
        (replica, body)
    })
}

fn confirmed(state: &LogState, capacity: u32) -> BTreeSet<SignUpId> {
    let confirmed = standings(state, capacity).into_iter().filter(|it| it.1 == Standing::Confirmed);
    confirmed.map(|it| it.0).collect()
}

proptest! {
    #[test]
    fn a_late_sign_up_never_unseats_anyone(
        doings in prop::collection::vec(any_doing(), 1..40),
        capacity in 0u32..9,
    ) {
        for upto in 1..doings.len() {
            let (before, after) = (fold(&doings[..upto]), fold(&doings[..=upto]));
            let on_list = |id: &SignUpId| tally(&after).list[id].is_on();
            for id in confirmed(&before, capacity).into_iter().filter(on_list) {
                prop_assert!(confirmed(&after, capacity).contains(&id), "after {} changes", upto + 1);
            }
        }
    }

    #[test]
    fn no_more_persons_are_confirmed_than_there_are_seats(
        doings in prop::collection::vec(any_doing(), 1..40),
        capacity in 0u32..9,
    ) {
        for upto in 1..=doings.len() {
            let list = tally(&fold(&doings[..upto])).list;
            let line = in_line(&list, Some(capacity));
            let confirmed = line.iter().filter(|it| it.standing == Standing::Confirmed);
            let persons: u32 = confirmed.map(|it| it.listed.persons).sum();
            prop_assert!(persons <= capacity, "{persons} on {capacity} seats after {upto} changes");
        }
    }

    #[test]
    fn the_total_is_what_the_ticks_say(doings in prop::collection::vec(any_doing(), 1..40)) {
        let tally = tally(&fold(&doings));
        let persons: u32 = tally.list.values().map(|listed| listed.came.persons()).sum();
        prop_assert_eq!(tally.total, i64::from(persons));
        prop_assert_eq!(tally.is_counted(), persons > 0);
    }
}

fn judged(authored: Authored, names_decided: bool) -> Admission {
    let facts = Facts { scope: [PLACE].into(), names_decided, ..Facts::default() };
    admit(authored.change.dot.replica, vec![authored], facts, 5)
}

fn verdict(authored: Authored) -> Option<Verdict> {
    judged(authored, true).refusals.first().map(|refusal| refusal.verdict)
}

#[test]
fn without_a_decision_nobody_is_signed_up_and_no_name_is_kept() {
    let sign_up = named("Astrid Berg", change(1, 1, &signing_up(5, 1, 0)));
    let admission = judged(sign_up.clone(), false);
    assert_eq!(admission.refusals[0].verdict, Verdict::Rejected(Reason::NamesNotDecided));
    assert_eq!(admission.refused[0].authored.personal, None, "kept without its name");
    assert_eq!(admission.refused[0].authored.change, sign_up.change);
    assert!(judged(sign_up, true).refusals.is_empty());
    let nameless = judged(change(1, 1, &signing_up(5, 1, 0)), false);
    assert_eq!(nameless.refusals[0].verdict, Verdict::Rejected(Reason::NamesNotDecided));
}

#[test]
fn no_other_refusal_keeps_a_name_either_without_a_decision() {
    let mut foreign = named("Astrid Berg", change(1, 1, &signing_up(5, 1, 0)));
    foreign.change.log = LogId(Uuid::from_u128(77));
    let revoked = Facts { scope: [PLACE].into(), revoked: true, ..Facts::default() };
    for admission in
        [judged(foreign.clone(), false), admit(foreign.change.dot.replica, vec![foreign], revoked, 5)]
    {
        assert_eq!(admission.refused[0].authored.personal, None);
    }
}

#[test]
fn what_has_come_is_counted_whatever_was_decided() {
    let ticked = judged(change(1, 1, &ticking(5, 1, 0)), false);
    assert!(ticked.refusals.is_empty(), "a number is nobody's name");
}

#[test]
fn a_name_stands_beside_a_sign_up_alone_and_within_its_limits() {
    let beyond = Some(Verdict::Rejected(Reason::BeyondLimits));
    assert_eq!(verdict(named("Astrid Berg", change(1, 1, &ticking(5, 1, 0)))), beyond);
    assert_eq!(verdict(named(&"å".repeat(81), change(1, 1, &signing_up(5, 1, 0)))), beyond);
    assert_eq!(verdict(named(" ", change(1, 1, &signing_up(5, 1, 0)))), beyond);
    assert_eq!(verdict(change(1, 1, &signing_up(5, 0, 0))), beyond);
    assert_eq!(verdict(change(1, 1, &signing_up(5, SignUp::MAX_PERSONS + 1, 0))), beyond);
    assert_eq!(verdict(change(1, 1, &ticking(5, SignUp::MAX_PERSONS + 1, 0))), beyond);
    assert_eq!(verdict(named("Astrid Berg", change(1, 1, &signing_up(5, SignUp::MAX_PERSONS, 0)))), None);
}

#[test]
fn the_seal_binds_the_name() {
    let mut changed = named("Astrid Berg", change(1, 1, &signing_up(5, 1, 0)));
    changed.personal.as_mut().expect("a name").fields.name = Some("Astrid Bark".into());
    assert_eq!(verdict(changed), Some(Verdict::Rejected(Reason::BrokenSeal)));
}
