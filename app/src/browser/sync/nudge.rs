//! The server's hint that a log has grown. Only a hint: without it the tablet looks by itself.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use samvaro_core::id::Position;
use serde::Deserialize;
use wasm_bindgen::JsCast as _;
use web_sys::{EventSource, MessageEvent};

use super::super::tablet;
use super::{is_exchanging, ring};

const ADDRESS: &str = "/api/v1/events";

/// A log's end. A tablet follows one log, so its name does not matter.
#[derive(Deserialize)]
struct Nudge {
    head: Position,
}

struct Stream {
    source: EventSource,
    _listener: EventListener,
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    static HEAD: Cell<Position> = const { Cell::new(0) };
}

/// Listens, unless it does already.
pub(super) fn start() {
    let closed = |stream: &Stream| stream.source.ready_state() == EventSource::CLOSED;
    if STREAM.with_borrow(|stream| stream.as_ref().is_some_and(|stream| !closed(stream))) {
        return;
    }
    let Ok(source) = EventSource::new(ADDRESS) else { return };
    let listener = EventListener::new(&source, "message", |event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
        let nudge = text.and_then(|text| samvaro_core::json::read::<Nudge>(&text).ok());
        HEAD.set(nudge.map_or(Position::MAX, |nudge| nudge.head));
        // An exchange that is going on may bring just this; it is asked afterwards.
        if !is_exchanging() && is_ahead() {
            ring();
        }
    });
    STREAM.set(Some(Stream { source, _listener: listener }));
}

/// Whether the server has told of more than has been read.
pub(super) fn is_ahead() -> bool {
    let head = HEAD.get();
    if head == Position::MAX {
        HEAD.set(0);
        return true;
    }
    head > tablet::base()
}

/// Listens no more.
pub(super) fn stop() {
    HEAD.set(0);
    if let Some(stream) = STREAM.take() {
        stream.source.close();
    }
}
