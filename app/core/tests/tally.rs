//! Counts add up, whoever makes them and in whatever order they come.

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::id::{CategoryId, Dot, ReplicaId};
use samvaro_core::register::Edit;
use samvaro_core::tally::{Count, Delta, Statement, Tally, Undo};
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
    Count { target, delta, stated: None, entered: None, about: false }
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
    let typed = |total, base| Count { stated: Some(Statement { total, base }), ..count(Delta::visitors(1)) };
    let mut tally = Tally::default();
    tally.count(&typed(12, 0), edit(dot(1, 1), 1, 0));
    tally.count(&typed(14, 0), edit(dot(2, 1), 2, 0));
    assert!(tally.is_contested());
    tally.count(&typed(14, 2), edit(dot(1, 2), 3, 2));
    assert!(!tally.is_contested(), "whoever had seen both has settled it");
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
