//! `GET /api/v1/events`: says which of the caller's logs grew, so that nobody has to ask in vain.
//!
//! A nudge is `{"log": …, "head": …}` and a hint, never the truth: whoever gets one syncs. Those of
//! the log that the places share are events of their own kind, `shared`: a tablet of an older build,
//! which takes every other for its place's log, does not hear them.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream;
use samvaro_core::id::LogId;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

use super::App;
use super::caller::{Follower, Tablet};
use super::limits::{EVENT_STREAMS_MAX, EVENTS_KEEP_ALIVE};
use super::problem::ApiError;
use crate::help::logs_of as logs_of_organisation;
use crate::store::Growth;

/// The kind of the events about the log that the places share.
const SHARED: &str = "shared";

/// A log and its end.
#[derive(Serialize)]
struct Nudge {
    log: LogId,
    head: u64,
}

/// Opens the stream: first the end of every log, then each growth. It ends when the server stops.
pub async fn events(State(app): State<App>, follower: Follower) -> Result<Response, ApiError> {
    let seat = Seat::take(app.clone())?;
    let logs = logs_of(&app, &follower).await?;
    let shared = follower.organisation().log();
    let (growth, stopping) = (app.store().growth(), app.stopping());
    let following = Following { seat, logs, shared, growth, stopping, waiting: Vec::new() };
    let following = following.look_at_everything().await;
    let stream = stream::unfold(following, Following::next);
    let sse = Sse::new(stream).keep_alive(KeepAlive::new().interval(EVENTS_KEEP_ALIVE));
    Ok(sse.into_response())
}

async fn logs_of(app: &App, follower: &Follower) -> Result<BTreeSet<LogId>, ApiError> {
    match follower {
        Follower::Tablet(Tablet(device)) => Ok(device.reads().into()),
        Follower::Coordinator(signed_in) => {
            Ok(logs_of_organisation(app.store().as_ref(), signed_in.account.organisation).await?)
        }
    }
}

struct Following {
    seat: Seat,
    logs: BTreeSet<LogId>,
    shared: LogId,
    growth: broadcast::Receiver<Growth>,
    stopping: watch::Receiver<bool>,
    waiting: Vec<Nudge>,
}

impl Following {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(nudge) = self.waiting.pop() {
                let event = Event::default();
                let event = if nudge.log == self.shared { event.event(SHARED) } else { event };
                let event = event.json_data(&nudge).unwrap_or_default();
                return Some((Ok(event), self));
            }
            let grown = tokio::select! {
                // An error says that the one who could stop us is gone: the server is ending.
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                grown = self.growth.recv() => grown,
            };
            match grown {
                Ok(Growth { log, head }) if self.logs.contains(&log) => {
                    self.waiting.push(Nudge { log, head })
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => self = self.look_at_everything().await,
                Err(RecvError::Closed) => return None,
            }
        }
    }

    async fn look_at_everything(mut self) -> Self {
        self.waiting.clear();
        for log in &self.logs {
            if let Ok(Some(head)) = self.seat.0.store().head(*log).await {
                self.waiting.push(Nudge { log: *log, head: head.position });
            }
        }
        self
    }
}

/// One of the streams that may be open at a time.
struct Seat(App);

impl Seat {
    fn take(app: App) -> Result<Self, ApiError> {
        let before = app.metrics().streams().fetch_add(1, Ordering::Relaxed);
        let seat = Self(app);
        if before >= EVENT_STREAMS_MAX as u64 { Err(ApiError::Busy) } else { Ok(seat) }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.metrics().streams().fetch_sub(1, Ordering::Relaxed);
    }
}
