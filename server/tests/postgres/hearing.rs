//! What one process tells another.

use std::collections::BTreeSet;
use std::time::Duration;

use samvaro_core::id::LogId;
use server::store::{Growth, Store};
use sqlx::AssertSqlSafe;
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

use crate::engine::{Engine, Postgres, postgres};
use crate::house::{ELEFANTEN, HATTEN, ORGANISATION, forenoon, house, tap};
use crate::tablet::{Tablet, pushed};

/// Far longer than a nudge takes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn next(growth: &mut Receiver<Growth>) -> Growth {
    timeout(PATIENCE, growth.recv()).await.unwrap().unwrap()
}

async fn count(store: &dyn Store, tablet: &mut Tablet) {
    let change = tablet.next(&tap(forenoon()));
    pushed(store, tablet, vec![change]).await;
}

/// Breaks the connections whose last statement was of a kind.
async fn break_connections(engine: &Postgres, kind: &str) {
    let text = format!(
        "select pg_terminate_backend(pid) from pg_stat_activity \
         where datname = current_database() and pid <> pg_backend_pid() and query like '{kind}'"
    );
    let broken = sqlx::query(AssertSqlSafe(text)).fetch_all(&mut engine.connection().await).await.unwrap();
    assert!(!broken.is_empty());
}

#[tokio::test]
async fn growth_in_one_process_is_told_in_the_others_and_once() {
    let engine = postgres();
    let one = house(&engine).await;
    let (two, three) = (engine.open().await, engine.open().await);
    let mut here = one.growth();
    let mut there = [two.growth(), three.growth()];
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    for head in 1..=3 {
        count(&*one, &mut tablet).await;
        let grown = Growth { log: tablet.log, head };
        assert_eq!(next(&mut here).await, grown);
        for growth in &mut there {
            assert_eq!(next(growth).await, grown);
        }
    }
    assert!(here.try_recv().is_err(), "a process does not hear itself");
}

#[tokio::test]
async fn whoever_listens_anew_takes_every_log_to_have_grown_and_hears_again() {
    let engine = postgres();
    let store = house(&engine).await;
    let mut growth = store.growth();
    break_connections(&engine, "LISTEN%").await;
    let mut told: BTreeSet<LogId> = BTreeSet::new();
    while told.len() < 3 {
        told.insert(next(&mut growth).await.log);
    }
    assert_eq!(told, [ORGANISATION.log(), ELEFANTEN.log(), HATTEN.log()].into());

    let other = engine.open().await;
    let mut tablet = Tablet::at(HATTEN, 1);
    count(&*other, &mut tablet).await;
    assert_eq!(next(&mut growth).await, Growth { log: tablet.log, head: 1 });
}

#[tokio::test]
async fn what_could_not_be_told_is_told_when_the_connection_is_back() {
    let engine = postgres();
    let (one, other) = (house(&engine).await, engine.open().await);
    let mut growth = other.growth();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    count(&*one, &mut tablet).await;
    assert_eq!(next(&mut growth).await.head, 1);
    break_connections(&engine, "select pg_notify%").await;
    count(&*one, &mut tablet).await;
    assert_eq!(next(&mut growth).await, Growth { log: tablet.log, head: 2 });
}

#[tokio::test]
async fn a_process_that_closes_has_told_everything() {
    let engine = postgres();
    let (one, other) = (house(&engine).await, engine.open().await);
    let mut growth = other.growth();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    count(&*one, &mut tablet).await;
    one.close().await;
    assert_eq!(next(&mut growth).await, Growth { log: tablet.log, head: 1 });
}
