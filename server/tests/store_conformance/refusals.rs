//! Changes that no log takes, and logs that are out of reach.

use samvaro_core::change::{Authored, Body, BodyBytes};
use samvaro_core::id::{OrganisationId, PlaceId};
use samvaro_core::protocol::{Reason, Slice, Verdict};
use samvaro_core::tally::{Delta, Undo};
use samvaro_core::text::Name;
use server::exchange::ExchangeError;
use server::store::{Owner, Store, StoreError};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, ORGANISATION, TODAY, count, figures, forenoon, house, slug, tap};
use crate::tablet::{Tablet, all, pushed};

fn from_the_future(tablet: &mut Tablet) -> Authored {
    let mut authored = tablet.next(&tap(forenoon()));
    authored.change.body = BodyBytes::from_json(r#"{"hologram": {"of":  "next year"}}"#.to_owned()).unwrap();
    authored
}

pub async fn a_refused_change_is_kept_with_its_bytes_and_gets_the_same_verdict_again(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let too_many = Body::Count(count(forenoon(), Delta::MAX_PERSONS + 1));
    let changes = vec![from_the_future(&mut tablet), tablet.next(&too_many), tablet.next(&tap(forenoon()))];
    let first = pushed(&*store, &tablet, changes.clone()).await;
    let verdicts: Vec<_> = first.refusals.iter().map(|refusal| (refusal.seq, refusal.verdict)).collect();
    assert_eq!(
        verdicts,
        [(1, Verdict::Quarantined(Reason::Undecodable)), (2, Verdict::Rejected(Reason::BeyondLimits))]
    );
    assert_eq!(all(&*store, tablet.log).await.len(), 1, "a refused change stops nothing");

    let again = pushed(&*store, &tablet, changes.clone()).await;
    assert_eq!((again.last_seq, &again.refusals), (3, &first.refusals));

    store.close().await;
    let store = engine.open().await;
    let kept = store.refused(ORGANISATION, 10).await.unwrap();
    let bytes: Vec<_> = kept.iter().map(|kept| kept.authored.clone()).collect();
    assert_eq!(bytes, [changes[1].clone(), changes[0].clone()]);
    assert_eq!(store.refused(ORGANISATION, 1).await.unwrap().len(), 1);
}

async fn other_organisation(store: &dyn Store) -> (OrganisationId, PlaceId) {
    let (other, theirs) = (OrganisationId(Uuid::from_u128(0x90)), PlaceId(Uuid::from_u128(0x91)));
    store.add_organisation(other, &Name::parse("Alby kommun").unwrap()).await.unwrap();
    store.add_place(other, theirs, &slug("granen")).await.unwrap();
    (other, theirs)
}

pub async fn a_log_of_another_organisation_is_out_of_reach(engine: &dyn Engine) {
    let store = house(engine).await;
    let (other, theirs) = other_organisation(&*store).await;
    let mut tablet = Tablet::at(theirs, 1);
    let changes = vec![tablet.next(&tap(forenoon()))];
    let refused = pushed(&*store, &tablet, changes).await;
    assert_eq!(refused.refusals[0].verdict, Verdict::Rejected(Reason::Forbidden));
    assert!(all(&*store, theirs.log()).await.is_empty());
    assert!(store.refused(other, 10).await.unwrap().is_empty());
}

pub async fn replicas_of_two_organisations_may_share_an_id(engine: &dyn Engine) {
    let store = house(engine).await;
    let (other, theirs) = other_organisation(&*store).await;
    let mut ours = Tablet::at(ELEFANTEN, 1);
    let mut local = Tablet::at(theirs, 1);
    local.caller.organisation = other;
    let (our_change, local_change) = (ours.next(&tap(forenoon())), local.next(&tap(forenoon())));
    for _ in 0..2 {
        for (tablet, change) in [(&ours, &our_change), (&local, &local_change)] {
            let taken = pushed(&*store, tablet, vec![change.clone()]).await;
            assert_eq!((taken.last_seq, taken.forked_at, taken.refusals.len()), (1, None, 0));
            assert_eq!(all(&*store, tablet.log).await.len(), 1);
        }
    }
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
}

pub async fn a_log_outside_the_scope_is_neither_written_nor_read(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    tablet.caller.reads = [ELEFANTEN.log()].into();
    tablet.caller.writes = [ELEFANTEN.log()].into();
    tablet.write([tap(forenoon())]);
    let (reply, _) = tablet.round(&*store).await.unwrap();
    assert_eq!(reply.refusals[0].verdict, Verdict::Rejected(Reason::Forbidden));
    assert_eq!(reply.slices, [(HATTEN.log(), Slice::Forbidden)]);
    assert!(all(&*store, HATTEN.log()).await.is_empty());
}

pub async fn a_revoked_device_sends_into_quarantine(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write([tap(forenoon())]);
    tablet.sync(&*store).await;
    tablet.caller.revoked = true;
    let changes = vec![tablet.next(&tap(forenoon()))];
    let quarantined = pushed(&*store, &tablet, changes).await;
    assert_eq!(quarantined.refusals[0].verdict, Verdict::Quarantined(Reason::Revoked));
    assert_eq!(all(&*store, tablet.log).await.len(), 1);
    assert_eq!(store.refused(ORGANISATION, 10).await.unwrap().len(), 1);
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
}

pub async fn a_replica_belongs_to_the_credential_that_used_it_first(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write([tap(forenoon())]);
    tablet.sync(&*store).await;
    for owner in [Owner::Device(Uuid::from_u128(2)), Owner::Account(Uuid::from_u128(1)), Owner::Server] {
        let mut thief = tablet.clone();
        thief.caller.owner = owner;
        let reading = thief.round(&*store).await.unwrap_err();
        assert!(matches!(reading, ExchangeError::Store(StoreError::ForeignReplica)));
        thief.write([tap(forenoon())]);
        let writing = thief.round(&*store).await.unwrap_err();
        assert!(matches!(writing, ExchangeError::Store(StoreError::ForeignReplica)));
    }
    assert_eq!(all(&*store, tablet.log).await.len(), 1);
}

pub async fn a_count_can_be_taken_back_once_and_only_in_its_log(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let counted = count(forenoon(), 4);
    let dot = tablet.write([Body::Count(counted.clone())])[0];
    tablet.sync(&*store).await;
    let undo = Body::Undo(Undo::of(dot, &counted));

    let mut elsewhere = Tablet::at(HATTEN, 2);
    let changes = vec![elsewhere.next(&undo)];
    let refused = pushed(&*store, &elsewhere, changes).await;
    assert_eq!(refused.refusals[0].verdict, Verdict::Rejected(Reason::UnknownUndone));

    let mut colleague = Tablet::at(ELEFANTEN, 3);
    for tablet in [&mut colleague, &mut tablet] {
        tablet.write([undo.clone()]);
        tablet.sync(&*store).await;
    }
    assert_eq!(figures(&*store, TODAY).await.visits, 0);
    assert_eq!(figures(&*store, TODAY).await.counted, 0, "taken back is not counted");
}
