//! Whatever people do in whatever order, the figures are what the logs add up to.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use samvaro_core::change::Body;
use samvaro_core::field::{
    ActivityField, ClosureField, Fields, OccurrenceField, Period, PlaceField, SlotField,
};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, ClosureId, Dot, PlaceId, SlotId};
use samvaro_core::schedule::Schedule;
use samvaro_core::tally::{Count, Undo};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use server::store::{AttendanceRow, Store};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{
    ELEFANTEN, HATTEN, ORGANISATION, TODAY, count, edit, estimate, house, moved_to, name_activity, put,
    report, weekly,
};
use crate::tablet::{Tablet, all};

const ROUNDS: usize = 6;
const STEPS_MAX: usize = 60;
const FIRST: Date = date(2026, 10, 29);

/// What somebody does next; small numbers choose among few things, so that people meet.
#[derive(Clone, Debug)]
enum Step {
    Count { tablet: usize, thing: u8, day: i32, visitors: i32 },
    DropIn { tablet: usize, day: i32 },
    Estimate { tablet: usize, thing: u8, day: i32 },
    Undo { tablet: usize, which: usize },
    Cancel { tablet: usize, thing: u8, day: i32, yes: bool },
    Move { tablet: usize, thing: u8, day: i32, to: Option<i32> },
    Reschedule { tablet: usize, thing: u8, from: i32, monday: bool },
    Activity { tablet: usize, thing: u8, field: u8, yes: bool },
    HideSlot { tablet: usize, thing: u8, yes: bool },
    Close { tablet: usize, from: i32, days: i32, hidden: bool },
    Resting { tablet: usize, yes: bool },
    Attach { tablet: usize, thing: u8, day: i32, to: Option<(u8, i32)> },
    Sync { tablet: usize },
    RollOver { days: i32 },
}

fn step() -> impl Strategy<Value = Step> {
    let (tablet, thing, day) = (0usize..3, 0u8..3, 0i32..35);
    let half = any::<bool>();
    prop_oneof![
        4 => (tablet.clone(), thing.clone(), day.clone(), 0..5)
            .prop_map(|(tablet, thing, day, visitors)| Step::Count { tablet, thing, day, visitors }),
        2 => (tablet.clone(), day.clone()).prop_map(|(tablet, day)| Step::DropIn { tablet, day }),
        1 => (tablet.clone(), thing.clone(), day.clone())
            .prop_map(|(tablet, thing, day)| Step::Estimate { tablet, thing, day }),
        2 => (tablet.clone(), 0usize..20).prop_map(|(tablet, which)| Step::Undo { tablet, which }),
        2 => (tablet.clone(), thing.clone(), day.clone(), half)
            .prop_map(|(tablet, thing, day, yes)| Step::Cancel { tablet, thing, day, yes }),
        2 => (tablet.clone(), thing.clone(), day.clone(), prop::option::of(0i32..35))
            .prop_map(|(tablet, thing, day, to)| Step::Move { tablet, thing, day, to }),
        1 => (tablet.clone(), thing.clone(), day.clone(), half)
            .prop_map(|(tablet, thing, from, monday)| Step::Reschedule { tablet, thing, from, monday }),
        2 => (tablet.clone(), thing.clone(), 0u8..4, half)
            .prop_map(|(tablet, thing, field, yes)| Step::Activity { tablet, thing, field, yes }),
        1 => (tablet.clone(), thing.clone(), half)
            .prop_map(|(tablet, thing, yes)| Step::HideSlot { tablet, thing, yes }),
        1 => (tablet.clone(), day.clone(), 0i32..9, half)
            .prop_map(|(tablet, from, days, hidden)| Step::Close { tablet, from, days, hidden }),
        1 => (tablet.clone(), half).prop_map(|(tablet, yes)| Step::Resting { tablet, yes }),
        2 => (tablet.clone(), thing.clone(), day.clone(), prop::option::of((thing, day)))
            .prop_map(|(tablet, thing, day, to)| Step::Attach { tablet, thing, day, to }),
        5 => tablet.prop_map(|tablet| Step::Sync { tablet }),
        1 => (0i32..12).prop_map(|days| Step::RollOver { days }),
    ]
}

fn day(days: i32) -> Date {
    FIRST + days.days()
}

fn activity(thing: u8) -> ActivityId {
    ActivityId(Uuid::from_u128(0x200 + u128::from(thing)))
}

fn slot(thing: u8) -> SlotId {
    SlotId(Uuid::from_u128(0x300 + u128::from(thing)))
}

/// Occurrences lie on Thursdays, like the schedules; some steps miss, on purpose.
fn occurrence(thing: u8, days: i32) -> OccurrenceKey {
    let days = if days % 5 == 0 { days } else { days / 7 * 7 };
    OccurrenceKey { activity: activity(thing), slot: slot(thing), date: day(days) }
}

/// Tablets 0 and 1 stand at one place, tablet 2 at the other.
struct People {
    tablets: Vec<Tablet>,
    counted: Vec<Vec<(Dot, Count)>>,
    today: Date,
}

impl People {
    fn new() -> Self {
        let tablets = [(ELEFANTEN, 1), (ELEFANTEN, 2), (HATTEN, 3)];
        Self {
            tablets: tablets.map(|(place, number)| Tablet::at(place, number)).into(),
            counted: vec![Vec::new(); 3],
            today: TODAY,
        }
    }

    fn count(&mut self, tablet: usize, count: Count) {
        let dot = self.tablets[tablet].write([Body::Count(count.clone())])[0];
        self.counted[tablet].push((dot, count));
    }

    async fn take(&mut self, store: &dyn Store, step: Step) {
        match step {
            Step::Count { tablet, thing, day, visitors } => {
                self.count(tablet, count(Target::Occurrence(occurrence(thing, day)), visitors))
            }
            Step::DropIn { tablet, day: days } => {
                self.count(tablet, count(Target::DropIn(day(days), Half::Afternoon), 1))
            }
            Step::Estimate { tablet, thing, day } => {
                self.count(tablet, estimate(Target::Occurrence(occurrence(thing, day))))
            }
            Step::Undo { tablet, which } => {
                // Also counts that were undone before.
                if let Some((dot, count)) = self.counted[tablet].get(which).cloned() {
                    self.tablets[tablet].write([Body::Undo(Undo::of(dot, &count))]);
                }
            }
            Step::Sync { tablet } => self.tablets[tablet].sync(store).await,
            Step::RollOver { days } => {
                self.today = self.today.max(TODAY + days.days());
                store.roll_over(self.today).await.unwrap();
            }
            other => {
                let (tablet, body) = edit_of(other);
                self.tablets[tablet].write([body]);
            }
        }
    }
}

fn edit_of(step: Step) -> (usize, Body) {
    match step {
        Step::Cancel { tablet, thing, day, yes } => {
            (tablet, edit(occurrence(thing, day), OccurrenceField::Cancelled(yes)))
        }
        Step::Move { tablet, thing, day: days, to } => {
            let moved = to.map_or(OccurrenceField::Moved(None), |to| moved_to(day(to)));
            (tablet, edit(occurrence(thing, days), moved))
        }
        Step::Attach { tablet, thing, day, to } => {
            let to = to.map(|(thing, day)| occurrence(thing, day));
            (tablet, edit(occurrence(thing, day), OccurrenceField::AttachedTo(to)))
        }
        Step::Reschedule { tablet, thing, from, monday } => {
            let weekday = if monday { Weekday::Monday } else { Weekday::Thursday };
            let schedule = SlotField::Schedule(Schedule::weekly([weekday], day(from)));
            (tablet, put(Fields::Slot(slot(thing), vec![schedule])))
        }
        Step::Activity { tablet, thing, field, yes } => {
            let field = match field {
                0 => ActivityField::Published(yes),
                1 => ActivityField::Hidden(yes),
                2 => ActivityField::AssociationRun(yes),
                _ => ActivityField::Seated(yes),
            };
            (tablet, put(Fields::Activity(activity(thing), vec![field])))
        }
        Step::HideSlot { tablet, thing, yes } => {
            (tablet, put(Fields::Slot(slot(thing), vec![SlotField::Hidden(yes)])))
        }
        Step::Close { tablet, from, days, hidden } => {
            let period = Period { from: day(from), until: day(from + days) };
            let fields = vec![ClosureField::Period(period), ClosureField::Hidden(hidden)];
            (tablet, put(Fields::Closure(ClosureId(Uuid::from_u128(0x400)), fields)))
        }
        Step::Resting { tablet, yes } => (tablet, put(Fields::Place(vec![PlaceField::RestsOnRedDays(yes)]))),
        _ => unreachable!("the other steps are not edits"),
    }
}

/// What both tables say, as far as anybody can see it.
async fn seen(store: &dyn Store) -> (Vec<AttendanceRow>, Vec<samvaro_core::attendance::ReportLine>) {
    let rows = store.attendance_rows(ORGANISATION, date(2000, 1, 1), date(2100, 1, 1)).await.unwrap();
    (rows, report(store).await)
}

/// The rows that the core says there are: an oracle that knows no projection.
async fn expected(store: &dyn Store, place: PlaceId, today: Date) -> Vec<(Target, Date, bool, i64, bool)> {
    let mut state = LogState::default();
    for entry in all(store, place.log()).await {
        state.apply(&entry);
    }
    let window = samvaro_core::schedule::Window { from: date(2026, 1, 1), until: today };
    let held = state.programme.occurrences(window).into_iter().filter(|occurrence| occurrence.is_held());
    let mut days: std::collections::BTreeMap<Target, Date> =
        held.map(|occurrence| (Target::Occurrence(occurrence.key), occurrence.date)).collect();
    let homes = state.programme.attachments();
    let mut sums: std::collections::BTreeMap<Target, (bool, i64, bool)> = Default::default();
    for (target, tally) in &state.tallies {
        let (home, moved) = match target {
            Target::Occurrence(key) => {
                let home = homes.get(key).copied().unwrap_or(*key);
                (Target::Occurrence(home), state.programme.moved_to(home))
            }
            Target::DropIn(..) => (*target, None),
        };
        let sum = sums.entry(home).or_default();
        *sum = (sum.0 || tally.is_counted(), sum.1 + tally.total, sum.2 || tally.is_estimate());
        if tally.is_counted() {
            days.insert(home, moved.unwrap_or(home.date()));
        }
    }
    let row = |(target, day)| {
        let (counted, visits, estimate) = sums.get(&target).copied().unwrap_or_default();
        (target, day, counted, visits, estimate)
    };
    days.into_iter().map(row).collect()
}

/// A house in which the same people always do the same things, and how it goes on after each round.
struct Rounds {
    store: Arc<dyn Store>,
    people: People,
    runner: TestRunner,
}

impl Rounds {
    async fn begin(engine: &dyn Engine) -> Self {
        let store = house(engine).await;
        let mut people = People::new();
        for (tablet, place) in [(0, 0u8), (2, 0)] {
            for thing in place..3 {
                people.tablets[tablet].write([
                    name_activity(activity(thing), &format!("Aktivitet {thing}")),
                    weekly(slot(thing), activity(thing), FIRST),
                ]);
            }
            people.tablets[tablet].sync(&*store).await;
        }
        store.roll_over(TODAY).await.unwrap();
        Self { store, people, runner: TestRunner::deterministic() }
    }

    /// Everybody does something, and then all is sent.
    async fn play(&mut self) {
        let steps = prop::collection::vec(step(), STEPS_MAX / 2..STEPS_MAX);
        for step in steps.new_tree(&mut self.runner).unwrap().current() {
            self.people.take(&*self.store, step).await;
        }
        for tablet in &mut self.people.tablets {
            tablet.sync(&*self.store).await;
        }
    }
}

pub async fn the_projection_is_what_the_logs_add_up_to(engine: &dyn Engine) {
    let mut rounds = Rounds::begin(engine).await;
    for round in 0..ROUNDS {
        rounds.play().await;
        let Rounds { store, people, .. } = &rounds;
        let kept = seen(&**store).await;
        for place in [ELEFANTEN, HATTEN] {
            let rows = kept.0.iter().filter(|row| row.place == place);
            let row = |row: &AttendanceRow| (row.target, row.day, row.counted, row.visits, row.estimate);
            let mut rows: Vec<_> = rows.map(row).collect();
            rows.sort();
            assert_eq!(rows, expected(&**store, place, people.today).await, "round {round}");
        }
        store.rebuild_projection(people.today).await.unwrap();
        assert_eq!(seen(&**store).await, kept, "rebuilt after round {round}");
    }
    assert!(!seen(&*rounds.store).await.0.is_empty());
}

/// What tablets and coordinators get of both places: entries, ends, what they fold to, the figures.
async fn bytes(store: &dyn Store) -> Vec<String> {
    let mut bytes = vec![format!("{:?}", seen(store).await)];
    for place in [ELEFANTEN, HATTEN] {
        let entries = all(store, place.log()).await;
        let mut state = LogState::default();
        entries.iter().for_each(|entry| state.apply(entry));
        assert_eq!(
            Some(state.cursor.position),
            store.head(place.log()).await.unwrap().map(|head| head.position)
        );
        bytes.push(serde_json::to_string(&entries).unwrap());
        bytes.push(serde_json::to_string(&state).unwrap());
        bytes.push(format!("{:?}", store.head(place.log()).await.unwrap()));
    }
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_work_leaves_the_same_bytes_on_both_engines() {
    let (sqlite, postgres) = (crate::engine::sqlite(), crate::engine::postgres());
    let mut sides = [Rounds::begin(&sqlite).await, Rounds::begin(&postgres).await];
    for round in 0..ROUNDS {
        let mut left = Vec::new();
        for side in &mut sides {
            side.play().await;
            left.push(bytes(&*side.store).await);
        }
        assert_eq!(left[0], left[1], "round {round}");
    }
}
