//! How many changes per second become durable at the store's face, admission and projection
//! included, beside what each engine itself does with the same bytes: one insert per batch, and as
//! many batches in a transaction as there are callers, without judging, folding or indexing.
//!
//! `cargo run --release -p server --example durable_changes`

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use samvaro_core::text::{Name, Slug};
use server::store::{Push, Store};

#[path = "../../tests/postgres/cluster.rs"]
mod cluster;
mod postgres;
mod pushes;
mod sqlite;

use postgres::Postgres;
use pushes::{BATCH_CHANGES, ORGANISATION, place};
use sqlite::Sqlite;

/// Pushes that one caller makes.
const BATCHES: u64 = 150;
/// However many callers there are, each makes so many.
const BATCHES_MIN: u64 = 8;
/// Callers at once, in turn.
const CALLERS: [u128; 4] = [1, 4, 16, 64];
/// Each figure is the middle one of so many runs.
const RUNS: usize = 3;

/// What is measured. Each asks for an empty database.
trait Engine {
    const NAME: &str;
    /// An empty database.
    fn empty() -> Self;
    /// A store in it.
    async fn store(&self) -> Arc<dyn Store>;
    /// Writes the callers' pushes without us; one batch of each caller per transaction.
    async fn write_raw(&self, callers: &[Vec<Push>]) -> Duration;
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    measure::<Sqlite>().await;
    println!();
    measure::<Postgres>().await;
}

async fn measure<E: Engine>() {
    println!("{}, batches of {BATCH_CHANGES}, middle of {RUNS} runs", E::NAME);
    println!(
        "{:>8} {:>18} {:>18} {:>8} {:>12} {:>12}",
        "callers", "store, changes/s", "raw, changes/s", "ratio", "p50 ms", "p99 ms"
    );
    for callers in CALLERS {
        let mut stored = Vec::new();
        let mut raw = Vec::new();
        let mut waits = Vec::new();
        for _ in 0..RUNS {
            let (took, wait) = store_run(&E::empty(), callers).await;
            stored.push(rate(callers, took));
            waits.extend(wait);
            raw.push(rate(callers, E::empty().write_raw(&all_pushes(callers)).await));
        }
        waits.sort();
        let (stored, raw) = (middle(stored), middle(raw));
        println!(
            "{callers:>8} {stored:>18.0} {raw:>18.0} {:>8.2} {:>12.1} {:>12.1}",
            stored / raw,
            at(&waits, 50),
            at(&waits, 99)
        );
    }
}

fn rate(callers: u128, took: Duration) -> f64 {
    (callers as u64 * batches(callers) * BATCH_CHANGES) as f64 / took.as_secs_f64()
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

fn at(waits: &[Duration], percent: usize) -> f64 {
    waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1_000.0
}

/// One place and one tablet per caller.
async fn store_run(engine: &impl Engine, callers: u128) -> (Duration, Vec<Duration>) {
    let store = engine.store().await;
    store.add_organisation(ORGANISATION, &Name::parse("Ekby").unwrap()).await.unwrap();
    for caller in 0..callers {
        let slug = Slug::parse(&format!("plats-{caller}")).unwrap();
        store.add_place(ORGANISATION, place(caller), &slug).await.unwrap();
    }
    let pushes = all_pushes(callers);
    let start = Instant::now();
    let tasks: Vec<_> = pushes.into_iter().map(|pushes| tokio::spawn(call(store.clone(), pushes))).collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.unwrap());
    }
    let took = start.elapsed();
    for caller in 0..callers {
        let head = store.head(place(caller).log()).await.unwrap().unwrap();
        assert_eq!(head.position, batches(callers) * BATCH_CHANGES);
    }
    store.close().await;
    (took, waits)
}

async fn call(store: Arc<dyn Store>, pushes: Vec<Push>) -> Vec<Duration> {
    let mut waits = Vec::new();
    for push in pushes {
        let began = Instant::now();
        let pushed = store.push(push).await.unwrap();
        assert!(pushed.refusals.is_empty());
        waits.push(began.elapsed());
    }
    waits
}

fn all_pushes(callers: u128) -> Vec<Vec<Push>> {
    (0..callers).map(|caller| pushes::pushes(caller, batches(callers))).collect()
}

/// Many callers make fewer pushes each, so that every line takes about as long.
fn batches(callers: u128) -> u64 {
    (BATCHES * 4 / callers as u64).clamp(BATCHES_MIN, BATCHES * 2)
}
