//! What the server writes itself.

use samvaro_core::change::Body;
use samvaro_core::field::{Fields, OrganisationField, Put};
use samvaro_core::id::ReplicaId;
use server::exchange::{RecordError, Recording, record};
use server::store::{Owner, StoreError};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, NOW, ORGANISATION, TODAY, coffee, figures, forenoon, house, tap};

fn import(now: i64) -> Recording {
    let replica = ReplicaId(Uuid::from_u128(0x77));
    Recording { organisation: ORGANISATION, replica, owner: Owner::Server, now, today: TODAY }
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

pub async fn a_key_belongs_to_the_person_who_used_it_first(engine: &dyn Engine) {
    let store = house(engine).await;
    let of = |person: u128| Recording { owner: Owner::Account(Uuid::from_u128(person)), ..import(NOW) };
    let bodies = || [(ELEFANTEN.log(), tap(forenoon()))];
    assert_eq!(record(&*store, &of(1), bodies()).await.unwrap().added, 1);
    let other = record(&*store, &of(2), bodies()).await;
    assert!(matches!(other, Err(RecordError::Store(StoreError::ForeignReplica))));
}

pub async fn what_places_share_stands_in_the_organisations_log_and_in_no_other(engine: &dyn Engine) {
    let store = house(engine).await;
    let fields = || Fields::Organisation(vec![OrganisationField::HandoverDays(7)]);
    let put = || Body::Put(Put { fields: fields(), base: 0 });
    let bodies =
        [(ELEFANTEN.log(), put()), (ORGANISATION.log(), put()), (ORGANISATION.log(), tap(forenoon()))];
    let recorded = record(&*store, &import(NOW), bodies).await.unwrap();
    let refused: Vec<u64> = recorded.refusals.iter().map(|refusal| refusal.seq).collect();
    assert_eq!((recorded.added, refused), (1, vec![1, 3]));
    let (position, shared) = store.standing(ORGANISATION.log()).await.unwrap();
    assert_eq!((position, shared.shared().handover_days()), (1, 7));
    assert_eq!(store.programme(ELEFANTEN.log()).await.unwrap().shared().handover_days(), 14);
    store.rebuild_projection(TODAY).await.unwrap();
    assert_eq!(store.standing(ORGANISATION.log()).await.unwrap().0, 1);
}
