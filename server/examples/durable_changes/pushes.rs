//! The bytes that are written: visits counted on one tablet per place.

use jiff::civil::{Date, date};
use samvaro_core::change::{Authored, Body};
use samvaro_core::id::{ActivityId, Dot, OrganisationId, PlaceId, ReplicaId, SlotId};
use samvaro_core::replica::author;
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{OccurrenceKey, Target};
use server::store::{Owner, Push};
use uuid::Uuid;

/// Changes in one push.
pub const BATCH_CHANGES: u64 = 100;
/// Different occurrences counted in one push: an afternoon in a house.
const OCCURRENCES: u64 = 4;

const TODAY: Date = date(2026, 11, 21);
pub const NOW: i64 = 1_795_000_000_000;
pub const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(1));

pub fn place(caller: u128) -> PlaceId {
    PlaceId(Uuid::from_u128(0x1000 + caller))
}

pub fn pushes(caller: u128, batches: u64) -> Vec<Push> {
    let changes = |batch: u64| (0..BATCH_CHANGES).map(move |n| change(caller, batch * BATCH_CHANGES + n + 1));
    let push = |batch| Push {
        organisation: ORGANISATION,
        replica: ReplicaId(Uuid::from_u128(0x2000 + caller)),
        owner: Owner::Device(Uuid::from_u128(caller)),
        scope: [place(caller).log()].into(),
        revoked: false,
        changes: changes(batch).collect(),
        received_at: NOW,
        today: TODAY,
        skew_ms: Some(0),
    };
    (0..batches).map(push).collect()
}

fn change(caller: u128, seq: u64) -> Authored {
    let key = OccurrenceKey {
        activity: ActivityId(Uuid::from_u128(0x3000 + u128::from(seq % OCCURRENCES))),
        slot: SlotId(Uuid::from_u128(0x4000 + u128::from(seq % OCCURRENCES))),
        date: TODAY,
    };
    let count = Count::new(Target::Occurrence(key), Delta::one());
    let dot = Dot { replica: ReplicaId(Uuid::from_u128(0x2000 + caller)), seq };
    author(dot, place(caller).log(), NOW + seq as i64, &Body::Count(count)).unwrap()
}
