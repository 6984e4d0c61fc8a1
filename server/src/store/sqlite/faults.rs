//! What happens when SQLite fails.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use samvaro_core::admission::Asking;
use samvaro_core::change::Body;
use samvaro_core::id::{Dot, OrganisationId, PlaceId, ReplicaId};
use samvaro_core::replica::author;
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{Half, Target};
use samvaro_core::text::{Name, Slug};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::SqliteStore;
use super::sql::writer::write;
use crate::projection::Touched;
use crate::store::queue::{GROUP_MAX_PUSHES, QUEUE_MAX_PUSHES, Waiting};
use crate::store::{Owner, Push, Store, StoreError};

const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(1));
const PLACES: [PlaceId; 2] = [PlaceId(Uuid::from_u128(2)), PlaceId(Uuid::from_u128(3))];

async fn store(folder: &tempfile::TempDir) -> SqliteStore {
    let store = SqliteStore::open(&folder.path().join("samvaro.db")).await.unwrap();
    store.add_organisation(ORGANISATION, &Name::parse("Ekby").unwrap()).await.unwrap();
    for (place, slug) in PLACES.into_iter().zip(["elefanten", "hatten"]) {
        store.add_place(ORGANISATION, place, &Slug::parse(slug).unwrap()).await.unwrap();
    }
    store
}

/// The next tap of the one tablet that a place has.
fn tap(place: PlaceId, seq: u64) -> Push {
    tap_of(ReplicaId(place.0), place, seq)
}

fn tap_of(replica: ReplicaId, place: PlaceId, seq: u64) -> Push {
    let today = date(2026, 11, 21);
    let target = Target::DropIn(today, Half::Forenoon);
    let count = Count::new(target, Delta::one());
    let dot = Dot { replica, seq };
    Push {
        organisation: ORGANISATION,
        replica: dot.replica,
        owner: Owner::Device(place.0),
        scope: [place.log()].into(),
        revoked: false,
        changes: vec![author(dot, place.log(), 5, &Body::Count(count)).unwrap()],
        received_at: 5,
        today,
        skew_ms: None,
    }
}

async fn run(store: &SqliteStore, statement: &'static str) {
    let mut writer = store.shared.writer().await.unwrap();
    sqlx::query(statement).execute(writer.as_mut().unwrap()).await.unwrap();
}

#[tokio::test]
async fn one_push_at_fault_takes_no_other_along() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    // A damaged log: there is an entry beyond its end.
    run(
        &store,
        "insert into change (log, position, replica, seq, at, received_at, chain, programme, body) \
         select id, 1, id, 99, 0, 0, chain, 0, '{}' from log where hex(id) like '%02'",
    )
    .await;
    let (group, answers): (Vec<_>, Vec<_>) = PLACES
        .map(|place| {
            let (answer, answered) = oneshot::channel();
            let push = tap(place, 1);
            let (touched, asking) = (Touched::by(&push.changes), Asking::Writer);
            (Waiting { touched, push, asking, answer }, answered)
        })
        .into_iter()
        .unzip();
    write(&store.shared, group).await;
    let mut outcomes = BTreeMap::new();
    for (place, answer) in PLACES.into_iter().zip(answers) {
        outcomes.insert(place, answer.await.unwrap().map(|pushed| pushed.last_seq).ok());
    }
    assert_eq!(outcomes, BTreeMap::from([(PLACES[0], None), (PLACES[1], Some(1))]));
    let replica = store.replica(ORGANISATION, ReplicaId(PLACES[0].0)).await.unwrap();
    assert_eq!(replica, None, "nothing of the push at fault was stored");
}

#[tokio::test]
async fn a_full_disk_stops_writing_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    run(&store, "pragma max_page_count = 1").await;
    let mut stored = 0;
    let refused = loop {
        match store.push(tap(PLACES[0], stored + 1)).await {
            Ok(_) => stored += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, StoreError::Full), "{refused}");
    assert_eq!(store.head(PLACES[0].log()).await.unwrap().unwrap().position, stored);
    run(&store, "pragma max_page_count = 1000000").await;
    assert_eq!(store.push(tap(PLACES[0], stored + 1)).await.unwrap().last_seq, stored + 1);
}

#[tokio::test]
async fn after_an_uncertain_write_nothing_is_written_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    store.push(tap(PLACES[0], 1)).await.unwrap();
    store.shared.fail(&StoreError::corrupt("as if a flush had failed"));
    store.failed().await;
    assert!(matches!(store.push(tap(PLACES[0], 2)).await, Err(StoreError::Failed)));
    assert!(matches!(store.begin_epoch().await, Err(StoreError::Failed)));
    assert!(matches!(store.check().await, Err(StoreError::Failed)));
    assert_eq!(store.head(PLACES[0].log()).await.unwrap().unwrap().position, 1);
}

#[tokio::test]
async fn more_than_the_queue_holds_is_turned_away_and_taken_once_when_it_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(store(&folder).await);
    let busy = store.shared.writer().await.unwrap();
    let tablets = QUEUE_MAX_PUSHES as u128 + 200;
    let pushing = |tablet: u128| {
        let store = store.clone();
        let push = tap_of(ReplicaId(Uuid::from_u128(0x1000 + tablet)), PLACES[0], 1);
        tokio::spawn(async move { store.push(push).await })
    };
    let waiting: Vec<_> = (0..tablets).map(pushing).collect();
    let turned_away = |waiting: &Vec<JoinHandle<_>>| waiting.iter().filter(|push| push.is_finished()).count();
    // The writing task has taken up to one group out of the queue; everybody else must wait or go.
    while turned_away(&waiting) < 200 - GROUP_MAX_PUSHES {
        tokio::task::yield_now().await;
    }
    drop(busy);
    let mut refused = 0;
    for push in waiting {
        match push.await.unwrap() {
            Ok(pushed) => assert_eq!(pushed.last_seq, 1),
            Err(error) => {
                assert!(matches!(error, StoreError::Busy), "{error}");
                refused += 1;
            }
        }
    }
    assert!((200 - GROUP_MAX_PUSHES..=200).contains(&refused), "{refused}");
    for tablet in 0..tablets {
        assert_eq!(pushing(tablet).await.unwrap().unwrap().last_seq, 1);
    }
    assert_eq!(store.head(PLACES[0].log()).await.unwrap().unwrap().position, tablets as u64);
}
