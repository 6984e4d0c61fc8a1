//! The server was away, and everybody comes back: thousands of tablets by the product's own rule of
//! waiting, against a real server. In a long run at full size and in real time, else smaller and
//! faster. The figures are printed and not asserted; that nothing is lost or doubled is.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use samvaro_core::backoff;
use server::clock;

use super::browser::Browser;
use super::crowd::rounds;
use super::events::Stream;
use super::house::Tablet;
use super::server::Server;
use super::told::tell;
use super::town::{Engine, town};

/// How long the server was away, in milliseconds.
const AWAY_MS: u64 = 10 * 60 * 1_000;

/// What each tablet has counted meanwhile.
const TAPS: i64 = 5;

/// How many speak at once; the others stand ready.
const VOICES: usize = 100;

struct Back {
    place: usize,
    browser: Browser,
    tablet: Tablet,
    /// When it tries next after the server's return, in milliseconds, and how often it has failed.
    next_ms: u64,
    failures: u32,
}

/// Chance that is the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// When a tablet tries for the first time after the server is back, and after how many failures.
fn first_try(chance: &mut Chance) -> (u64, u32) {
    // They did not all try in the same moment before, either.
    let (mut at, mut failures) = ((backoff::POLL_MS * chance.next()) as u64, 0);
    while at < AWAY_MS {
        failures += 1;
        at += u64::from(backoff::pause(0) + backoff::after_failures(failures, chance.next()));
    }
    (at - AWAY_MS, failures)
}

/// A server with places, and the tablets that come back to it.
fn returning(engine: Engine, places: usize, tablets: usize) -> (Server, Vec<Back>) {
    let (server, tablets) = town(engine, places, tablets);
    let mut chance = Chance(17);
    let back = tablets.into_iter().map(|(place, browser, tablet)| {
        let (next_ms, failures) = first_try(&mut chance);
        Back { place, browser, tablet, next_ms, failures }
    });
    let back = back.collect();
    (server, back)
}

/// One try; the wait in milliseconds if it has to come again.
fn try_once(back: &mut Back, chance: &mut Chance) -> Option<u64> {
    let request = back.tablet.replica.request(clock::now_ms());
    let answer = back.browser.try_sync(&request);
    let asked_s = match answer {
        Some(answer) if answer.status == 200 => {
            let received = back.tablet.replica.receive(answer.json()).unwrap();
            let again = received.again;
            back.tablet.replica.settle(received);
            back.failures = 0;
            return again.then_some(0);
        }
        Some(answer) => {
            assert_eq!(answer.status, 503, "{}", answer.text());
            answer.header("retry-after").parse().unwrap()
        }
        None => 0,
    };
    back.failures += 1;
    Some(u64::from(backoff::pause(asked_s * 1_000) + backoff::after_failures(back.failures, chance.next())))
}

#[test]
fn tablets_that_all_come_back_after_an_outage_get_through_and_are_counted_once() {
    all_come_back(Engine::Sqlite);
}

#[test]
fn tablets_that_all_come_back_are_counted_once_on_postgresql_too() {
    all_come_back(Engine::Postgres);
}

fn all_come_back(engine: Engine) {
    let (places, tablets, faster) = (rounds(10, 200), rounds(200, 2_000), rounds(50, 1) as u64);
    let (server, mut back) = returning(engine, places, tablets);
    for one in &mut back {
        (0..TAPS).for_each(|_| drop(one.tablet.tap()));
    }
    back.sort_by_key(|one| one.next_ms);
    let (begun, next) = (Instant::now(), AtomicUsize::new(0));
    let (tries, slow) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    let back: Vec<Mutex<Back>> = back.into_iter().map(Mutex::new).collect();
    thread::scope(|scope| {
        for voice in 0..VOICES {
            let (back, next, tries, slow) = (&back, &next, &tries, &slow);
            scope.spawn(move || {
                let mut chance = Chance(voice as u64);
                while let Some(one) = back.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut one = one.lock().unwrap();
                    let mut at = one.next_ms;
                    loop {
                        let due = begun + Duration::from_micros(at * 1_000 / faster);
                        thread::park_timeout(due.saturating_duration_since(Instant::now()));
                        if Instant::now() < due {
                            continue;
                        }
                        tries.lock().unwrap().push(begun.elapsed());
                        match try_once(&mut one, &mut chance) {
                            None => break,
                            Some(0) => {}
                            Some(wait_ms) => {
                                slow.fetch_add(1, Ordering::Relaxed);
                                at = begun.elapsed().as_millis() as u64 * faster + wait_ms;
                            }
                        }
                    }
                }
            });
        }
    });
    let all_in = begun.elapsed();
    print_rates(engine, tablets, faster, all_in, &tries.into_inner().unwrap(), slow.into_inner());
    for place in 0..places {
        let counting = back.iter().filter(|one| one.lock().unwrap().place == place).count() as i64;
        let mut one = back.iter().find(|one| one.lock().unwrap().place == place).unwrap().lock().unwrap();
        let Back { browser, tablet, .. } = &mut *one;
        tablet.sync(browser);
        assert_eq!(tablet.visitors(), counting * TAPS);
    }
    drop(server);
}

fn print_rates(
    engine: Engine,
    tablets: usize,
    faster: u64,
    all_in: Duration,
    tries: &[Duration],
    turned_away: usize,
) {
    let window = Duration::from_secs(5) / faster as u32;
    let mut buckets = vec![0_usize; (all_in.as_micros() / window.as_micros()) as usize + 1];
    for at in tries {
        buckets[(at.as_micros() / window.as_micros()) as usize] += 1;
    }
    let mean = tries.len() as f64 / buckets.len() as f64;
    let peak = buckets.iter().max().copied().unwrap_or_default() as f64;
    tell(&format!(
        "{engine}: {tablets} tablets after {} minutes without a server: all in after {:.0} s of their time, \
         {} tries, {turned_away} of them turned away, busiest 5 s {:.1} times the mean",
        AWAY_MS / 60_000,
        (all_in * faster as u32).as_secs_f64(),
        tries.len(),
        peak / mean
    ));
}

#[test]
fn connected_tablets_are_told_and_the_servers_memory_is_printed() {
    all_are_told(Engine::Sqlite);
}

#[test]
fn connected_tablets_are_told_on_postgresql_too() {
    all_are_told(Engine::Postgres);
}

fn all_are_told(engine: Engine) {
    let (places, tablets) = (rounds(10, 50), rounds(50, 500));
    let (server, mut back) = returning(engine, places, tablets);
    let before = server.resident_kib();
    let mut streams: Vec<Stream> = back.iter().map(|one| Stream::open(&server, &one.browser)).collect();
    for stream in &mut streams {
        assert!(stream.next().is_some());
    }
    let connected = server.resident_kib();
    for one in &mut back {
        one.tablet.tap();
        one.tablet.sync(&mut one.browser);
    }
    for stream in &mut streams {
        assert!(stream.next().is_some(), "everybody hears of a count");
    }
    let counting = server.resident_kib();
    tell(&format!(
        "{engine}: {tablets} connected tablets: {:.1} MiB resident, {:.1} before they came, {:.1} after each has counted",
        connected as f64 / 1024.0,
        before as f64 / 1024.0,
        counting as f64 / 1024.0
    ));
}
