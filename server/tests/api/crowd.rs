//! Tablets that count without a pause while things go wrong, and a witness who reads what came of
//! it, entry by entry.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use samvaro_core::api::Pairing;
use samvaro_core::entry::Cursor;
use samvaro_core::id::{LogId, ReplicaId, Seq};
use samvaro_core::protocol::{PROTOCOL, Pull, Slice, SyncReply, SyncRequest};
use server::clock;
use uuid::Uuid;

use super::browser::Browser;
use super::house::Tablet;

/// Taps between two exchanges, at most.
const TAPS_MAX: u64 = 5;

/// Whoever has lost the server looks again after this time.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(200);

/// A crowd that gets nothing confirmed for so long is stuck.
const STUCK_AFTER: Duration = Duration::from_secs(60);

/// How often something costly is done: more often in a long run.
pub fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("SAMVARO_LONG").is_some() { long } else { short }
}

/// What all of them share.
#[derive(Default)]
struct State {
    /// Exchanges that were answered.
    answered: u64,
    /// Whoever has lost the server waits until this is another number.
    servings: u64,
    leaving: bool,
    /// How often the server said that it has too much to do.
    turned_away: u64,
}

#[derive(Default)]
struct Shared(Mutex<State>, Condvar);

/// Tablets that count, each in a thread of its own.
pub struct Crowd {
    shared: Arc<Shared>,
    members: Vec<JoinHandle<Member>>,
    /// The highest number of each that the server has confirmed.
    confirmed: Arc<Mutex<BTreeMap<ReplicaId, Seq>>>,
}

/// One of them, with what it has been told.
pub struct Member {
    pub tablet: Tablet,
    pub browser: Browser,
    /// Taps so far.
    pub taps: u64,
}

impl Member {
    /// One exchange; false when the server was not there, or had no time.
    fn exchange(&mut self) -> Result<SyncReply, Away> {
        let request = self.tablet.replica.request(clock::now_ms());
        let answer = self.browser.try_sync(&request).ok_or(Away::Gone)?;
        match answer.status {
            200 => {}
            503 | 507 => {
                assert!(!answer.header("retry-after").is_empty(), "{}", answer.text());
                return Err(Away::Busy);
            }
            status => panic!("{status}: {}", answer.text()),
        }
        let reply: SyncReply = answer.json();
        let received = self.tablet.replica.receive(reply.clone()).unwrap();
        self.tablet.replica.settle(received);
        Ok(reply)
    }
}

enum Away {
    Gone,
    Busy,
}

impl Crowd {
    /// Begins to count; `browsers` are paired already.
    pub fn counting(browsers: Vec<(Browser, Pairing)>) -> Self {
        let shared = Arc::new(Shared::default());
        let confirmed = Arc::new(Mutex::new(BTreeMap::new()));
        let members = browsers.into_iter().map(|(mut browser, pairing)| {
            let tablet = Tablet::new(&mut browser, &pairing);
            let member = Member { tablet, browser, taps: 0 };
            let (shared, confirmed) = (shared.clone(), confirmed.clone());
            thread::spawn(move || count(member, &shared, &confirmed))
        });
        Self { members: members.collect(), shared, confirmed }
    }

    /// Waits until so many more exchanges have been answered.
    pub fn wait_for(&self, exchanges: u64) {
        let Shared(state, told) = &*self.shared;
        let state = state.lock().unwrap();
        let enough = state.answered + exchanges;
        let waiting = told.wait_timeout_while(state, STUCK_AFTER, |state| state.answered < enough);
        assert!(!waiting.unwrap().1.timed_out(), "the crowd gets nothing confirmed");
    }

    /// Waits until so many more were told that the server has too much to do.
    pub fn wait_until_turned_away(&self, times: u64) {
        let Shared(state, told) = &*self.shared;
        let state = state.lock().unwrap();
        let enough = state.turned_away + times;
        let waiting = told.wait_timeout_while(state, STUCK_AFTER, |state| state.turned_away < enough);
        assert!(!waiting.unwrap().1.timed_out(), "nobody is turned away");
    }

    /// The server is there again.
    pub fn served_again(&self) {
        self.shared.0.lock().unwrap().servings += 1;
        self.shared.1.notify_all();
    }

    /// What the server has confirmed until now.
    pub fn confirmed(&self) -> BTreeMap<ReplicaId, Seq> {
        self.confirmed.lock().unwrap().clone()
    }

    /// Everybody stops counting and sends what is left.
    pub fn leave(self) -> Vec<Member> {
        self.shared.0.lock().unwrap().leaving = true;
        self.shared.1.notify_all();
        let members = self.members.into_iter().map(|member| member.join().unwrap());
        members
            .map(|mut member| {
                member.tablet.sync(&mut member.browser);
                member
            })
            .collect()
    }
}

fn count(mut member: Member, shared: &Shared, confirmed: &Mutex<BTreeMap<ReplicaId, Seq>>) -> Member {
    let Shared(state, told) = shared;
    loop {
        let servings = {
            let state = state.lock().unwrap();
            if state.leaving {
                return member;
            }
            state.servings
        };
        for _ in 0..=member.taps % TAPS_MAX {
            member.tablet.tap();
            member.taps += 1;
        }
        match member.exchange() {
            Ok(reply) => {
                confirmed.lock().unwrap().insert(member.tablet.replica.id(), reply.last_seq);
                state.lock().unwrap().answered += 1;
                told.notify_all();
            }
            Err(Away::Busy) => {
                state.lock().unwrap().turned_away += 1;
                told.notify_all();
            }
            Err(Away::Gone) => {
                let still = |state: &mut State| state.servings == servings && !state.leaving;
                drop(told.wait_timeout_while(state.lock().unwrap(), TRY_AGAIN_AFTER, still).unwrap());
            }
        }
    }
}

/// Reads a log to its end, and compares it with what was confirmed.
pub struct Witness {
    log: LogId,
    cursor: Cursor,
    /// The highest number of each replica that the log has.
    seen: BTreeMap<ReplicaId, Seq>,
    browser: Browser,
}

impl Witness {
    pub fn new(browser: Browser, pairing: &Pairing) -> Self {
        Self { log: pairing.log, cursor: Cursor::default(), seen: BTreeMap::new(), browser }
    }

    /// Reads on to the end. Each replica's changes come one after the other without a gap: nothing
    /// is lost in the middle and nothing doubled.
    pub fn read(&mut self) {
        loop {
            let request = SyncRequest {
                protocol: PROTOCOL,
                replica: ReplicaId(Uuid::from_u128(0xface)),
                exchange: 1,
                sent_at: clock::now_ms(),
                push: Default::default(),
                pull: vec![Pull { log: self.log, cursor: self.cursor, snapshot: false }],
            };
            let reply = self.browser.synced(&request);
            let Slice::Entries(slice) = &reply.slices[0].1 else { panic!("{:?}", reply.slices) };
            for entry in slice.pack.clone().entries(slice.from).unwrap() {
                let dot = entry.change().dot;
                let last = self.seen.entry(dot.replica).or_default();
                assert_eq!(dot.seq, *last + 1, "lost or doubled: {dot:?}");
                *last = dot.seq;
            }
            self.cursor = slice.upto;
            if !slice.more {
                return;
            }
        }
    }

    /// Everything that was confirmed is in the log.
    pub fn finds(&mut self, confirmed: &BTreeMap<ReplicaId, Seq>) {
        self.read();
        for (replica, seq) in confirmed {
            let found = self.seen.get(replica).copied().unwrap_or_default();
            assert!(found >= *seq, "{seq} was confirmed and {found} is in the log");
        }
    }

    /// Everything that was counted is in the log, and nothing else of these tablets.
    pub fn finds_all(&mut self, members: &[Member]) {
        self.read();
        for member in members {
            assert_eq!(self.seen.get(&member.tablet.replica.id()).copied().unwrap_or_default(), member.taps);
            assert_eq!(member.tablet.replica.unsent(), 0);
        }
    }
}
