//! One exchange: send, receive, store, and only then believe it.

use leptos::prelude::untrack;
use samvaro_core::protocol::{COMPRESS_FROM_BYTES, MEDIA_TYPE, SyncReply, SyncRequest};
use samvaro_core::replica::{BadReply, Received};

use super::super::fetch::{Answer, Body, Question, Unreached, ask};
use super::super::tablet_store::{Applied, Known};
use super::super::{clock, names, platform, tablet, tabs};

const ADDRESS: &str = "/api/v1/sync";
/// The server knows this tablet's identity as another device's.
pub(super) const FOREIGN: &str = "/problem/foreign-replica";

/// How an exchange ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Everything is sent and read.
    Done,
    /// There is more to send or to read.
    Again,
    /// The server was not reached.
    Offline,
    /// The server does not know this tablet.
    Unpaired,
    /// The answer was no use; the server may want to be left alone for a while.
    Trouble {
        /// In seconds.
        retry_after_s: u32,
    },
    /// There is no replica yet.
    NothingToDo,
}

pub(super) const TROUBLE: Outcome = Outcome::Trouble { retry_after_s: 0 };

pub(super) async fn exchange() -> Outcome {
    let Some((asked, mut request)) = prepare() else { return Outcome::NothingToDo };
    if untrack(tablet::unsent) > 0 {
        tablet::set_connection(super::Connection { sending: true, ..tablet::connection_now() });
    }
    names::unlock_request(&mut request).await;
    match send(&request).await {
        Ok(answer) => understand(&asked, &answer).await,
        Err(Unreached) => Outcome::Offline,
    }
}

/// What the replica was when it asked, and what it asks.
fn prepare() -> Option<(Known, SyncRequest)> {
    tablet::with(|tablet| {
        let mut replica = tablet.replica.borrow_mut();
        let replica = replica.as_mut()?;
        let request = replica.request(clock::now_ms());
        Some((Known { replica: replica.id(), cursors: replica.cursors(), waiting: None }, request))
    })
}

pub(super) async fn send(request: &SyncRequest) -> Result<Answer, Unreached> {
    let text = serde_json::to_string(request).map_err(|_| Unreached)?;
    let packed = if text.len() > COMPRESS_FROM_BYTES { platform::gzip(&text).await.ok() } else { None };
    let body = match packed.filter(|packed| !packed.is_undefined()) {
        Some(content) => Body { content_type: MEDIA_TYPE, encoding: Some("gzip"), content },
        None => Body { content_type: MEDIA_TYPE, encoding: None, content: text.into() },
    };
    ask(Question { method: "POST", path: ADDRESS, accept: MEDIA_TYPE, body: Some(body) }).await
}

async fn understand(asked: &Known, answer: &Answer) -> Outcome {
    if answer.status == 200 && answer.content_type == MEDIA_TYPE {
        return match samvaro_core::json::read(&answer.text) {
            Ok(mut reply) => {
                names::lock_reply(&mut reply).await;
                take_in(asked, reply).await
            }
            Err(_) => TROUBLE,
        };
    }
    match answer.problem() {
        Some(_) if answer.status == 401 => Outcome::Unpaired,
        Some(problem) if problem.kind == FOREIGN => {
            tablet::renew().await;
            Outcome::Trouble { retry_after_s: 0 }
        }
        Some(_) => Outcome::Trouble { retry_after_s: answer.retry_after_s.unwrap_or(0) },
        None if answer.status == 429 || answer.status == 503 => {
            Outcome::Trouble { retry_after_s: answer.retry_after_s.unwrap_or(0) }
        }
        None => Outcome::Offline,
    }
}

async fn take_in(asked: &Known, reply: SyncReply) -> Outcome {
    let now = clock::now_ms();
    let skew_ms = reply.server_time - now;
    let received = tablet::with(|tablet| {
        let replica = tablet.replica.borrow();
        let replica = replica.as_ref()?;
        // At once: somebody may press something before the writes are stored.
        let and_for = |received: Received| (replica.made_for(&received.writes), received);
        Some(replica.receive(reply).map(and_for))
    });
    let (waiting, received) = match received {
        Some(Ok(received)) => received,
        // Another answer was faster.
        Some(Err(BadReply::Stale)) => return Outcome::Again,
        Some(Err(bad)) => {
            leptos::logging::warn!("{bad}");
            return TROUBLE;
        }
        None => return Outcome::NothingToDo,
    };
    tablet::set_connection(super::Connection { skew_ms, ..tablet::connection_now() });
    let forbidden = !received.forbidden.is_empty();
    // Of several logs, the next begins in the next round.
    let begin = received.begin.first().cloned();
    let known = Known { waiting, ..asked.clone() };
    let outcome = store(&known, received).await;
    match (outcome, begin) {
        (Outcome::Again, Some((log, snapshot))) => {
            return super::first_sync::begin(asked, log, snapshot).await;
        }
        (outcome, _) => finish(outcome, forbidden).await,
    }
}

async fn finish(outcome: Outcome, forbidden: bool) -> Outcome {
    match outcome {
        // More than one request holds what is left to hand in.
        Outcome::Again if forbidden => Outcome::Again,
        _ if forbidden && tablet::forget_if_withdrawn().await => Outcome::Again,
        _ if forbidden => Outcome::Unpaired,
        Outcome::Done if tablet::adopt_orphans().await => Outcome::Again,
        Outcome::Done if super::hand_on::hand_on().await => Outcome::Again,
        _ => outcome,
    }
}

/// Stores what the answer means, then lets the replica believe it.
async fn store(known: &Known, received: Received) -> Outcome {
    let outcome = if received.again { Outcome::Again } else { Outcome::Done };
    if received.writes.is_empty() {
        settle(received);
        return outcome;
    }
    match tablet::store().apply(known, &received.writes).await {
        Ok(Applied::Stored) => {
            settle(received);
            tabs::tell_grown();
            outcome
        }
        Ok(Applied::Overtaken) => {
            tablet::refresh().await;
            Outcome::Again
        }
        Err(broken) => {
            leptos::logging::warn!("the server's answer cannot be stored: {broken}");
            TROUBLE
        }
    }
}

fn settle(received: Received) {
    let (quiet, erases) = (received.writes.is_empty(), !received.writes.erase.is_empty());
    tablet::settle(received);
    if !quiet {
        tablet::bump();
    }
    if erases {
        names::throw_key_away_if_unused();
    }
}
