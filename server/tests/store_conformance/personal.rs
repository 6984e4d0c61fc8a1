//! Personal fields can be erased for ever.

use samvaro_core::change::{Authored, Body};
use samvaro_core::id::StaffId;
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::tally::Delta;
use server::help::{self, Helper};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, NOW, ORGANISATION, TODAY, count, forenoon, house, tap};
use crate::tablet::{Tablet, all, pushed};

pub fn with_name(mut authored: Authored) -> Authored {
    let fields = Fields { staff: Some(StaffId(Uuid::from_u128(7))), text: Some("Fika med Karin".to_owned()) };
    let personal = Personal { salt: [9; 16], fields };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    authored
}

pub async fn erasing_leaves_the_chain_whole(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let too_many = Body::Count(count(forenoon(), Delta::MAX_PERSONS + 1));
    let changes = vec![
        with_name(tablet.next(&tap(forenoon()))),
        with_name(tablet.next(&tap(forenoon()))),
        with_name(tablet.next(&too_many)),
    ];
    pushed(&*store, &tablet, changes.clone()).await;
    let entries = all(&*store, tablet.log).await;
    assert_eq!(entries.iter().map(|e| e.authored.clone()).collect::<Vec<_>>(), changes[..2]);
    assert_eq!(store.refused(ORGANISATION, 1).await.unwrap()[0].authored, changes[2]);

    let dots = [changes[0].change.dot, changes[2].change.dot];
    store.erase_personal(ORGANISATION, &dots, NOW).await.unwrap();
    let entries = all(&*store, tablet.log).await;
    assert_eq!(entries[0].authored.personal, None);
    assert_eq!(entries[0].change().sealed, changes[0].change.sealed);
    assert_eq!(entries[1].authored, changes[1]);
    assert_eq!(store.refused(ORGANISATION, 1).await.unwrap()[0].authored.personal, None);

    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    assert_eq!(reader.replica.confirmed(tablet.log).unwrap().tally(forenoon()).total, 2);
}

pub async fn what_is_judged_again_takes_its_personal_fields_along(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.caller.writes = [].into();
    let changes = vec![with_name(tablet.next(&tap(forenoon()))), with_name(tablet.next(&tap(forenoon())))];
    pushed(&*store, &tablet, changes.clone()).await;
    store.erase_personal(ORGANISATION, &[changes[1].change.dot], NOW).await.unwrap();
    let helper = Helper { organisation: ORGANISATION, account: None, now: NOW, today: TODAY };
    assert_eq!(help::again(&*store, helper, ELEFANTEN.log(), false).await.unwrap().taken, 2);
    let entries = all(&*store, ELEFANTEN.log()).await;
    assert_eq!(entries[0].authored, changes[0]);
    assert_eq!(entries[1].authored.personal, None, "erased stays erased");
    let kept = store.refused(ORGANISATION, 2).await.unwrap();
    assert!(kept.iter().all(|kept| kept.authored.personal.is_none()), "and they stand in one place");
}

pub async fn erased_fields_do_not_come_back(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let change = with_name(tablet.next(&tap(forenoon())));
    // As after a restored backup: the erasure is known, the change is not.
    store.erase_personal(ORGANISATION, &[change.change.dot], NOW).await.unwrap();
    for _ in 0..2 {
        pushed(&*store, &tablet, vec![change.clone()]).await;
        let entries = all(&*store, tablet.log).await;
        assert_eq!((entries.len(), &entries[0].authored.personal), (1, &None));
    }
}

pub async fn a_restored_backup_learns_what_was_erased(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let change = with_name(tablet.next(&tap(forenoon())));
    pushed(&*store, &tablet, vec![change.clone()]).await;
    let backup = engine.copy().await;
    store.erase_personal(ORGANISATION, &[change.change.dot], NOW).await.unwrap();

    let restored = backup.open().await;
    assert_eq!(all(&*restored, tablet.log).await[0].authored, change);
    for erasure in store.erasures().await.unwrap() {
        restored.erase_personal(erasure.organisation, &[erasure.change], erasure.erased_at).await.unwrap();
    }
    assert_eq!(all(&*restored, tablet.log).await[0].authored.personal, None);
    assert_eq!(restored.erasures().await.unwrap(), store.erasures().await.unwrap());
}
