//! An organisation with two places, and the bodies that people write there.

use std::sync::Arc;

use jiff::civil::{Date, Weekday, date};
use samvaro_core::attendance::{Figures, ReportLine};
use samvaro_core::change::Body;
use samvaro_core::field::{ActivityField, Fields, Moved, OccurrenceField, Put, SlotField};
use samvaro_core::id::{ActivityId, Millis, OrganisationId, PlaceId, SlotId};
use samvaro_core::schedule::{Schedule, SlotTime};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use samvaro_core::text::{Name, Slug};
use server::store::Store;
use uuid::Uuid;

use crate::engine::Engine;
use crate::tablet::Tablet;

/// A Saturday.
pub const TODAY: Date = date(2026, 11, 21);
pub const NOW: Millis = 1_795_000_000_000;

pub const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(0x10));
pub const ELEFANTEN: PlaceId = PlaceId(Uuid::from_u128(0x11));
pub const HATTEN: PlaceId = PlaceId(Uuid::from_u128(0x12));
pub const ACTIVITY: ActivityId = ActivityId(Uuid::from_u128(0x20));
pub const SLOT: SlotId = SlotId(Uuid::from_u128(0x21));

/// Opens the store with the organisation and its places in it.
pub async fn house(engine: &dyn Engine) -> Arc<dyn Store> {
    let store = engine.open().await;
    store.add_organisation(ORGANISATION, &Name::parse("Ekby kommun").unwrap()).await.unwrap();
    store.add_place(ORGANISATION, ELEFANTEN, &slug("elefanten")).await.unwrap();
    store.add_place(ORGANISATION, HATTEN, &slug("hatten")).await.unwrap();
    store
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// The Thursday coffee from 1 October on has been written down, and today's day has begun.
pub async fn with_coffee(engine: &dyn Engine) -> (Arc<dyn Store>, Tablet) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 0x30);
    tablet.write(coffee());
    tablet.sync(&*store).await;
    store.roll_over(TODAY).await.unwrap();
    (store, tablet)
}

pub fn coffee() -> [Body; 2] {
    [name_activity(ACTIVITY, "Torsdagsfika"), weekly(SLOT, ACTIVITY, date(2026, 10, 1))]
}

pub fn name_activity(activity: ActivityId, name: &str) -> Body {
    put(Fields::Activity(activity, vec![ActivityField::Name(Name::parse(name).unwrap())]))
}

pub fn weekly(slot: SlotId, activity: ActivityId, from: Date) -> Body {
    let schedule = Schedule::weekly([Weekday::Thursday], from);
    put(Fields::Slot(slot, vec![SlotField::Activity(activity), SlotField::Schedule(schedule)]))
}

pub fn put(fields: Fields) -> Body {
    Body::Put(Put { fields, base: 0 })
}

pub fn edit(key: OccurrenceKey, field: OccurrenceField) -> Body {
    put(Fields::Occurrence(key, vec![field]))
}

pub fn moved_to(date: Date) -> OccurrenceField {
    OccurrenceField::Moved(Some(Moved { date, time: SlotTime::default() }))
}

/// The coffee of a Thursday.
pub fn coffee_on(date: Date) -> OccurrenceKey {
    OccurrenceKey { activity: ACTIVITY, slot: SLOT, date }
}

pub fn forenoon() -> Target {
    Target::DropIn(TODAY, Half::Forenoon)
}

pub fn count(target: Target, visitors: i32) -> Count {
    Count::new(target, Delta::visitors(visitors))
}

/// Says that the number is an estimate, and nothing else.
pub fn estimate(target: Target) -> Count {
    Count { about: true, ..Count::new(target, Delta::default()) }
}

pub fn tap(target: Target) -> Body {
    Body::Count(count(target, 1))
}

/// The whole report.
pub async fn report(store: &dyn Store) -> Vec<ReportLine> {
    store.attendance(ORGANISATION, date(2000, 1, 1), date(2100, 1, 1)).await.unwrap()
}

/// The sums of one day.
pub async fn figures(store: &dyn Store, day: Date) -> Figures {
    store.attendance(ORGANISATION, day, day).await.unwrap().iter().map(|line| line.figures).sum()
}
