//! Programmes: folded by the core, kept at checkpoints.

use samvaro_core::change::Body;
use samvaro_core::fold::LogState;
use samvaro_core::programme::Programme;
use server::store::Store;

use crate::engine::Engine;
use crate::house::{ACTIVITY, ELEFANTEN, coffee, forenoon, house, name_activity, tap};
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
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write(coffee());
    tablet.write(edits());
    tablet.sync(&*store).await;
    let expected = folded(&*store).await;
    store.close().await;

    for _ in 0..2 {
        let store = engine.open().await;
        assert_eq!(*store.programme(ELEFANTEN.log()).await.unwrap(), expected);
        store.close().await;
    }
}
