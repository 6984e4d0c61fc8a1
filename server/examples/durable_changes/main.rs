//! How many changes per second become durable at the store's face, admission and projection
//! included, beside what SQLite itself does with the same bytes.
//!
//! `cargo run --release -p server --example durable_changes`

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use samvaro_core::change::{Authored, Body};
use samvaro_core::id::{ActivityId, Dot, OrganisationId, PlaceId, ReplicaId, SlotId};
use samvaro_core::replica::author;
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::{Name, Slug};
use server::store::sqlite::SqliteStore;
use server::store::{Owner, Push, Store};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};
use uuid::Uuid;

/// Changes in one push.
const BATCH_CHANGES: u64 = 100;
/// Pushes that one caller makes.
const BATCHES: u64 = 250;
/// Callers at once, in turn.
const CALLERS: [u128; 4] = [1, 4, 16, 64];
/// Different occurrences counted in one push: an afternoon in a house.
const OCCURRENCES: u64 = 4;
/// Each figure is the middle one of so many runs.
const RUNS: usize = 3;

const TODAY: Date = date(2026, 11, 21);
const NOW: i64 = 1_795_000_000_000;
const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(1));

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    println!("SQLite, WAL, synchronous=FULL, batches of {BATCH_CHANGES}, middle of {RUNS} runs");
    println!(
        "{:>8} {:>18} {:>18} {:>12} {:>12}",
        "callers", "store, changes/s", "raw, changes/s", "p50 ms", "p99 ms"
    );
    for callers in CALLERS {
        let mut stored = Vec::new();
        let mut raw = Vec::new();
        let mut waits = Vec::new();
        for _ in 0..RUNS {
            let (rate, wait) = store_run(callers).await;
            stored.push(rate);
            waits.extend(wait);
            raw.push(raw_run(callers).await);
        }
        waits.sort();
        println!(
            "{callers:>8} {:>18.0} {:>18.0} {:>12.1} {:>12.1}",
            middle(stored),
            middle(raw),
            at(&waits, 50),
            at(&waits, 99)
        );
    }
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

fn at(waits: &[Duration], percent: usize) -> f64 {
    waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1_000.0
}

/// One place and one tablet per caller.
async fn store_run(callers: u128) -> (f64, Vec<Duration>) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let store = Arc::new(SqliteStore::open(&folder.path().join("bench.db")).await.unwrap());
    store.add_organisation(ORGANISATION, &Name::parse("Ekby").unwrap()).await.unwrap();
    for caller in 0..callers {
        let slug = Slug::parse(&format!("plats-{caller}")).unwrap();
        store.add_place(ORGANISATION, place(caller), &slug).await.unwrap();
    }
    let pushes: Vec<Vec<Push>> = (0..callers).map(|caller| pushes(caller, batches(callers))).collect();
    let start = Instant::now();
    let tasks: Vec<_> = pushes
        .into_iter()
        .map(|pushes| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut waits = Vec::new();
                for push in pushes {
                    let began = Instant::now();
                    let pushed = store.push(push).await.unwrap();
                    assert!(pushed.refusals.is_empty());
                    waits.push(began.elapsed());
                }
                waits
            })
        })
        .collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.unwrap());
    }
    let rate = (callers as u64 * batches(callers) * BATCH_CHANGES) as f64 / start.elapsed().as_secs_f64();
    for caller in 0..callers {
        let head = store.head(place(caller).log()).await.unwrap().unwrap();
        assert_eq!(head.position, batches(callers) * BATCH_CHANGES);
    }
    store.close().await;
    (rate, waits)
}

/// Many callers make fewer pushes each, so that every line takes about as long.
fn batches(callers: u128) -> u64 {
    (BATCHES * 4 / callers as u64).clamp(20, BATCHES * 2)
}

fn place(caller: u128) -> PlaceId {
    PlaceId(Uuid::from_u128(0x1000 + caller))
}

fn pushes(caller: u128, batches: u64) -> Vec<Push> {
    let changes = |batch: u64| (0..BATCH_CHANGES).map(move |n| change(caller, batch * BATCH_CHANGES + n + 1));
    let push = |batch| Push {
        organisation: ORGANISATION,
        replica: ReplicaId(Uuid::from_u128(0x2000 + caller)),
        owner: Owner::Device(Uuid::from_u128(caller)),
        scope: [place(caller).log()].into(),
        revoked: false,
        changes: changes(batch).collect(),
        received_at: NOW,
        today: TODAY,
        skew_ms: Some(0),
    };
    (0..batches).map(push).collect()
}

fn change(caller: u128, seq: u64) -> Authored {
    let key = OccurrenceKey {
        activity: ActivityId(Uuid::from_u128(0x3000 + u128::from(seq % OCCURRENCES))),
        slot: SlotId(Uuid::from_u128(0x4000 + u128::from(seq % OCCURRENCES))),
        date: TODAY,
    };
    let count = Count {
        target: Target::Occurrence(key),
        delta: Delta::one(),
        stated: None,
        entered: None,
        about: false,
    };
    let dot = Dot { replica: ReplicaId(Uuid::from_u128(0x2000 + caller)), seq };
    author(dot, place(caller).log(), NOW + seq as i64, &Body::Count(count)).unwrap()
}

/// The same bytes without judging, folding or indexing: one insert per batch, and as many batches
/// in a transaction as there are callers.
async fn raw_run(callers: u128) -> f64 {
    let folder = tempfile::tempdir_in(".").unwrap();
    let mut connection: SqliteConnection = SqliteConnectOptions::new()
        .filename(folder.path().join("raw.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-16384")
        .disable_statement_logging()
        .connect()
        .await
        .unwrap();
    sqlx::query(
        "create table change (log blob, position integer, replica blob, seq integer, at integer, \
         received_at integer, chain blob, body text, primary key (log, position)) strict, without rowid",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    let rows = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; BATCH_CHANGES as usize].join(", ");
    let text: Arc<str> = format!("insert into change values {rows}").into();
    let all: Vec<Vec<Push>> = (0..callers).map(|caller| pushes(caller, batches(callers))).collect();
    let start = Instant::now();
    for batch in 0..batches(callers) as usize {
        let mut transaction = connection.begin_with("begin immediate").await.unwrap();
        for pushes in &all {
            let mut query = sqlx::query(AssertSqlSafe(text.clone()));
            for authored in &pushes[batch].changes {
                let change = &authored.change;
                query = query
                    .bind(change.log.0.as_bytes().to_vec())
                    .bind(change.dot.seq as i64)
                    .bind(change.dot.replica.0.as_bytes().to_vec())
                    .bind(change.dot.seq as i64)
                    .bind(change.at)
                    .bind(NOW)
                    .bind(vec![0u8; 32])
                    .bind(change.body.as_str().to_owned());
            }
            query.execute(&mut *transaction).await.unwrap();
        }
        transaction.commit().await.unwrap();
    }
    let rate = (callers as u64 * batches(callers) * BATCH_CHANGES) as f64 / start.elapsed().as_secs_f64();
    connection.close().await.unwrap();
    rate
}
