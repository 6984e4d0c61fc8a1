//! Refused changes that are judged again: by the tablet, by a coordinator, from a saved file.

mod again {
    pub mod house;
}

use again::house::House;
use samvaro_core::admission::Asking;
use samvaro_core::change::{Body, Skip};
use samvaro_core::id::{Dot, LogId, ReplicaId};
use samvaro_core::protocol::{PROTOCOL, Reason, Refusal, SyncReply, Verdict};
use samvaro_core::replica::{Replica, author};
use uuid::Uuid;

/// Histories that are played, each from its own seed.
const HISTORIES: u64 = 2_000;
/// Steps of one history.
const STEPS: usize = 40;

/// A small generator: the same seed gives the same history.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn whoever_offers_refused_changes_again_and_however_often_each_counts_once() {
    let mut reopened = 0;
    for seed in 0..HISTORIES {
        let (mut house, mut dice) = (House::new(), Dice(seed));
        let mut file = house.save_file();
        for _ in 0..STEPS {
            match dice.below(12) {
                0..=2 => house.tap(),
                3 => house.undo(),
                4 => house.poison(),
                5 | 6 => house.sync(dice.below(3) > 0),
                7 => house.tablet_tries_again(),
                8 => house.judge_kept(Asking::Coordinator),
                9 => file = house.save_file(),
                10 => house.import(&file),
                _ => match dice.below(3) {
                    0 => house.scope_is_right = !house.scope_is_right,
                    1 => house.put_all_aside(),
                    _ => house.judge_kept(Asking::Server),
                },
            }
            house.check();
        }
        house.scope_is_right = true;
        house.sync(true);
        house.judge_kept(Asking::Coordinator);
        house.import(&file);
        house.sync(true);
        house.check_settled();
        reopened += house.reopened;
    }
    assert!(reopened > HISTORIES as usize, "too few were reopened to show anything: {reopened}");
}

#[test]
fn a_change_that_was_refused_for_its_place_is_taken_once_when_the_tablet_asks_after_the_mending() {
    let mut house = House::new();
    house.scope_is_right = false;
    house.tap();
    house.sync(true);
    assert_eq!((house.refused_on_tablet(), house.on_server()), (1, 0));
    house.scope_is_right = true;
    house.tablet_tries_again();
    assert_eq!(house.refused_on_tablet(), 0, "it waits to be sent");
    house.sync(true);
    house.judge_kept(Asking::Coordinator);
    assert_eq!((house.refused_on_tablet(), house.on_server()), (0, 1));
    house.check_settled();
}

#[test]
fn what_takes_a_refused_count_back_comes_into_the_log_with_it() {
    let mut house = House::new();
    house.scope_is_right = false;
    house.tap();
    house.sync(true);
    house.undo_refused();
    house.sync(true);
    assert_eq!(house.refused_on_tablet(), 2, "neither belongs to the place");
    house.scope_is_right = true;
    house.judge_kept(Asking::Coordinator);
    house.sync(true);
    assert_eq!((house.on_server(), house.total()), (2, 0));
    house.check_settled();
}

#[test]
fn an_answer_to_an_earlier_question_does_not_settle_what_is_offered_again() {
    let mut house = House::new();
    house.poison();
    house.sync(true);
    house.ask();
    house.tablet_tries_again();
    house.hear();
    assert_eq!(house.tablet.unsent(), 1, "the poison waits for its own answer");
    house.sync(true);
    assert_eq!((house.tablet.unsent(), house.refused_on_tablet()), (0, 1));
}

#[test]
fn a_change_for_another_place_is_let_go_of_when_the_server_has_taken_it_after_all() {
    let (place, elsewhere) = (LogId(Uuid::from_u128(2)), LogId(Uuid::from_u128(3)));
    let mut tablet = Replica::new(ReplicaId(Uuid::from_u128(1)), [place]);
    let dot = Dot { replica: tablet.id(), seq: 1 };
    tablet.record(author(dot, elsewhere, 5, &Body::Skip(Skip { from: 1 })).expect("JSON"));
    let forbidden = Refusal { seq: 1, verdict: Verdict::Rejected(Reason::Forbidden) };
    let mut answer = |refusals: Vec<Refusal>| {
        let exchange = tablet.request(10).exchange;
        let (protocol, server_time, slices) = (PROTOCOL, 10, Vec::new());
        let reply =
            SyncReply { protocol, exchange, server_time, last_seq: 1, refusals, forked_at: None, slices };
        let received = tablet.receive(reply).expect("a good answer");
        tablet.settle(received);
        let left = (tablet.refused().count(), tablet.unsent());
        let offered = tablet.offer_refused();
        tablet.commit(offered);
        left
    };
    assert_eq!(answer(vec![forbidden]), (1, 0));
    assert_eq!(answer(vec![forbidden]), (1, 0), "not yet");
    assert_eq!(answer(Vec::new()), (0, 0), "a coordinator has taken it in");
}

#[test]
fn what_a_coordinator_has_put_aside_is_not_reopened_by_its_tablet() {
    let mut house = House::new();
    house.scope_is_right = false;
    house.tap();
    house.sync(true);
    house.put_all_aside();
    house.scope_is_right = true;
    house.tablet_tries_again();
    house.sync(true);
    assert_eq!((house.refused_on_tablet(), house.on_server()), (1, 0));
    house.judge_kept(Asking::Coordinator);
    house.sync(true);
    assert_eq!((house.refused_on_tablet(), house.on_server()), (0, 1));
}

#[test]
fn a_change_that_is_wrong_in_itself_is_never_judged_again() {
    for reason in [Reason::BeyondLimits, Reason::BrokenSeal, Reason::ScheduleRefused] {
        for asking in [Asking::Writer, Asking::Rescue, Asking::Coordinator, Asking::Server] {
            assert!(!asking.reopens(Verdict::Rejected(reason)), "{reason:?} {asking:?}");
        }
    }
}

#[test]
fn only_a_person_decides_about_a_withdrawn_tablet() {
    let revoked = Verdict::Quarantined(Reason::Revoked);
    assert!(!Asking::Writer.reopens(revoked) && !Asking::Server.reopens(revoked));
    assert!(Asking::Coordinator.reopens(revoked) && Asking::Rescue.reopens(revoked));
}

#[test]
fn f5_i10_one_poison_change_among_five_hundred_stops_none_and_is_kept_on_both_sides() {
    let mut house = House::new();
    (0..250).for_each(|_| house.tap());
    house.poison();
    (0..249).for_each(|_| house.tap());
    house.sync(true);
    assert_eq!((house.on_server(), house.total()), (499, 499));
    let (kept, mine) = (house.kept(), house.tablet.refused().cloned().collect::<Vec<_>>());
    assert_eq!((kept.len(), mine.len(), house.tablet.unsent()), (1, 1, 0));
    assert_eq!(kept[0].change.body.as_str(), mine[0].authored.change.body.as_str(), "byte for byte");
}

#[test]
fn a_file_with_a_hole_before_it_is_taken_and_the_tablet_fills_the_hole_later() {
    let mut house = House::new();
    (0..6).for_each(|_| house.tap());
    let file = house.save_file().split_off(3);
    house.import(&file);
    house.import(&file);
    assert_eq!(house.on_server(), 3);
    house.sync(true);
    house.import(&file);
    assert_eq!(house.on_server(), 6);
    house.check_settled();
}
