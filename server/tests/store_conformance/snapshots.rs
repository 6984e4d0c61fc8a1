//! Snapshots: kept with their pages, a page with its log, and for as long as somebody may fetch it;
//! and what a new tablet makes of them.

use samvaro_core::entry::Cursor;
use samvaro_core::fold::LogState;
use samvaro_core::id::PlaceId;
use samvaro_core::protocol::{Slice, SyncReply};
use samvaro_core::snapshot::{SNAPSHOT_FROM_ENTRIES, Snapshot};
use server::exchange::exchange;
use server::exchange::snapshot::SNAPSHOT_TAIL_MAX_ENTRIES;
use server::store::Store;
use server::store::snapshots::SNAPSHOT_KEEP_MS;

use crate::engine::Engine;
use crate::house::{ACTIVITY, ELEFANTEN, HATTEN, NOW, TODAY, coffee, forenoon, house, name_activity, tap};
use crate::tablet::{Tablet, all};

/// The log folded from its first entry.
async fn folded(store: &dyn Store, place: PlaceId) -> LogState {
    let epoch = store.head(place.log()).await.unwrap().unwrap().epoch;
    let mut state = LogState { cursor: Cursor::start(epoch), ..LogState::default() };
    for entry in all(store, place.log()).await {
        state.apply(&entry);
    }
    state
}

/// The log's state now, in pages.
async fn pages(store: &dyn Store, place: PlaceId) -> (Snapshot, Vec<String>) {
    folded(store, place).await.to_pages().unwrap()
}

/// A tablet that has written the programme and so many taps.
async fn counted(store: &dyn Store, taps: u64) -> Tablet {
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    tablet.write((0..taps).map(|_| tap(forenoon())));
    tablet.sync(store).await;
    tablet
}

/// What a tablet that has nothing is answered first.
async fn first_answer(store: &dyn Store, number: u128) -> Slice {
    let mut tablet = Tablet::at(ELEFANTEN, number);
    let request = tablet.replica.request(NOW);
    let SyncReply { mut slices, .. } = exchange(store, &tablet.caller, request, NOW, TODAY).await.unwrap();
    slices.remove(0).1
}

async fn offered(store: &dyn Store, number: u128) -> Snapshot {
    match first_answer(store, number).await {
        Slice::Snapshot(snapshot) => snapshot,
        other => panic!("no snapshot: {other:?}"),
    }
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
    store.rebuild_projection(TODAY).await.unwrap();
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

/// F17, I15.
pub async fn a_new_tablet_begins_from_a_snapshot_and_reads_on(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut counting = counted(&*store, 700).await;
    let mut reading = Tablet::at(ELEFANTEN, 2);
    let (reply, again) = reading.round(&*store).await.unwrap();
    assert!(matches!(reply.slices[0].1, Slice::Snapshot(_)) && again);
    assert_eq!(reading.replica.base(ELEFANTEN.log()), 702);
    counting.write([tap(forenoon()), name_activity(ACTIVITY, "Fika")]);
    counting.sync(&*store).await;
    reading.write([tap(forenoon())]);
    reading.sync(&*store).await;
    assert_eq!(reading.replica.confirmed(ELEFANTEN.log()), Some(&folded(&*store, ELEFANTEN).await));
    assert_eq!(reading.replica.unsent(), 0);
}

pub async fn a_short_log_and_whoever_does_not_ask_get_entries(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut counting = counted(&*store, SNAPSHOT_FROM_ENTRIES - 2).await;
    assert!(matches!(first_answer(&*store, 2).await, Slice::Entries(_)));
    counting.write([tap(forenoon())]);
    counting.sync(&*store).await;
    assert!(matches!(first_answer(&*store, 3).await, Slice::Snapshot(_)));
    let mut careful = Tablet::at(ELEFANTEN, 4);
    careful.replica.decline_snapshots();
    careful.sync(&*store).await;
    assert_eq!(careful.replica.confirmed(ELEFANTEN.log()), Some(&folded(&*store, ELEFANTEN).await));
}

pub async fn a_snapshot_is_made_anew_when_its_tail_is_long(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut counting = counted(&*store, 600).await;
    assert_eq!(offered(&*store, 2).await.upto.position, 602);
    counting.write((0..SNAPSHOT_TAIL_MAX_ENTRIES).map(|_| tap(forenoon())));
    counting.sync(&*store).await;
    assert_eq!(offered(&*store, 3).await.upto.position, 602, "one answer brings the rest");
    counting.write([tap(forenoon())]);
    counting.sync(&*store).await;
    assert_eq!(offered(&*store, 4).await.upto.position, 602 + SNAPSHOT_TAIL_MAX_ENTRIES + 1);
}

/// The work for a new tablet does not grow with the log: what lies before the last snapshot can be
/// taken away, and is not missed.
pub async fn a_snapshot_is_folded_on_from_the_last_one(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut counting = counted(&*store, 600).await;
    offered(&*store, 2).await;
    counting.write((0..SNAPSHOT_TAIL_MAX_ENTRIES + 1).map(|_| tap(forenoon())));
    counting.sync(&*store).await;
    let expected = pages(&*store, ELEFANTEN).await.0;
    let gone = "delete from change where position < (select max(s.position) from snapshot s where s.log = change.log)";
    assert_eq!(engine.behind_its_back(gone).await, 601);
    assert_eq!(offered(&*store, 3).await, expected);
}

pub async fn a_start_and_a_programme_need_nothing_before_the_checkpoint(engine: &dyn Engine) {
    const EDITS: usize = 900;
    /// Less than two checkpoints apart.
    const NEEDED_MAX: u64 = 512;
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    for round in 0..EDITS / 100 {
        tablet.write((0..100).map(|number| name_activity(ACTIVITY, &format!("Fika {round}.{number}"))));
        tablet.sync(&*store).await;
    }
    let expected = store.programme(ELEFANTEN.log()).await.unwrap();
    store.close().await;
    let gone =
        "delete from change where position < (select k.position from checkpoint k where k.log = change.log)";
    let gone = engine.behind_its_back(gone).await;
    assert!(gone > EDITS as u64 + 2 - NEEDED_MAX, "only {gone} entries lie before the checkpoint");
    let store = engine.open().await;
    store.roll_over(TODAY).await.unwrap();
    assert_eq!(store.programme(ELEFANTEN.log()).await.unwrap(), expected);
}

pub async fn a_restored_log_is_begun_in_its_new_life(engine: &dyn Engine) {
    let store = house(engine).await;
    counted(&*store, 600).await;
    offered(&*store, 2).await;
    store.begin_epoch().await.unwrap();
    let mut reading = Tablet::at(ELEFANTEN, 3);
    reading.sync(&*store).await;
    assert_eq!(reading.replica.confirmed(ELEFANTEN.log()), Some(&folded(&*store, ELEFANTEN).await));
}
