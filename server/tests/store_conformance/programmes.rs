//! Programmes: folded by the core, kept at checkpoints.

use samvaro_core::change::Body;
use samvaro_core::fold::LogState;
use samvaro_core::programme::Programme;
use server::store::Store;

use crate::engine::Engine;
use crate::house::{ACTIVITY, ELEFANTEN, TODAY, coffee, figures, forenoon, house, name_activity, tap};
use crate::tablet::{Tablet, all};

/// More edits than lie between two checkpoints.
const EDITS: usize = 600;

async fn folded(store: &dyn Store) -> Programme {
    let mut state = LogState::default();
    for entry in all(store, ELEFANTEN.log()).await {
        state.apply(&entry);
    }
    state.programme
}

fn edits() -> impl Iterator<Item = Body> {
    let rename = |number| name_activity(ACTIVITY, &format!("Torsdagsfika {number}"));
    (0..EDITS).flat_map(move |number| [rename(number), tap(forenoon())])
}

pub async fn a_programme_is_what_its_log_adds_up_to(engine: &dyn Engine) {
    let store = house(engine).await;
    assert_eq!(*store.programme(ELEFANTEN.log()).await.unwrap(), Programme::default());
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    for bodies in [coffee().to_vec(), vec![tap(forenoon())], vec![name_activity(ACTIVITY, "Fika")]] {
        tablet.write(bodies);
        tablet.sync(&*store).await;
        let programme = store.programme(ELEFANTEN.log()).await.unwrap();
        assert_eq!(*programme, folded(&*store).await);
    }
    let programme = store.programme(ELEFANTEN.log()).await.unwrap();
    assert_eq!(programme.activity(ACTIVITY).unwrap().name().as_str(), "Fika");
}

pub async fn a_programme_starts_from_its_checkpoint(engine: &dyn Engine) {
    let mut store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    // None yet; then one with all of the log; then one that the log goes on from.
    for bodies in [coffee().to_vec(), edits().collect(), vec![name_activity(ACTIVITY, "Fika")]] {
        tablet.write(bodies);
        tablet.sync(&*store).await;
        let expected = folded(&*store).await;
        store.close().await;
        store = engine.open().await;
        assert_eq!(*store.programme(ELEFANTEN.log()).await.unwrap(), expected);
        // What is read next is folded onto what was read.
        tablet.write([name_activity(ACTIVITY, "Fika med bakverk")]);
        tablet.sync(&*store).await;
        assert_eq!(*store.programme(ELEFANTEN.log()).await.unwrap(), folded(&*store).await);
    }
}

pub async fn two_processes_share_one_database(engine: &dyn Engine) {
    let serving = house(engine).await;
    let importing = engine.open().await;
    let mut tablets = [Tablet::at(ELEFANTEN, 1), Tablet::at(ELEFANTEN, 2)];
    tablets[0].write(coffee());
    for round in 0..4 {
        for (tablet, store) in tablets.iter_mut().zip([&serving, &importing]) {
            tablet.write([name_activity(ACTIVITY, &format!("Fika {round}")), tap(forenoon())]);
            tablet.sync(&**store).await;
        }
        let expected = folded(&*serving).await;
        for store in [&serving, &importing] {
            assert_eq!(*store.programme(ELEFANTEN.log()).await.unwrap(), expected);
        }
    }
    assert_eq!(figures(&*serving, TODAY).await.visits, 8);
}
