//! The story of a number, as a person remembers it.

use jiff::civil::date;
use samvaro_core::change::{Authored, Body, BodyBytes, Change};
use samvaro_core::history::{Line, PAUSE_MAX_MS, history};
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId};
use samvaro_core::register::Edit;
use samvaro_core::tally::{Correction, Count, Delta, Statement, Tally, Undo};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const FORENOON: Target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);
const AFTERNOON: Target = Target::DropIn(date(2026, 11, 21), Half::Afternoon);
const MINUTE: Millis = 60_000;

/// Changes of two tablets, in the order of the log: who, when, what.
fn changes(doings: &[(u128, Millis, Body)]) -> Vec<Authored> {
    let author = |(seq, (tablet, at, body)): (u64, &(u128, Millis, Body))| {
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(*tablet)), seq };
        let body = BodyBytes::write(body).expect("JSON");
        let change = Change { dot, log: LogId(Uuid::from_u128(9)), at: *at, body, sealed: None };
        Authored { change, personal: None }
    };
    (1..).zip(doings).map(author).collect()
}

fn tap() -> Body {
    Body::Count(Count::new(FORENOON, Delta::one()))
}

fn told(doings: &[(u128, Millis, Body)]) -> Vec<Line> {
    history(&changes(doings), FORENOON)
}

#[test]
fn taps_in_a_row_are_one_line_until_somebody_else_or_a_pause() {
    let later = 2 * MINUTE + PAUSE_MAX_MS + 1;
    let doings =
        [(1, 0, tap()), (1, MINUTE, tap()), (1, 2 * MINUTE, tap()), (1, later, tap()), (2, later, tap())];
    let lines = told(&doings);
    let said: Vec<_> = lines.iter().map(|line| (line.from, line.until, line.delta.total)).collect();
    assert_eq!(said, [(0, 2 * MINUTE, 3), (later, later, 1), (later, later, 1)]);
}

#[test]
fn a_correction_stands_by_itself_and_says_why() {
    let stated = Some(Statement::of_all(18, 0));
    let reason = Some(Correction::LeftOut);
    let corrected = Body::Count(Count { stated, reason, ..Count::new(FORENOON, Delta::visitors(17)) });
    let lines = told(&[(1, 0, tap()), (1, MINUTE, corrected), (1, 2 * MINUTE, tap())]);
    let said: Vec<_> = lines.iter().map(|line| (line.delta.total, line.reason)).collect();
    assert_eq!(said, [(1, None), (17, reason), (1, None)]);
    assert_eq!(lines[1].stated, stated);
}

#[test]
fn what_was_taken_back_stays_and_says_so() {
    let undone = Dot { replica: ReplicaId(Uuid::from_u128(1)), seq: 2 };
    let undo = Body::Undo(Undo::of(undone, &Count::new(FORENOON, Delta::one())));
    let lines = told(&[(1, 0, tap()), (1, MINUTE, tap()), (2, 2 * MINUTE, undo)]);
    let said: Vec<_> = lines.iter().map(|line| (line.delta.total, line.undone_at)).collect();
    assert_eq!(said, [(1, None), (1, Some(2 * MINUTE))]);
}

#[test]
fn zero_is_told_and_other_targets_are_not() {
    let elsewhere = Body::Count(Count::new(AFTERNOON, Delta::one()));
    let nobody = Body::Count(Count::new(FORENOON, Delta::default()));
    let lines = told(&[(1, 0, elsewhere), (1, 0, nobody)]);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].delta, Delta::default());
}

#[test]
fn whoever_counted_exactly_takes_back_every_estimate_and_the_number_stays() {
    let estimate = |target| Body::Count(Count { about: true, ..Count::new(target, Delta::default()) });
    let forty = Body::Count(Count::new(FORENOON, Delta::visitors(40)));
    let doings = [forty, estimate(FORENOON), estimate(AFTERNOON), estimate(FORENOON)];
    let changes = changes(&doings.map(|body| (1, 0, body)));
    let mut tally = Tally::default();
    for (position, Authored { change, .. }) in (1..).zip(&changes) {
        let edit = Edit { dot: change.dot, position, base: 0, clamped_at: 0 };
        match change.body.read() {
            Ok(Body::Count(count)) if count.target == FORENOON => tally.count(&count, edit),
            _ => {}
        }
    }
    assert_eq!((tally.total, tally.about), (40, 2));
    tally.take_back_estimates(FORENOON).iter().for_each(|undo| tally.undo(undo));
    assert_eq!((tally.total, tally.about, tally.is_counted()), (40, 0, true));
    assert_eq!(tally.take_back_estimates(FORENOON), []);
}
