//! Several server processes on one PostgreSQL database. Each has a store of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use samvaro_core::change::{Authored, Body, Erase};
use samvaro_core::entry::Cursor;
use samvaro_core::field::{self, PlaceField};
use samvaro_core::id::{Dot, LogId, StaffId};
use samvaro_core::personal::{Fields, Personal};
use server::store::{Store, StoreError};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use crate::engine::{Engine, Postgres, postgres};
use crate::house::{ELEFANTEN, HATTEN, TODAY, figures, forenoon, house, put, slug, tap};
use crate::tablet::{Tablet, all, push, pushed};

const PROCESSES: usize = 3;
const TABLETS_PER_PROCESS: u128 = 3;
const PUSHES: usize = 20;
/// Entries that the reader takes at a time.
const READ_ROWS: usize = 7;
/// Far more tries than a broken connection costs.
const TRIES_MAX: usize = 1_000;

async fn processes(engine: &Postgres) -> Vec<Arc<dyn Store>> {
    let mut stores = vec![house(engine).await];
    while stores.len() < PROCESSES {
        stores.push(engine.open().await);
    }
    stores
}

/// A tablet of both places. Its pushes name them in either order.
fn tablet_of_both(number: u128) -> Tablet {
    let mut tablet = Tablet::at(ELEFANTEN, number);
    tablet.caller.writes.insert(HATTEN.log());
    tablet
}

fn changes(tablet: &mut Tablet, round: usize) -> Vec<Authored> {
    let logs = [ELEFANTEN.log(), HATTEN.log()];
    let next = |turn: usize| {
        tablet.log = logs[(round + turn) % 2];
        tablet.next(&tap(forenoon()))
    };
    (0..1 + round % 4).map(next).collect()
}

/// Reads on and on, from wherever it has come to; fails at the first gap.
async fn follow(store: Arc<dyn Store>, log: LogId, ended: Arc<AtomicBool>) -> (Cursor, Vec<Dot>) {
    let mut cursor = Cursor { epoch: 1, ..Cursor::default() };
    let mut dots = Vec::new();
    loop {
        let last = ended.load(Ordering::SeqCst);
        let entries = store.entries(log, cursor.position, READ_ROWS).await.unwrap();
        for entry in &entries {
            assert_eq!(entry.position, cursor.position + 1, "the reader would never see what is between");
            cursor = cursor.next(entry.change(), entry.received_at);
            dots.push(entry.change().dot);
        }
        if entries.is_empty() && last {
            return (cursor, dots);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_sees_every_position_once_while_several_processes_write() {
    let engine = postgres();
    let stores = processes(&engine).await;
    let ended = Arc::new(AtomicBool::new(false));
    let readers = [ELEFANTEN, HATTEN].map(|place| {
        let reading = follow(stores[0].clone(), place.log(), ended.clone());
        (place, tokio::spawn(reading))
    });
    let writers: Vec<_> = (0..PROCESSES as u128 * TABLETS_PER_PROCESS)
        .map(|number| {
            let store = stores[number as usize % PROCESSES].clone();
            let mut tablet = tablet_of_both(number + 1);
            tokio::spawn(async move {
                let mut written: Vec<(LogId, Dot)> = Vec::new();
                for round in 0..PUSHES {
                    let changes = changes(&mut tablet, round + number as usize);
                    written.extend(changes.iter().map(|a| (a.change.log, a.change.dot)));
                    let pushed = pushed(&*store, &tablet, changes).await;
                    assert!(pushed.refusals.is_empty() && pushed.forked_at.is_none());
                }
                written
            })
        })
        .collect();
    let mut written: BTreeMap<LogId, BTreeSet<Dot>> = BTreeMap::new();
    for writer in writers {
        for (log, dot) in writer.await.unwrap() {
            written.entry(log).or_default().insert(dot);
        }
    }
    ended.store(true, Ordering::SeqCst);
    let mut visits = 0;
    for (place, reader) in readers {
        let (cursor, dots) = reader.await.unwrap();
        let head = stores[1].head(place.log()).await.unwrap().unwrap();
        assert_eq!(cursor, head, "the chain leads to the end of the log");
        assert_eq!(dots.len(), written[&place.log()].len(), "each change once");
        assert_eq!(dots.iter().copied().collect::<BTreeSet<_>>(), written[&place.log()]);
        visits += dots.len() as i64;
    }
    assert_eq!(figures(&*stores[2], TODAY).await.visits, visits);
    for store in &stores {
        store.close().await;
    }
    assert_eq!(deadlocks(&engine).await, 0, "everybody locks in one order");
}

/// How often PostgreSQL had to end somebody who waited in a circle. Connections tell what they have
/// counted when they end.
async fn deadlocks(engine: &Postgres) -> i64 {
    let mut connection = engine.connection().await;
    let others = "select count(*) from pg_stat_activity \
        where datname = current_database() and pid <> pg_backend_pid()";
    until(&mut connection, others, |count| count == 0).await;
    let counted = "select deadlocks from pg_stat_database where datname = current_database()";
    sqlx::query_scalar(counted).fetch_one(&mut connection).await.unwrap()
}

/// Asks until the answer is as it should be.
async fn until(connection: &mut PgConnection, text: &'static str, enough: impl Fn(i64) -> bool) {
    for _ in 0..TRIES_MAX {
        if enough(sqlx::query_scalar(text).fetch_one(&mut *connection).await.unwrap()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it stays otherwise: {text}");
}

/// Why the positions do not come from a sequence.
#[tokio::test]
async fn a_sequence_makes_a_reader_pass_over_what_commits_late() {
    let engine = postgres();
    let mut connections = [engine.connection().await, engine.connection().await, engine.connection().await];
    let [early, late, reader] = &mut connections;
    sqlx::query("create table naive (position bigserial primary key)").execute(&mut *reader).await.unwrap();
    let mut slow = early.begin().await.unwrap();
    assert_eq!(insert_naively(&mut slow).await, 1);
    let mut quick = late.begin().await.unwrap();
    assert_eq!(insert_naively(&mut quick).await, 2);
    quick.commit().await.unwrap();

    let mut seen = naive_after(reader, 0).await;
    slow.commit().await.unwrap();
    let cursor = *seen.last().unwrap();
    seen.extend(naive_after(reader, cursor).await);
    assert_eq!(seen, [2], "the reader has read up to 2 and never sees 1");
    assert_eq!(naive_after(reader, 0).await, [1, 2], "although it is there");
}

async fn insert_naively(connection: &mut PgConnection) -> i64 {
    let text = "insert into naive default values returning position";
    sqlx::query_scalar(text).fetch_one(connection).await.unwrap()
}

async fn naive_after(connection: &mut PgConnection, cursor: i64) -> Vec<i64> {
    let text = "select position from naive where position > $1 order by position";
    sqlx::query_scalar(text).bind(cursor).fetch_all(connection).await.unwrap()
}

/// The same history with the log's row: the second waits for the first.
#[tokio::test]
async fn a_push_waits_for_whoever_holds_the_end_of_its_log() {
    let engine = postgres();
    let store = house(&engine).await;
    let mut connection = engine.connection().await;
    let mut holder = connection.begin().await.unwrap();
    sqlx::query("select position from log for update").fetch_all(&mut *holder).await.unwrap();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let change = tablet.next(&tap(forenoon()));
    let waiting = push(&tablet.caller, vec![change]);
    let pushing = tokio::spawn({
        let store = store.clone();
        async move { store.push(waiting).await.unwrap() }
    });
    until_somebody_waits(&engine).await;
    assert!(!pushing.is_finished());
    assert!(all(&*store, tablet.log).await.is_empty());
    holder.rollback().await.unwrap();
    assert_eq!(pushing.await.unwrap().last_seq, 1);
    assert_eq!(all(&*store, tablet.log).await.len(), 1);
}

async fn until_somebody_waits(engine: &Postgres) {
    let waiting = "select count(*) from pg_stat_activity \
        where datname = current_database() and wait_event_type = 'Lock'";
    until(&mut engine.connection().await, waiting, |count| count > 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_places_that_take_one_address_at_once_one_gets_it_and_both_are_answered() {
    let engine = postgres();
    let stores = processes(&engine).await;
    let mut tablets = [Tablet::at(ELEFANTEN, 1), Tablet::at(HATTEN, 2)];
    for round in 0..20 {
        let address = slug(&format!("adress-{round}"));
        let pushes: Vec<_> = tablets
            .iter_mut()
            .zip(&stores)
            .map(|(tablet, store)| {
                let change = tablet.next(&put(field::Fields::Place(vec![PlaceField::Slug(address.clone())])));
                let (store, push) = (store.clone(), push(&tablet.caller, vec![change]));
                tokio::spawn(async move { store.push(push).await.unwrap() })
            })
            .collect();
        for push in pushes {
            assert!(push.await.unwrap().refusals.is_empty());
        }
        assert!(stores[2].place_by_slug(&address).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_push_to_several_processes_at_once_is_taken_once() {
    let engine = postgres();
    let stores = processes(&engine).await;
    for number in 1..=10 {
        let mut tablet = tablet_of_both(number);
        let changes: Vec<_> = changes(&mut tablet, 3);
        let pushes = stores.iter().map(|store| {
            let (store, push) = (store.clone(), push(&tablet.caller, changes.clone()));
            tokio::spawn(async move { store.push(push).await.unwrap() })
        });
        for one in pushes.collect::<Vec<_>>() {
            let pushed = one.await.unwrap();
            assert_eq!((pushed.last_seq, pushed.forked_at, pushed.refusals.len()), (4, None, 0));
        }
    }
    assert_eq!(figures(&*stores[0], TODAY).await.visits, 40);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_erased_while_it_is_on_its_way_in_is_erased() {
    let engine = postgres();
    let stores = processes(&engine).await;
    for number in 1..=20 {
        let mut tablet = Tablet::at(ELEFANTEN, number);
        let named = with_name(tablet.next(&tap(forenoon())));
        let (pushing, erasing) = (stores[0].clone(), stores[1].clone());
        let sealed = vec![named.change.sealed.unwrap()];
        let mut other = Tablet::at(ELEFANTEN, 100 + number);
        let erasure = other.next(&Body::Erase(Erase { sealed }));
        let erasing_push = push(&other.caller, vec![erasure]);
        let push = push(&tablet.caller, vec![named]);
        let pushing = tokio::spawn(async move { pushing.push(push).await.unwrap() });
        let erasing = tokio::spawn(async move { erasing.push(erasing_push).await.unwrap() });
        pushing.await.unwrap();
        erasing.await.unwrap();
    }
    let entries = all(&*stores[2], ELEFANTEN.log()).await;
    assert_eq!(entries.len(), 40);
    assert!(entries.iter().all(|entry| entry.authored.personal.is_none()));
}

fn with_name(mut authored: Authored) -> Authored {
    let fields = Fields {
        staff: Some(StaffId(Uuid::from_u128(7))),
        text: Some("Fika med Karin".to_owned()),
        ..Fields::default()
    };
    let personal = Personal { salt: *authored.change.dot.replica.0.as_bytes(), fields };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    authored
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_connections_lose_nothing_and_double_nothing() {
    let engine = postgres();
    let stores = processes(&engine).await;
    let writers: Vec<_> = (0..PROCESSES)
        .map(|process| {
            let store = stores[process].clone();
            let mut tablet = tablet_of_both(process as u128 + 1);
            tokio::spawn(async move {
                for round in 0..PUSHES {
                    let changes = changes(&mut tablet, round);
                    push_until_answered(&*store, &tablet, changes).await;
                }
            })
        })
        .collect();
    let mut connection = engine.connection().await;
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity \
        where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5";
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        sqlx::query(cut).execute(&mut connection).await.unwrap();
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let sent: usize = (0..PUSHES).map(|round| 1 + round % 4).sum::<usize>() * PROCESSES;
    let mut logs = 0;
    for place in [ELEFANTEN, HATTEN] {
        logs += follow(stores[0].clone(), place.log(), Arc::new(true.into())).await.1.len();
    }
    assert_eq!(logs, sent);
    assert_eq!(figures(&*stores[1], TODAY).await.visits, sent as i64);
}

/// As a tablet does: it asks again until it has an answer.
async fn push_until_answered(store: &dyn Store, tablet: &Tablet, changes: Vec<Authored>) {
    let last = changes.last().unwrap().change.dot.seq;
    for _ in 0..TRIES_MAX {
        match store.push(push(&tablet.caller, changes.clone())).await {
            Ok(pushed) => return assert_eq!((pushed.last_seq, pushed.forked_at), (last, None)),
            Err(StoreError::Busy) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("no answer");
}
