//! Keeps the figures fresh while somebody looks at them: the server says when a place has
//! counted, and nobody has to press anything.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use web_sys::EventSource;

const ADDRESS: &str = "/api/v1/events";

/// Time between a hint and the question, in milliseconds: a busy hour is asked about as a whole.
const GATHER_MS: u32 = 1_500;
/// Time between two questions without a hint, in milliseconds (1 minute).
const LOOK_MS: u32 = 60_000;

/// Asks again whenever the server hints that something was counted, until it is dropped.
pub struct Following {
    source: EventSource,
    _hints: EventListener,
    _looks: Interval,
}

impl Following {
    /// Begins; nothing where the browser cannot listen.
    pub fn begin(ask: impl Fn() + Clone + 'static) -> Option<Self> {
        let source = EventSource::new(ADDRESS).ok()?;
        let gathering: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let hinted = ask.clone();
        let hints = EventListener::new(&source, "message", move |_| {
            let mut waiting = gathering.borrow_mut();
            if waiting.is_none() {
                let (gathering, ask) = (gathering.clone(), hinted.clone());
                *waiting = Some(Timeout::new(GATHER_MS, move || {
                    gathering.borrow_mut().take();
                    ask();
                }));
            }
        });
        Some(Self { source, _hints: hints, _looks: Interval::new(LOOK_MS, ask) })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.source.close();
    }
}
