//! Keeping the tablet and the server alike, without anyone ever pressing anything.
//!
//! One tab at a time talks to the network. If two do for a moment, nothing is harmed: exchanges
//! can be repeated, and the store refuses the writes of a tab that has been overtaken.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use leptos::prelude::{document, window};
use samvaro_core::backoff;
use wasm_bindgen_futures::spawn_local;

use super::bell::Bell;
use super::{clock, memo, tablet, tabs};
use crate::connection::{Connection, Reach};
use exchange::Outcome;

mod exchange;
mod first_sync;
mod hand_on;
mod leader;
mod nudge;
mod report;

thread_local! {
    static BELL: Bell = Bell::default();
    static LEADING: Cell<bool> = const { Cell::new(false) };
    static RUNNING: Cell<bool> = const { Cell::new(false) };
    static EXCHANGING: Cell<bool> = const { Cell::new(false) };
    static BEATING: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// Time between two signs of life of the tab that talks to the network, in milliseconds.
const BEAT_MS: u32 = 2_000;

/// Presses that follow each other within this time belong together, in milliseconds.
const BURST_MS: f64 = 1_000.0;
/// How long nobody has pressed before a burst is sent, in milliseconds.
const QUIET_MS: u32 = 300;
/// For how many such pauses a burst is waited for at most: ten seconds.
const PAUSES_MAX: u32 = 10_000 / QUIET_MS;

/// Starts: from now on the tablet finds its own way to the server.
pub fn start() {
    EventListener::new(&window(), "online", |_| ring()).forget();
    EventListener::new(&window(), "offline", |_| ring()).forget();
    EventListener::new(&document(), "visibilitychange", |_| {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            ring();
        }
    })
    .forget();
    leader::start();
}

/// There is something to send or to fetch.
pub fn ring() {
    BELL.with(Bell::ring);
}

/// Whether this tab talks to the network.
pub fn is_leading() -> bool {
    LEADING.get()
}

fn is_exchanging() -> bool {
    EXCHANGING.get()
}

/// This tab talks to the network from now on.
fn lead() {
    LEADING.set(true);
    BEATING.set(Some(Interval::new(BEAT_MS, || tabs::beat(&tablet::connection_now()))));
    if !RUNNING.replace(true) {
        spawn_local(run());
    }
    ring();
}

/// Another tab has taken over.
fn follow() {
    LEADING.set(false);
    BEATING.set(None);
    nudge::stop();
    ring();
}

async fn run() {
    // The other tabs may have written while this one only listened.
    tablet::refresh().await;
    let mut failures = 0;
    while is_leading() {
        until_quiet().await;
        let bell = BELL.with(Bell::clone);
        bell.hush();
        EXCHANGING.set(true);
        let outcome = exchange::exchange().await;
        EXCHANGING.set(false);
        report(outcome);
        match outcome {
            Outcome::Again => {}
            Outcome::Done => {
                failures = 0;
                tablet::learn_shared().await;
                report::tell();
                nudge::start();
                if nudge::is_ahead() {
                    bell.ring();
                }
                bell.heard_within(backoff::until_next_look(js_sys::Math::random())).await;
            }
            Outcome::Offline | Outcome::Trouble { .. } | Outcome::Unpaired => {
                failures += 1;
                nudge::stop();
                if pause(outcome, failures, &bell).await {
                    // Presses during an outage are tries out of turn: if each of them counted as a
                    // failure, a minute of counting would put off the next try to the longest wait.
                    failures = 0;
                }
            }
            Outcome::NothingToDo => bell.heard().await,
        }
    }
    RUNNING.set(false);
}

/// Waits until somebody who presses fast makes a pause: what is pressed is stored first, and an
/// exchange in between would make it wait. A press by itself is sent at once.
async fn until_quiet() {
    for _ in 0..PAUSES_MAX {
        let presses = tablet::presses();
        if !presses.in_burst(clock::running_ms(), BURST_MS) {
            return;
        }
        sleep(QUIET_MS).await;
        if tablet::presses() == presses {
            return;
        }
    }
}

/// Waits after a failure: as long as the server asked for, and else until there is a reason to
/// try again. Whether somebody gave one before the wait was over.
async fn pause(outcome: Outcome, failures: u32, bell: &Bell) -> bool {
    let asked_ms = match outcome {
        Outcome::Trouble { retry_after_s } => retry_after_s.saturating_mul(1_000),
        _ => 0,
    };
    sleep(backoff::pause(asked_ms)).await;
    bell.heard_within(backoff::after_failures(failures, js_sys::Math::random())).await
}

async fn sleep(ms: u32) {
    Bell::default().heard_within(ms).await;
}

fn report(outcome: Outcome) {
    let before = tablet::connection_now();
    let reach = match outcome {
        Outcome::Again | Outcome::Done => Reach::Online,
        Outcome::Offline => Reach::Offline,
        Outcome::Unpaired => Reach::Unpaired,
        Outcome::Trouble { .. } => Reach::Trouble,
        Outcome::NothingToDo => before.reach,
    };
    let answered = reach == Reach::Online;
    if answered && before.reach == Reach::Offline {
        memo::remember_coming_back();
    }
    let last_contact = if answered { Some(clock::now_ms()) } else { before.last_contact };
    let sending = outcome == Outcome::Again;
    let after = Connection { reach, sending, last_contact, ..before };
    tablet::set_connection(after);
    tabs::beat(&after);
    if answered {
        tablet::remember();
    }
}
