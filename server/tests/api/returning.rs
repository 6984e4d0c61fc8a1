//! The server was away, and everybody comes back: thousands of tablets by the product's own rule of
//! waiting, against a real server. In a long run at full size and in real time, else smaller and
//! faster. The figures are printed and not asserted; that nothing is lost or doubled is.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use samvaro_core::backoff;
use samvaro_core::id::ReplicaId;
use samvaro_core::replica::Replica;
use samvaro_core::target::{Half, Target};
use samvaro_core::text::Slug;
use server::access::token::Token;
use server::clock;
use server::store::access::{DeviceId, NewDevice};
use server::store::{Place, Store};
use uuid::Uuid;

use super::browser::Browser;
use super::crowd::rounds;
use super::events::Stream;
use super::house::{Tablet, today};
use super::server::Server;
use super::told::tell;

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

fn table(places: usize) -> String {
    let day = today().strftime("%a").to_string().to_lowercase();
    let line = |place| format!("Plats {place},Öppet café,{day},all,{},09:00,16:00\n", today());
    let lines: String = (0..places).map(line).collect();
    format!("place,activity,weekday,weeks,from,start,end\n{lines}")
}

async fn pair(store: &dyn Store, place: &Place) -> String {
    let (now, token) = (clock::now_ms(), Token::random().unwrap());
    let code = store.add_pairing_code(place.organisation, place.id, "phc", now + 60_000).await.unwrap();
    let id = DeviceId(Uuid::new_v4());
    let device = NewDevice { id, token_hash: token.sum().0, name: "Platta".to_owned() };
    store.use_pairing_code(code, now, device).await.unwrap().unwrap();
    token.reveal()
}

/// A server with places, and tablets that are paired with them in turn.
fn town(places: usize, tablets: usize) -> (Server, Vec<Back>) {
    let mut server = Server::installed();
    server.import(&table(places));
    let paired = server.beside_it(async |store| {
        let mut all = Vec::new();
        for place in 0..places {
            let slug = Slug::parse(&format!("plats-{place}")).unwrap();
            all.push(store.place_by_slug(&slug).await.unwrap().unwrap());
        }
        let mut paired = Vec::new();
        for tablet in 0..tablets {
            let place = tablet % places;
            paired.push((place, all[place].id.log(), pair(store, &all[place]).await));
        }
        paired
    });
    server.start();
    let mut chance = Chance(17);
    let back = paired.into_iter().map(|(place, log, token)| {
        let target = Target::DropIn(today(), Half::Forenoon);
        let tablet = Tablet { replica: Replica::new(ReplicaId(Uuid::new_v4()), [log]), log, target };
        let (next_ms, failures) = first_try(&mut chance);
        let browser = Browser::new(server.url()).carrying("samvaro-device", &token);
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
    let (places, tablets, faster) = (rounds(10, 200), rounds(200, 2_000), rounds(50, 1) as u64);
    let (server, mut back) = town(places, tablets);
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
    print_rates(tablets, faster, all_in, &tries.into_inner().unwrap(), slow.into_inner());
    for place in 0..places {
        let counting = back.iter().filter(|one| one.lock().unwrap().place == place).count() as i64;
        let mut one = back.iter().find(|one| one.lock().unwrap().place == place).unwrap().lock().unwrap();
        let Back { browser, tablet, .. } = &mut *one;
        tablet.sync(browser);
        assert_eq!(tablet.visitors(), counting * TAPS);
    }
    drop(server);
}

fn print_rates(tablets: usize, faster: u64, all_in: Duration, tries: &[Duration], turned_away: usize) {
    let window = Duration::from_secs(5) / faster as u32;
    let mut buckets = vec![0_usize; (all_in.as_micros() / window.as_micros()) as usize + 1];
    for at in tries {
        buckets[(at.as_micros() / window.as_micros()) as usize] += 1;
    }
    let mean = tries.len() as f64 / buckets.len() as f64;
    let peak = buckets.iter().max().copied().unwrap_or_default() as f64;
    tell(&format!(
        "{tablets} tablets after {} minutes without a server: all in after {:.0} s of their time, \
         {} tries, {turned_away} of them turned away, busiest 5 s {:.1} times the mean",
        AWAY_MS / 60_000,
        (all_in * faster as u32).as_secs_f64(),
        tries.len(),
        peak / mean
    ));
}

#[test]
fn connected_tablets_are_told_and_the_servers_memory_is_printed() {
    let (places, tablets) = (rounds(10, 50), rounds(50, 500));
    let (server, mut back) = town(places, tablets);
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
        "{tablets} connected tablets: {:.1} MiB resident, {:.1} before they came, {:.1} after each has counted",
        connected as f64 / 1024.0,
        before as f64 / 1024.0,
        counting as f64 / 1024.0
    ));
}
