//! Personal fields can be erased for ever.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use samvaro_core::change::{Authored, Body, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::entry::Entry;
use samvaro_core::id::{Millis, ReplicaId, StaffId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::snapshot::SNAPSHOT_FROM_ENTRIES;
use samvaro_core::tally::Delta;
use server::exchange::{self, Recording};
use server::help::{self, Helper};
use server::store::erasure_list::ErasureList;
use server::store::{Owner, Store};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, NOW, ORGANISATION, TODAY, count, forenoon, house, tap};
use crate::tablet::{Tablet, all, pushed};

pub fn with_name(mut authored: Authored) -> Authored {
    let fields = Fields {
        staff: Some(StaffId(Uuid::from_u128(7))),
        text: Some("Fika med Karin".to_owned()),
        ..Fields::default()
    };
    let personal = Personal { salt: [authored.change.dot.seq as u8; 16], fields };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    authored
}

pub fn seal(authored: &Authored) -> Digest {
    authored.change.sealed.unwrap()
}

/// The server erases by itself; each time is another one.
pub async fn erase(store: &dyn Store, sealed: &[Digest], now: Millis) {
    static TIMES: AtomicU64 = AtomicU64::new(1);
    let number = u128::from(TIMES.fetch_add(1, Ordering::Relaxed));
    let replica = ReplicaId(Uuid::from_u128(0xe5a5e << 64 | number));
    let recording =
        Recording { organisation: ORGANISATION, replica, owner: Owner::Server, now, today: TODAY };
    let recorded = exchange::erase(store, &recording, ELEFANTEN.log(), sealed).await.unwrap();
    assert_eq!((recorded.added, recorded.refusals), (1, Vec::new()));
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

    erase(&*store, &[seal(&changes[0]), seal(&changes[2])], NOW).await;
    let entries = all(&*store, tablet.log).await;
    assert_eq!(entries[0].authored.personal, None);
    assert_eq!(entries[0].change().sealed, changes[0].change.sealed);
    assert_eq!(entries[1].authored, changes[1]);
    assert_eq!(store.refused(ORGANISATION, 1).await.unwrap()[0].authored.personal, None);

    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    let state = reader.replica.confirmed(tablet.log).unwrap();
    assert_eq!(state.tally(forenoon()).total, 2);
    assert_eq!(state.personal.keys().collect::<Vec<_>>(), [&seal(&changes[1])]);
}

pub async fn what_is_judged_again_takes_its_personal_fields_along(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.caller.writes = [].into();
    let changes = vec![with_name(tablet.next(&tap(forenoon()))), with_name(tablet.next(&tap(forenoon())))];
    pushed(&*store, &tablet, changes.clone()).await;
    erase(&*store, &[seal(&changes[1])], NOW).await;
    let helper = Helper { organisation: ORGANISATION, account: None, now: NOW, today: TODAY };
    assert_eq!(help::again(&*store, helper, ELEFANTEN.log(), false).await.unwrap().taken, 2);
    let entries = all(&*store, ELEFANTEN.log()).await;
    assert_eq!(entries[1].authored, changes[0]);
    assert_eq!(entries[2].authored.personal, None, "erased stays erased");
    let kept = store.refused(ORGANISATION, 2).await.unwrap();
    assert!(kept.iter().all(|kept| kept.authored.personal.is_none()), "and they stand in one place");
}

pub async fn erased_fields_do_not_come_back(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let change = with_name(tablet.next(&tap(forenoon())));
    // As after a restored backup: the erasure is known, the change is not.
    erase(&*store, &[seal(&change)], NOW).await;
    for _ in 0..2 {
        pushed(&*store, &tablet, vec![change.clone()]).await;
        let entries = all(&*store, tablet.log).await;
        assert_eq!((entries.len(), &entries[1].authored.personal), (2, &None));
    }
    // Under another number and among the refused, too: the seal is the same.
    let mut other = Tablet::at(ELEFANTEN, 2);
    let mut again = change.clone();
    again.change.dot = other.next(&tap(forenoon())).change.dot;
    pushed(&*store, &other, vec![again.clone()]).await;
    again.change.dot = other.next(&tap(forenoon())).change.dot;
    other.caller.writes = [].into();
    pushed(&*store, &other, vec![again]).await;
    assert!(all(&*store, tablet.log).await.iter().all(|entry| entry.authored.personal.is_none()));
    assert_eq!(store.refused(ORGANISATION, 1).await.unwrap()[0].authored.personal, None);
}

pub async fn a_tablet_erases_for_everybody_and_a_revoked_one_for_nobody(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes = vec![with_name(tablet.next(&tap(forenoon()))), with_name(tablet.next(&tap(forenoon())))];
    pushed(&*store, &tablet, changes.clone()).await;
    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    assert_eq!(reader.replica.confirmed(tablet.log).unwrap().personal.len(), 2);
    // In one push with the change that it is about, and both for the first time.
    let third = with_name(tablet.next(&tap(forenoon())));
    let sealed = vec![seal(&changes[0]), seal(&third)];
    let erasing = tablet.next(&Body::Erase(Erase { sealed }));
    pushed(&*store, &tablet, vec![third, erasing]).await;
    reader.sync(&*store).await;
    let state = reader.replica.confirmed(tablet.log).unwrap();
    assert_eq!(state.personal.keys().collect::<Vec<_>>(), [&seal(&changes[1])]);
    let living =
        |entries: Vec<Entry>| entries.into_iter().filter(|entry| entry.authored.personal.is_some()).count();
    assert_eq!(living(all(&*store, tablet.log).await), 1);

    tablet.caller.revoked = true;
    let erasing = tablet.next(&Body::Erase(Erase { sealed: vec![seal(&changes[1])] }));
    assert_eq!(pushed(&*store, &tablet, vec![erasing]).await.refusals.len(), 1);
    assert_eq!(living(all(&*store, tablet.log).await), 1, "a person decides first");
    assert_eq!(store.erasures().await.unwrap().len(), 2);
}

pub async fn who_begins_from_pages_is_given_the_fields_that_live(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let named: Vec<_> = (0..3).map(|_| with_name(tablet.next(&tap(forenoon())))).collect();
    let taps = (0..SNAPSHOT_FROM_ENTRIES).map(|_| tablet.next(&tap(forenoon())));
    let changes: Vec<_> = named.iter().cloned().chain(taps).collect();
    pushed(&*store, &tablet, changes).await;
    erase(&*store, &[seal(&named[0])], NOW).await;
    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    let expected = [seal(&named[1]), seal(&named[2])].into();
    let personal = |reader: &Tablet| -> BTreeSet<Digest> {
        reader.replica.confirmed(tablet.log).unwrap().personal.keys().copied().collect()
    };
    assert_eq!(personal(&reader), expected);
    let kept = store.snapshot(tablet.log).await.unwrap().unwrap();
    assert!(kept.personal.is_empty(), "the server keeps none of them with its pages");
    erase(&*store, &[seal(&named[1])], NOW).await;
    reader.sync(&*store).await;
    assert_eq!(personal(&reader), [seal(&named[2])].into());
    let mut later = Tablet::at(ELEFANTEN, 3);
    later.sync(&*store).await;
    assert_eq!(personal(&later), [seal(&named[2])].into());
}

pub async fn a_restored_backup_learns_what_was_erased(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let change = with_name(tablet.next(&tap(forenoon())));
    pushed(&*store, &tablet, vec![change.clone()]).await;
    let backup = engine.copy().await;
    erase(&*store, &[seal(&change)], NOW).await;

    let restored = backup.open().await;
    assert_eq!(all(&*restored, tablet.log).await[0].authored, change);
    restored.close().await;
    let folder = tempfile::tempdir().unwrap();
    let list = ErasureList::at(&folder.path().join("erasures.txt"));
    list.add(&store.erasures().await.unwrap()).unwrap();
    let restored = backup.open_with(list).await.unwrap();
    assert_eq!(all(&*restored, tablet.log).await[0].authored.personal, None);
    assert_eq!(restored.erasures().await.unwrap(), store.erasures().await.unwrap());
}
