//! The server's hint that a log has grown. Only a hint: without it the tablet looks by itself.

use std::cell::RefCell;

use gloo::events::EventListener;
use samvaro_core::id::{LogId, Position};
use serde::Deserialize;
use wasm_bindgen::JsCast as _;
use web_sys::{EventSource, MessageEvent};

use super::super::tablet;
use super::{is_exchanging, ring};

const ADDRESS: &str = "/api/v1/events";

/// What the hints are called that are about a place, and about what the places share.
const KINDS: [&str; 2] = ["message", "shared"];

/// A log's end.
#[derive(Deserialize)]
struct Nudge {
    log: LogId,
    head: Position,
}

struct Stream {
    source: EventSource,
    _listeners: [EventListener; KINDS.len()],
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    /// The latest of each log. One that cannot be read says nothing: the tablet looks by itself.
    static HEADS: RefCell<Vec<Nudge>> = const { RefCell::new(Vec::new()) };
}

/// Listens, unless it does already.
pub(super) fn start() {
    let closed = |stream: &Stream| stream.source.ready_state() == EventSource::CLOSED;
    if STREAM.with_borrow(|stream| stream.as_ref().is_some_and(|stream| !closed(stream))) {
        return;
    }
    let Ok(source) = EventSource::new(ADDRESS) else { return };
    let listeners = KINDS.map(|kind| {
        EventListener::new(&source, kind, |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
            if let Some(nudge) = text.and_then(|text| samvaro_core::json::read(&text).ok()) {
                note(nudge);
            }
            // An exchange that is going on may bring just this; it is asked afterwards.
            if !is_exchanging() && is_ahead() {
                ring();
            }
        })
    });
    STREAM.set(Some(Stream { source, _listeners: listeners }));
}

fn note(nudge: Nudge) {
    HEADS.with_borrow_mut(|heads| {
        heads.retain(|known| known.log != nudge.log);
        heads.push(nudge);
    });
}

/// Whether the server has told of more than has been read of a log that is read here.
pub(super) fn is_ahead() -> bool {
    let behind = |nudge: &Nudge| tablet::read_up_to(nudge.log).is_some_and(|read| read < nudge.head);
    HEADS.with_borrow(|heads| heads.iter().any(behind))
}

/// Listens no more.
pub(super) fn stop() {
    HEADS.take();
    if let Some(stream) = STREAM.take() {
        stream.source.close();
    }
}
