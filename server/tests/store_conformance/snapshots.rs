//! Snapshots: kept with their pages, a page with its log, and for as long as somebody may fetch it.

use samvaro_core::fold::LogState;
use samvaro_core::id::PlaceId;
use samvaro_core::snapshot::Snapshot;
use server::store::Store;
use server::store::snapshots::SNAPSHOT_KEEP_MS;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, NOW, coffee, forenoon, house, tap};
use crate::tablet::{Tablet, all};

/// The log's state now, in pages.
async fn pages(store: &dyn Store, place: PlaceId) -> (Snapshot, Vec<String>) {
    let mut state = LogState::default();
    state.cursor.epoch = 1;
    for entry in all(store, place.log()).await {
        state.apply(&entry);
    }
    state.to_pages().unwrap()
}

pub async fn the_newest_snapshot_is_given_with_its_pages(engine: &dyn Engine) {
    let store = house(engine).await;
    let log = ELEFANTEN.log();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    assert_eq!(store.snapshot(log).await.unwrap(), None);
    for round in 0..3 {
        tablet.write([tap(forenoon())]);
        tablet.sync(&*store).await;
        let (snapshot, texts) = pages(&*store, ELEFANTEN).await;
        store.keep_snapshot(log, &snapshot, &texts, NOW + round).await.unwrap();
        // Twice is no harm.
        store.keep_snapshot(log, &snapshot, &texts, NOW + round).await.unwrap();
        assert_eq!(store.snapshot(log).await.unwrap().as_ref(), Some(&snapshot));
        for (hash, text) in snapshot.pages.iter().zip(&texts) {
            assert_eq!(store.page(log, *hash).await.unwrap().as_ref(), Some(text));
        }
    }
    store.rebuild_projection(crate::house::TODAY).await.unwrap();
    assert_eq!(store.snapshot(log).await.unwrap(), None, "thrown away with all that is computed");
}

/// I12.
pub async fn a_page_is_read_with_its_own_log_only(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    tablet.sync(&*store).await;
    let (snapshot, texts) = pages(&*store, ELEFANTEN).await;
    store.keep_snapshot(ELEFANTEN.log(), &snapshot, &texts, NOW).await.unwrap();
    assert!(store.page(ELEFANTEN.log(), snapshot.pages[0]).await.unwrap().is_some());
    assert_eq!(store.page(HATTEN.log(), snapshot.pages[0]).await.unwrap(), None);
}

pub async fn pages_of_a_replaced_snapshot_stay_for_a_day(engine: &dyn Engine) {
    let store = house(engine).await;
    let log = ELEFANTEN.log();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    let mut kept = Vec::new();
    for now in [NOW, NOW + 1, NOW + 1 + SNAPSHOT_KEEP_MS, NOW + 2 + SNAPSHOT_KEEP_MS] {
        tablet.write([tap(forenoon())]);
        tablet.sync(&*store).await;
        let (snapshot, texts) = pages(&*store, ELEFANTEN).await;
        store.keep_snapshot(log, &snapshot, &texts, now).await.unwrap();
        kept.push(snapshot);
        // The first was replaced at NOW + 1, the second a day later.
        let first = store.page(log, kept[0].pages[1]).await.unwrap();
        assert_eq!(first.is_some(), now <= NOW + 1 + SNAPSHOT_KEEP_MS, "at NOW + {}", now - NOW);
        let programme = store.page(log, kept[0].pages[0]).await.unwrap();
        assert!(programme.is_some(), "it is a page of the later ones too");
    }
    for snapshot in &kept[1..] {
        assert!(store.page(log, snapshot.pages[1]).await.unwrap().is_some());
    }
}

pub async fn a_snapshot_that_the_log_does_not_lead_through_is_passed_over(engine: &dyn Engine) {
    let store = house(engine).await;
    let log = ELEFANTEN.log();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    tablet.sync(&*store).await;
    let copy = engine.copy().await;
    let restored = copy.open().await;
    let (before, texts) = pages(&*store, ELEFANTEN).await;
    restored.keep_snapshot(log, &before, &texts, NOW).await.unwrap();
    for (store, number) in [(&store, 1), (&restored, 2)] {
        let mut tablet = if number == 1 { tablet.clone() } else { Tablet::at(ELEFANTEN, number) };
        tablet.write([tap(forenoon())]);
        tablet.sync(&**store).await;
    }
    let (other_branch, texts) = pages(&*store, ELEFANTEN).await;
    restored.keep_snapshot(log, &other_branch, &texts, NOW).await.unwrap();
    assert_eq!(restored.snapshot(log).await.unwrap(), Some(before));
}
