//! Logs: order, repetition, the chain.

use std::collections::BTreeSet;

use samvaro_core::entry::Cursor;
use samvaro_core::id::Position;
use samvaro_core::protocol::{Pull, Slice};
use server::exchange::slice;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, TODAY, forenoon, house, tap};
use crate::tablet::{Tablet, all, push, pushed};

pub async fn positions_have_no_gaps_however_many_write_at_once(engine: &dyn Engine) {
    const TABLETS: u128 = 8;
    const PUSHES: usize = 10;
    const TAPS: usize = 7;
    let store = house(engine).await;
    let writers = (1..=TABLETS).map(|number| {
        let store = store.clone();
        let mut tablet = Tablet::at(if number % 2 == 0 { ELEFANTEN } else { HATTEN }, number);
        tokio::spawn(async move {
            for _ in 0..PUSHES {
                let changes = (0..TAPS).map(|_| tablet.next(&tap(forenoon()))).collect();
                let pushed = pushed(&*store, &tablet, changes).await;
                assert!(pushed.refusals.is_empty());
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    for place in [ELEFANTEN, HATTEN] {
        let entries = all(&*store, place.log()).await;
        let positions: Vec<Position> = entries.iter().map(|entry| entry.position).collect();
        let expected = PUSHES * TAPS * TABLETS as usize / 2;
        assert_eq!(positions, (1..=expected as Position).collect::<Vec<_>>());
        let dots: BTreeSet<_> = entries.iter().map(|entry| entry.change().dot).collect();
        assert_eq!(dots.len(), expected, "each change once");
        for replica in dots.iter().map(|dot| dot.replica).collect::<BTreeSet<_>>() {
            let seqs = entries.iter().map(|e| e.change().dot).filter(|dot| dot.replica == replica);
            assert!(seqs.map(|dot| dot.seq).is_sorted(), "a writer's changes keep their order");
        }
    }
}

pub async fn a_repeated_push_changes_nothing(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes: Vec<_> = (0..3).map(|_| tablet.next(&tap(forenoon()))).collect();
    let first = pushed(&*store, &tablet, changes.clone()).await;
    let head = store.head(tablet.log).await.unwrap();
    let again = pushed(&*store, &tablet, changes).await;
    assert_eq!((first.last_seq, again.last_seq), (3, 3));
    assert!(again.grown.is_empty() && again.refusals.is_empty() && again.forked_at.is_none());
    assert_eq!(store.head(tablet.log).await.unwrap(), head);
    assert_eq!(all(&*store, tablet.log).await.len(), 3);
}

pub async fn two_pushes_of_one_replica_at_once_are_one_after_the_other(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes: Vec<_> = (0..5).map(|_| tablet.next(&tap(forenoon()))).collect();
    let repeats = (0..6).map(|_| {
        let (store, push) = (store.clone(), push(&tablet.caller, changes.clone()));
        tokio::spawn(async move { store.push(push).await.unwrap() })
    });
    for repeat in repeats.collect::<Vec<_>>() {
        let pushed = repeat.await.unwrap();
        assert_eq!((pushed.last_seq, pushed.forked_at), (5, None));
    }
    assert_eq!(all(&*store, tablet.log).await.len(), 5);
}

pub async fn a_hole_stops_and_is_named(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let mut changes: Vec<_> = (0..3).map(|_| tablet.next(&tap(forenoon()))).collect();
    changes.remove(1);
    assert_eq!(pushed(&*store, &tablet, changes).await.last_seq, 1);
    assert_eq!(all(&*store, tablet.log).await.len(), 1);
}

pub async fn other_bytes_under_a_known_number_are_a_fork(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut original = Tablet::at(ELEFANTEN, 1);
    let mut twin = original.clone();
    let mine = vec![original.next(&tap(forenoon()))];
    let theirs = vec![
        twin.next(&tap(samvaro_core::target::Target::DropIn(TODAY, samvaro_core::target::Half::Afternoon))),
    ];
    pushed(&*store, &original, mine).await;
    let fork = pushed(&*store, &twin, theirs.clone()).await;
    assert_eq!(fork.forked_at, Some(1));
    assert_eq!(all(&*store, original.log).await.len(), 1);

    // The client that hears of it takes a new identity, and nothing is lost.
    twin.replica.record(theirs[0].clone());
    twin.sync(&*store).await;
    assert_eq!(twin.replica.unsent(), 0);
    assert_eq!(all(&*store, original.log).await.len(), 2);
}

pub async fn a_client_follows_the_chain_through_slices_of_any_size(engine: &dyn Engine) {
    const TAPS: usize = 23;
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes = (0..TAPS).map(|_| tablet.next(&tap(forenoon()))).collect();
    pushed(&*store, &tablet, changes).await;
    let head = store.head(tablet.log).await.unwrap().unwrap();
    for rows in [1, 2, 7, TAPS - 1, TAPS, TAPS + 1] {
        let mut cursor = Cursor::default();
        let mut read = 0;
        loop {
            let Slice::Entries(entries) = slice(&*store, tablet.log, cursor, rows).await.unwrap() else {
                panic!("the reader has read nothing else");
            };
            let more = entries.more;
            let new = entries.pack.entries(cursor.position).unwrap();
            read += new.len();
            let start = Cursor { epoch: entries.upto.epoch, ..cursor };
            cursor = new.iter().fold(start, |cursor, entry| cursor.next(entry.change(), entry.received_at));
            assert_eq!(cursor, entries.upto);
            if !more {
                break;
            }
        }
        assert_eq!((read, cursor), (TAPS, head), "in slices of {rows}");
    }
    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    assert_eq!(reader.replica.confirmed(tablet.log).unwrap().tally(forenoon()).total, TAPS as i64);
}

pub async fn a_reader_ahead_of_a_restored_server_has_diverged(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write([tap(forenoon())]);
    tablet.sync(&*store).await;
    let backup = engine.copy().await;
    tablet.write([tap(forenoon())]);
    tablet.sync(&*store).await;

    let restored = backup.open().await;
    let cursor = store.head(tablet.log).await.unwrap().unwrap();
    let pull = Pull { log: tablet.log, cursor, snapshot: false };
    assert_eq!(slice(&*restored, pull.log, pull.cursor, 10).await.unwrap(), Slice::Diverged);

    // The tablet finds out, and gives back what the backup did not have.
    tablet.sync(&*restored).await;
    assert_eq!(all(&*restored, tablet.log).await.len(), 2);
    assert_eq!(tablet.replica.unsent(), 0);
}

pub async fn a_reader_of_another_branch_has_diverged(engine: &dyn Engine) {
    let store = house(engine).await;
    let backup = engine.copy().await;
    let mut here = Tablet::at(ELEFANTEN, 1);
    here.write((0..3).map(|_| tap(forenoon())));
    here.sync(&*store).await;
    let restored = backup.open().await;
    let mut there = Tablet::at(ELEFANTEN, 2);
    there.write((0..5).map(|_| tap(forenoon())));
    there.sync(&*restored).await;
    let cursor = store.head(here.log).await.unwrap().unwrap();
    assert_eq!(slice(&*restored, here.log, cursor, 10).await.unwrap(), Slice::Diverged);
}

pub async fn a_new_epoch_makes_readers_start_anew_and_loses_nothing(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write([tap(forenoon())]);
    tablet.sync(&*store).await;
    store.begin_epoch().await.unwrap();
    tablet.write([tap(forenoon())]);
    let (reply, _) = tablet.round(&*store).await.unwrap();
    assert_eq!(reply.slices[0].1, Slice::Diverged);
    tablet.sync(&*store).await;
    assert_eq!(tablet.replica.confirmed(tablet.log).unwrap().tally(forenoon()).total, 2);
    assert_eq!(all(&*store, tablet.log).await.len(), 2);
}

pub async fn what_was_confirmed_is_there_after_a_new_start(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    tablet.write((0..3).map(|_| tap(forenoon())));
    tablet.sync(&*store).await;
    let (head, entries) = (store.head(tablet.log).await.unwrap(), all(&*store, tablet.log).await);
    store.close().await;
    drop(store);

    let store = engine.open().await;
    assert_eq!(store.head(tablet.log).await.unwrap(), head);
    assert_eq!(all(&*store, tablet.log).await, entries);
    tablet.write([tap(forenoon())]);
    tablet.sync(&*store).await;
    assert_eq!(all(&*store, tablet.log).await.len(), 4);
}

pub async fn growth_is_told_after_the_commit(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut growth = store.growth();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes = vec![tablet.next(&tap(forenoon()))];
    let pushed = pushed(&*store, &tablet, changes).await;
    let told = growth.recv().await.unwrap();
    assert_eq!(pushed.grown, [told]);
    assert_eq!((told.log, told.head), (tablet.log, 1));
}
