//! The deterministic simulator: many devices and a server in one thread, from one seed.
//!
//! `SAMVARO_HISTORIES=100000` plays more, `SAMVARO_LONG=1` very many. `SAMVARO_SEED=17` plays one,
//! and makes it as short as possible if it is red: the list that it prints goes into `red/`, where
//! it is played for ever. All of it in `cargo test -p samvaro-core --test simulator`.

mod action;
mod bugs;
mod device;
mod disk;
mod faults;
mod generator;
mod history;
mod mishaps;
mod monotonic;
mod people;
mod promise;
mod promises;
mod random;
mod red;
mod report;
mod seeded;
mod server;
mod world;

use faults::Kind;

/// Histories in a test run.
const HISTORIES: u64 = 10_000;
/// Histories in a long run.
const LONG_HISTORIES: u64 = 200_000;
/// Every so many histories, one is played twice and must leave the same trace.
const TWICE_EVERY: u64 = 100;
/// How often each kind of fault must occur in a run.
const OCCUR_MIN_TIMES: u64 = 100;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn no_history_loses_or_doubles_a_tap() {
    promise::keep_broken_promises_quiet();
    if let Some(seed) = number("SAMVARO_SEED") {
        return red::tell(seed);
    }
    let wanted = if number("SAMVARO_LONG").is_some() { LONG_HISTORIES } else { HISTORIES };
    let histories = number("SAMVARO_HISTORIES").unwrap_or(wanted);
    let sum = history::many(0..histories, TWICE_EVERY);
    if let Some(seed) = sum.red {
        red::tell(seed);
        panic!("history {seed} is not the same twice");
    }
    println!("{}", sum.occurred);
    report::tell(&format!("{histories} histories of the simulator met {}", sum.occurred.shortly()));
    if histories >= HISTORIES {
        for kind in Kind::ALL {
            let times = sum.occurred.times(kind);
            assert!(times >= OCCUR_MIN_TIMES, "{} occurred only {times} times", kind.name());
        }
        assert!(
            sum.occurred.begun >= OCCUR_MIN_TIMES,
            "only {} logs were begun from pages",
            sum.occurred.begun
        );
        assert!(
            sum.occurred.handed_on >= OCCUR_MIN_TIMES,
            "only {} changes were handed on",
            sum.occurred.handed_on
        );
    }
}
