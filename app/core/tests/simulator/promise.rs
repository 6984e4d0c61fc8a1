//! A promise that a history has broken.

use std::any::Any;
use std::sync::Once;

use crate::history;

/// Which promise, and how.
#[derive(Clone, Debug)]
pub struct Broken {
    pub promise: &'static str,
    pub detail: String,
}

impl Broken {
    /// What a panic that ended a history was about.
    pub fn of(payload: Box<dyn Any + Send>) -> Self {
        let payload = match payload.downcast::<Self>() {
            Ok(broken) => return *broken,
            Err(other) => other,
        };
        let text = payload.downcast_ref::<String>().cloned();
        let text = text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Self { promise: "an assertion holds", detail: text.unwrap_or_default() }
    }
}

/// Ends the history unless `holds`.
pub fn promise(holds: bool, promise: &'static str, detail: impl FnOnce() -> String) {
    if !holds {
        std::panic::panic_any(Broken { promise, detail: detail() });
    }
}

/// A history that ends in a panic is told by whoever plays it, and not by every thread.
pub fn keep_broken_promises_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !history::is_playing() {
                loud(panic);
            }
        }));
    });
}
