//! What the server writes itself.

use samvaro_core::id::ReplicaId;
use server::exchange::{RecordError, Recording, record};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, NOW, ORGANISATION, TODAY, coffee, figures, forenoon, house, tap};

fn import(now: i64) -> Recording {
    Recording { organisation: ORGANISATION, replica: ReplicaId(Uuid::from_u128(0x77)), now, today: TODAY }
}

pub async fn recording_twice_under_one_key_adds_once(engine: &dyn Engine) {
    let store = house(engine).await;
    let bodies = || {
        let taps = (0..2_500).map(|_| (HATTEN.log(), tap(forenoon())));
        coffee().into_iter().map(|body| (ELEFANTEN.log(), body)).chain(taps)
    };
    let first = record(&*store, &import(NOW), bodies()).await.unwrap();
    assert_eq!((first.added, first.known, first.refusals.len()), (2_502, 0, 0));
    let again = record(&*store, &import(NOW + 5_000), bodies()).await.unwrap();
    assert_eq!((again.added, again.known), (0, 2_502));
    assert_eq!(figures(&*store, TODAY).await.visits, 2_500);

    // An import that stopped half-way goes on where it was.
    let more = bodies().chain([(HATTEN.log(), tap(forenoon()))]);
    assert_eq!(record(&*store, &import(NOW + 9_000), more).await.unwrap().added, 1);
}

pub async fn other_contents_under_one_key_are_refused(engine: &dyn Engine) {
    let store = house(engine).await;
    record(&*store, &import(NOW), [(ELEFANTEN.log(), tap(forenoon()))]).await.unwrap();
    let other = record(&*store, &import(NOW), [(HATTEN.log(), tap(forenoon()))]).await;
    assert!(matches!(other, Err(RecordError::Different(1))));
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
}
