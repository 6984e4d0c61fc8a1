//! Counts add up, whoever makes them and in whatever order they come.

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::id::{CategoryId, Dot, ReplicaId};
use samvaro_core::register::Edit;
use samvaro_core::tally::{Contest, Count, Delta, Statement, Tally, Undo};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

fn dot(replica: u128, seq: u64) -> Dot {
    Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq }
}

fn edit(dot: Dot, position: u64, base: u64) -> Edit {
    Edit { dot, position, base, clamped_at: 0 }
}

fn count(delta: Delta) -> Count {
    let target = Target::DropIn(date(2026, 11, 21), Half::Afternoon);
    Count::new(target, delta)
}

#[test]
fn zero_is_not_the_same_as_not_counted() {
    let mut tally = Tally::default();
    assert!(!tally.is_counted());
    tally.count(&count(Delta::default()), edit(dot(1, 1), 1, 0));
    assert!(tally.is_counted());
    assert_eq!(tally.total, 0);
}

#[test]
fn an_undo_works_once_and_leaves_nothing_counted() {
    let mut tally = Tally::default();
    let five = count(Delta::visitors(5));
    tally.count(&five, edit(dot(1, 1), 1, 0));
    let undo = Undo::of(dot(1, 1), &five);
    tally.undo(&undo);
    tally.undo(&undo);
    assert_eq!((tally.total, tally.is_counted()), (0, false));
}

#[test]
fn two_typed_numbers_that_did_not_see_each_other_are_two_counts() {
    let typed =
        |total, base| Count { stated: Some(Statement::of_all(total, base)), ..count(Delta::visitors(1)) };
    let mut tally = Tally::default();
    tally.count(&typed(12, 0), edit(dot(1, 1), 1, 0));
    tally.count(&typed(14, 0), edit(dot(2, 1), 2, 0));
    assert!(tally.is_contested());
    tally.count(&typed(14, 2), edit(dot(1, 2), 3, 2));
    assert!(!tally.is_contested(), "whoever had seen both has settled it");
}

#[test]
fn the_same_number_typed_twice_unseen_is_asked_about_because_both_differences_stand() {
    let mut tally = Tally::default();
    let typed = |base| Count { stated: Some(Statement::of_all(12, base)), ..count(Delta::visitors(12)) };
    tally.count(&typed(0), edit(dot(1, 1), 1, 0));
    tally.count(&typed(0), edit(dot(2, 1), 2, 0));
    assert_eq!(tally.contest(), Some(Contest { split: None, stated: vec![12], sum: 24 }));
}

const WOMEN: CategoryId = CategoryId(Uuid::from_u128(1));
const MEN: CategoryId = CategoryId(Uuid::from_u128(2));

fn typed(split: Option<CategoryId>, number: u32, seen: i32, base: u64) -> Count {
    let difference = i32::try_from(number).expect("a small number") - seen;
    let delta = split.map_or(Delta::visitors(difference), |split| Delta::split(split, difference));
    Count { stated: Some(Statement { total: number, base, split }), ..count(delta) }
}

#[test]
fn two_people_who_type_a_split_each_have_not_counted_the_same() {
    let mut tally = Tally::default();
    tally.count(&typed(Some(WOMEN), 14, 0, 0), edit(dot(1, 1), 1, 0));
    tally.count(&typed(Some(MEN), 9, 0, 0), edit(dot(2, 1), 2, 0));
    assert_eq!((tally.total, tally.unstated(), tally.contest()), (23, 0, None));
}

#[test]
fn one_split_typed_twice_unseen_is_settled_by_whoever_states_it_again() {
    let mut tally = Tally::default();
    tally.count(&typed(Some(MEN), 9, 0, 0), edit(dot(1, 1), 1, 0));
    tally.count(&typed(Some(MEN), 8, 0, 0), edit(dot(2, 1), 2, 0));
    assert_eq!(tally.contest(), Some(Contest { split: Some(MEN), stated: vec![8, 9], sum: 17 }));
    tally.count(&typed(Some(WOMEN), 3, 0, 2), edit(dot(1, 2), 3, 2));
    assert!(tally.is_contested(), "another split settles nothing");
    tally.count(&typed(Some(MEN), 9, 17, 3), edit(dot(2, 2), 4, 3));
    assert_eq!((tally.contest(), tally.total, tally.split(MEN)), (None, 12, 9));
}

#[test]
fn a_total_and_a_split_that_did_not_see_each_other_are_two_counts() {
    let mut tally = Tally::default();
    tally.count(&typed(Some(WOMEN), 14, 0, 0), edit(dot(1, 1), 1, 0));
    tally.count(&typed(None, 23, 0, 0), edit(dot(2, 1), 2, 0));
    assert_eq!(tally.contest(), Some(Contest { split: None, stated: vec![23], sum: 37 }));
    tally.count(&typed(None, 23, 37, 2), edit(dot(2, 2), 3, 2));
    assert_eq!((tally.contest(), tally.total, tally.unstated()), (None, 23, 9));
    let mut seen = Tally::default();
    seen.count(&typed(None, 23, 0, 0), edit(dot(2, 1), 1, 0));
    seen.count(&typed(Some(WOMEN), 14, 0, 1), edit(dot(1, 1), 2, 1));
    assert!(!seen.is_contested(), "who types a split after the total adds to it");
}

#[test]
fn a_number_that_is_taken_back_is_no_longer_asked_about() {
    let mut tally = Tally::default();
    let eight = typed(Some(MEN), 8, 0, 0);
    tally.count(&typed(Some(MEN), 9, 0, 0), edit(dot(1, 1), 1, 0));
    tally.count(&eight, edit(dot(2, 1), 2, 0));
    tally.undo(&Undo::of(dot(2, 1), &eight));
    assert_eq!((tally.contest(), tally.split(MEN)), (None, 9));
}

#[test]
fn volunteers_and_marks_alone_leave_it_uncounted() {
    let mut tally = Tally::default();
    for (seq, delta) in (1..).zip([Delta::of_volunteers(2), Delta::mark(WOMEN, 1)]) {
        tally.count(&count(delta), edit(dot(1, seq), seq, 0));
    }
    assert_eq!((tally.is_counted(), tally.volunteers), (false, 2));
    tally.undo(&Undo::of(dot(1, 1), &count(Delta::of_volunteers(2))));
    assert_eq!((tally.counts, tally.volunteers), (0, 0));
}

#[test]
fn a_mark_is_never_on_more_visitors_than_there_are() {
    let mut tally = Tally::default();
    for (seq, delta) in (1..).zip([Delta::visitors(2), Delta::mark(MEN, 2), Delta::visitors(-1)]) {
        tally.count(&count(delta), edit(dot(1, seq), seq, 0));
    }
    assert_eq!(tally.mark(MEN), 1);
}

#[test]
fn splits_leave_a_remainder_and_volunteers_stand_apart() {
    let women = CategoryId(Uuid::from_u128(1));
    let mut tally = Tally::default();
    let delta = Delta { total: 7, volunteers: 2, splits: [(women, 4)].into(), ..Delta::default() };
    tally.count(&count(delta), edit(dot(1, 1), 1, 0));
    assert_eq!((tally.total, tally.volunteers, tally.unstated()), (7, 2, 3));
}

proptest! {
    #[test]
    fn the_order_of_counts_and_undos_does_not_matter(
        deltas in prop::collection::vec((1u128..4, -20i32..20), 1..20),
        undone in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        shuffle in any::<u64>(),
    ) {
        let counts: Vec<(Dot, Count)> = (1..).zip(&deltas).map(|(seq, &(replica, n))| (dot(replica, seq), count(Delta::visitors(n)))).collect();
        let undos: Vec<Undo> = undone.iter().map(|index| index.get(&counts)).map(|(dot, count)| Undo::of(*dot, count)).collect();
        let mut straight = Tally::default();
        counts.iter().for_each(|(dot, count)| straight.count(count, edit(*dot, 1, 0)));
        undos.iter().for_each(|undo| straight.undo(undo));
        let mut mixed = Tally::default();
        let mut order: Vec<usize> = (0..counts.len() + undos.len()).collect();
        order.sort_by_key(|&index| (index as u64 + 1).wrapping_mul(shuffle | 1).rotate_left(17));
        for index in order {
            match counts.get(index) {
                Some((dot, count)) => mixed.count(count, edit(*dot, 1, 0)),
                None => mixed.undo(&undos[index - counts.len()]),
            }
        }
        prop_assert_eq!(straight, mixed);
    }
}
