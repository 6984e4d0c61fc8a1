//! The projection: held or counted, and under which heading.

use jiff::civil::{Date, date};
use samvaro_core::attendance::{Figures, Heading};
use samvaro_core::change::Body;
use samvaro_core::field::{ActivityField, ClosureField, Fields, OccurrenceField, Period, SlotField};
use samvaro_core::id::{ActivityId, CategoryId, ClosureId, SlotId};
use samvaro_core::tally::{Count, Delta, Undo};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::Name;
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{
    ACTIVITY, ELEFANTEN, HATTEN, ORGANISATION, SLOT, TODAY, coffee_on, count, edit, estimate, figures,
    forenoon, house, moved_to, name_activity, put, report, tap, weekly, with_coffee,
};
use crate::tablet::Tablet;

fn sums(visits: i64, volunteers: i64, counted: u32, held: u32) -> Figures {
    Figures { visits, volunteers, counted, held, estimates: 0 }
}

/// The Thursday before today.
const THURSDAY: Date = date(2026, 11, 19);

pub async fn zero_is_counted_and_nothing_is_not(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    assert!(report(&*store).await.is_empty());
    tablet.write([Body::Count(count(forenoon(), 0))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, TODAY).await, sums(0, 0, 1, 1));
}

pub async fn a_held_occurrence_waits_to_be_counted(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    // Thursdays from 1 October to 19 November.
    let lines = report(&*store).await;
    assert_eq!(lines.iter().map(|line| line.figures.held).sum::<u32>(), 8);
    assert_eq!(lines.iter().map(|line| line.figures.counted).sum::<u32>(), 0);
    tablet.write([tap(Target::Occurrence(coffee_on(THURSDAY)))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sums(1, 0, 1, 1));
    let rows = store.attendance_rows(ORGANISATION, THURSDAY, THURSDAY).await.unwrap();
    assert_eq!((rows.len(), rows[0].name.as_str(), rows[0].visits), (1, "Torsdagsfika", 1));
}

pub async fn splits_and_marks_stay_beside_the_figures_and_never_in_them(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let (women, first) = (CategoryId(Uuid::from_u128(0xC1)), CategoryId(Uuid::from_u128(0xC2)));
    let target = Target::Occurrence(coffee_on(THURSDAY));
    let deltas = [
        Delta::visitors(3),
        Delta::split(women, 5),
        Delta::split(women, -1),
        Delta::mark(first, 2),
        Delta::of_volunteers(1),
    ];
    tablet.write(deltas.map(|delta| Body::Count(Count::new(target, delta))));
    tablet.sync(&*store).await;
    let seven = sums(7, 1, 1, 1);
    for _ in 0..2 {
        assert_eq!(figures(&*store, THURSDAY).await, seven);
        let rows = store.attendance_rows(ORGANISATION, THURSDAY, THURSDAY).await.unwrap();
        assert_eq!((rows[0].visits, &rows[0].splits), (7, &[(women, 4)].into()));
        assert_eq!(rows[0].marks, [(first, 2)].into());
        store.rebuild_projection(TODAY).await.unwrap();
    }
}

pub async fn an_estimate_is_one_until_it_is_taken_back(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let target = Target::Occurrence(coffee_on(THURSDAY));
    let dots = tablet.write([Body::Count(count(target, 40)), Body::Count(estimate(target)), tap(forenoon())]);
    tablet.sync(&*store).await;
    for _ in 0..2 {
        let forty = Figures { estimates: 1, ..sums(40, 0, 1, 1) };
        assert_eq!(figures(&*store, THURSDAY).await, forty);
        assert_eq!(figures(&*store, TODAY).await, sums(1, 0, 1, 1), "whoever counted exactly");
        let rows = store.attendance_rows(ORGANISATION, THURSDAY, TODAY).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.estimate).collect::<Vec<_>>(), [true, false]);
        store.rebuild_projection(TODAY).await.unwrap();
    }
    tablet.write([Body::Undo(Undo::of(dots[1], &estimate(target)))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sums(40, 0, 1, 1));
}

pub async fn a_number_is_an_estimate_when_one_that_was_attached_to_it_is(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let (choir, slot) = (ActivityId(Uuid::from_u128(0x70)), SlotId(Uuid::from_u128(0x71)));
    let rehearsal = OccurrenceKey { activity: choir, slot, date: THURSDAY };
    let coffee = coffee_on(THURSDAY);
    let attach = |to| edit(rehearsal, OccurrenceField::AttachedTo(to));
    tablet.write([tap(Target::Occurrence(coffee)), tap(Target::Occurrence(rehearsal))]);
    tablet.write([Body::Count(estimate(Target::Occurrence(rehearsal))), attach(Some(coffee))]);
    tablet.sync(&*store).await;
    for _ in 0..2 {
        let together = Figures { estimates: 1, ..sums(2, 0, 1, 1) };
        assert_eq!(figures(&*store, THURSDAY).await, together);
        let rows = store.attendance_rows(ORGANISATION, THURSDAY, THURSDAY).await.unwrap();
        assert_eq!(
            rows.iter().map(|row| (row.target, row.estimate)).collect::<Vec<_>>(),
            [(Target::Occurrence(coffee), true)]
        );
        store.rebuild_projection(TODAY).await.unwrap();
    }
    tablet.write([attach(None)]);
    tablet.sync(&*store).await;
    let rows = store.attendance_rows(ORGANISATION, THURSDAY, THURSDAY).await.unwrap();
    let guessed = rows.iter().filter(|row| row.estimate).map(|row| row.target);
    assert_eq!(guessed.collect::<Vec<_>>(), [Target::Occurrence(rehearsal)]);
}

pub async fn volunteers_alone_leave_an_occurrence_to_be_counted(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let target = Target::Occurrence(coffee_on(THURSDAY));
    tablet.write([Body::Count(Count::new(target, Delta::of_volunteers(2)))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sums(0, 2, 0, 1));
}

pub async fn a_cancelled_occurrence_is_not_held_unless_counted(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let key = coffee_on(THURSDAY);
    tablet.write([edit(key, OccurrenceField::Cancelled(true))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, Figures::default());
    tablet.write([tap(Target::Occurrence(key))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sums(1, 0, 1, 1));
    tablet.write([edit(key, OccurrenceField::Cancelled(false))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await.held, 1);
}

pub async fn a_moved_occurrence_takes_its_counts_along(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let key = coffee_on(THURSDAY);
    let tuesday = date(2026, 11, 17);
    tablet.write([tap(Target::Occurrence(key)), edit(key, moved_to(tuesday))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, Figures::default());
    assert_eq!(figures(&*store, tuesday).await, sums(1, 0, 1, 1));
}

pub async fn a_move_releases_the_day_before_it(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let key = coffee_on(THURSDAY);
    let (tuesday, later) = (date(2026, 11, 17), date(2026, 11, 23));
    // Nobody has counted it, so only the programme says where it is.
    for (field, held_on) in [
        (moved_to(tuesday), tuesday),
        (moved_to(later), later),
        (moved_to(tuesday), tuesday),
        (OccurrenceField::Moved(None), THURSDAY),
    ] {
        tablet.write([edit(key, field)]);
        tablet.sync(&*store).await;
        for day in [THURSDAY, tuesday, later] {
            // A day to come has not been held yet.
            let held = u32::from(day == held_on && day <= TODAY);
            assert_eq!(figures(&*store, day).await.held, held, "{day}, moved to {held_on}");
        }
    }
    tablet.write([edit(key, moved_to(later))]);
    tablet.sync(&*store).await;
    store.roll_over(later).await.unwrap();
    assert_eq!(figures(&*store, later).await.held, 1, "until its day is there");
}

pub async fn an_edit_brings_a_slot_back_that_was_deleted_meanwhile(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let mut colleague = Tablet::at(ELEFANTEN, 0x31);
    colleague.sync(&*store).await;
    let line = |field| put(Fields::Slot(SLOT, vec![field]));
    tablet.write([line(SlotField::Hidden(true))]);
    colleague.write([line(SlotField::Room(Some(Name::parse("Biblioteket").unwrap())))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await.held, 0);
    colleague.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await.held, 1);
}

pub async fn a_closed_day_is_not_held_but_what_was_counted_stays(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let id = ClosureId::of_day(ELEFANTEN.log(), THURSDAY);
    let closed = |hidden| {
        let period = ClosureField::Period(Period { from: THURSDAY, until: THURSDAY });
        put(Fields::Closure(id, vec![period, ClosureField::Hidden(hidden)]))
    };
    tablet.write([closed(false)]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await.held, 0);
    assert_eq!(figures(&*store, date(2026, 11, 12)).await.held, 1, "the other days are open");
    tablet.write([tap(Target::Occurrence(coffee_on(THURSDAY)))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sums(1, 0, 1, 1));
    tablet.write([closed(true)]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await.held, 1);
    assert_eq!(figures(&*store, date(2026, 11, 12)).await.held, 1);
}

pub async fn attached_counts_are_summed_where_they_belong(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let choir = ActivityId(Uuid::from_u128(0x70));
    let rehearsal = OccurrenceKey { activity: choir, slot: SlotId(Uuid::from_u128(0x71)), date: THURSDAY };
    let coffee = coffee_on(THURSDAY);
    let attach = |to| edit(rehearsal, OccurrenceField::AttachedTo(to));
    let slot_is = |hidden| put(Fields::Slot(rehearsal.slot, vec![SlotField::Hidden(hidden)]));
    let sum = |visits, counted, held| sums(visits, 0, counted, held);
    tablet.write([name_activity(choir, "Kören"), weekly(rehearsal.slot, choir, THURSDAY)]);
    tablet.write([tap(Target::Occurrence(rehearsal)), slot_is(true), attach(Some(coffee))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sum(1, 1, 1), "one occurrence, counted with the other's");
    // Counts that come later go the same way, on both sides.
    tablet.write([tap(Target::Occurrence(rehearsal)), tap(Target::Occurrence(coffee))]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sum(3, 1, 1));
    let lines = store.attendance(ORGANISATION, THURSDAY, THURSDAY).await.unwrap();
    assert_eq!(
        lines.iter().map(|line| (line.activity, line.figures.visits)).collect::<Vec<_>>(),
        [(Some(ACTIVITY), 3)]
    );
    store.rebuild_projection(TODAY).await.unwrap();
    assert_eq!(figures(&*store, THURSDAY).await, sum(3, 1, 1), "computed anew");
    // The day of the occurrence that they belong to counts.
    let tuesday = date(2026, 11, 17);
    tablet.write([edit(coffee, moved_to(tuesday))]);
    tablet.sync(&*store).await;
    assert_eq!(
        (figures(&*store, THURSDAY).await, figures(&*store, tuesday).await),
        (sum(0, 0, 0), sum(3, 1, 1))
    );
    tablet.write([edit(coffee, OccurrenceField::Moved(None)), slot_is(false)]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sum(3, 2, 2), "back in the programme, it counts for itself");
    tablet.write([slot_is(true), attach(None)]);
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, THURSDAY).await, sum(3, 2, 2), "set free, it counts for itself");
}

pub async fn the_day_rolls_over(engine: &dyn Engine) {
    let (store, _) = with_coffee(engine).await;
    let next = date(2026, 11, 26);
    store.roll_over(date(2026, 11, 25)).await.unwrap();
    assert_eq!(figures(&*store, next).await.held, 0);
    for _ in 0..2 {
        store.roll_over(next).await.unwrap();
        assert_eq!(figures(&*store, next).await.held, 1);
    }
    store.roll_over(TODAY).await.unwrap();
    assert_eq!(figures(&*store, next).await.held, 1, "a clock that goes back takes nothing away");
}

pub async fn headings_and_places_are_never_mixed(engine: &dyn Engine) {
    let (store, mut tablet) = with_coffee(engine).await;
    let choir = ActivityId(Uuid::from_u128(0x70));
    let rehearsal = OccurrenceKey { activity: choir, slot: SlotId(Uuid::from_u128(0x71)), date: THURSDAY };
    tablet.write([
        name_activity(choir, "PRO-kören"),
        put(Fields::Activity(choir, vec![ActivityField::AssociationRun(true)])),
        weekly(rehearsal.slot, choir, THURSDAY),
        tap(Target::Occurrence(rehearsal)),
        tap(Target::Occurrence(coffee_on(THURSDAY))),
        tap(forenoon()),
    ]);
    tablet.sync(&*store).await;
    let mut elsewhere = Tablet::at(HATTEN, 2);
    elsewhere.write([tap(forenoon()), tap(forenoon())]);
    elsewhere.sync(&*store).await;

    let monday = date(2026, 11, 16);
    let lines = store.attendance(ORGANISATION, monday, TODAY).await.unwrap();
    let mut found: Vec<_> =
        lines.iter().map(|l| (l.place, l.heading, l.activity, l.name.as_str(), l.figures.visits)).collect();
    found.sort_by_key(|line| (line.0, line.1));
    assert_eq!(
        found,
        [
            (ELEFANTEN, Heading::Activity, Some(ACTIVITY), "Torsdagsfika", 1),
            (ELEFANTEN, Heading::Association, Some(choir), "PRO-kören", 1),
            (ELEFANTEN, Heading::DropIn, None, "", 1),
            (HATTEN, Heading::DropIn, None, "", 2),
        ]
    );
    assert!(lines.iter().all(|line| line.week.monday() == monday));
}
