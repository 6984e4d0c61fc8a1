//! The deterministic simulator: many devices and a server in one thread, from one seed.
//!
//! `SAMVARO_SEED=17 cargo test -p samvaro-core --test simulator` replays one history;
//! `SAMVARO_HISTORIES=100000` plays more.

mod device;
mod faults;
mod random;
mod server;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use faults::{Fault, Occurred};
use world::World;

/// Histories in a test run.
const HISTORIES: u64 = 1_000;
/// Every so many histories, one is played twice and must leave the same trace.
const TWICE_EVERY: u64 = 100;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

fn play(seed: u64) -> (Occurred, Vec<String>) {
    let mut world = World::new(seed);
    let outcome = catch_unwind(AssertUnwindSafe(|| world.play()));
    if outcome.is_err() {
        eprintln!("replay: SAMVARO_SEED={seed} cargo test -p samvaro-core --test simulator");
        if number("SAMVARO_SEED").is_some() {
            eprintln!("{}", world.trace.join("\n"));
        }
        panic!("history {seed} broke a promise");
    }
    (world.occurred, world.trace)
}

#[test]
fn no_history_loses_or_doubles_a_tap() {
    let seeds = match number("SAMVARO_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SAMVARO_HISTORIES").unwrap_or(HISTORIES),
    };
    let mut occurred = Occurred::default();
    for seed in seeds.clone() {
        let (faults, trace) = play(seed);
        occurred.add(&faults);
        if seed % TWICE_EVERY == 0 {
            assert_eq!(play(seed).1, trace, "history {seed} is not deterministic");
        }
    }
    println!("{} histories, faults met:\n{occurred}", seeds.end - seeds.start);
    if seeds.end - seeds.start >= HISTORIES {
        for fault in Fault::ALL {
            assert!(occurred.times(fault) >= 100, "{fault:?} occurred only {} times", occurred.times(fault));
        }
    }
}
