//! The server's hint that a log has grown. Only a hint: without it the tablet looks by itself.

use std::cell::RefCell;

use gloo::events::EventListener;
use web_sys::EventSource;

use super::ring;

const ADDRESS: &str = "/api/v1/events";

struct Stream {
    source: EventSource,
    _listeners: [EventListener; 2],
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
}

/// Listens, unless it does already.
pub(super) fn start() {
    let closed = |stream: &Stream| stream.source.ready_state() == EventSource::CLOSED;
    if STREAM.with_borrow(|stream| stream.as_ref().is_some_and(|stream| !closed(stream))) {
        return;
    }
    let Ok(source) = EventSource::new(ADDRESS) else { return };
    let listeners = ["message", "head"].map(|event| EventListener::new(&source, event, |_| ring()));
    STREAM.set(Some(Stream { source, _listeners: listeners }));
}

/// Listens no more.
pub(super) fn stop() {
    if let Some(stream) = STREAM.take() {
        stream.source.close();
    }
}
