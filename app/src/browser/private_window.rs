//! Asks the browser what gives a private window away.

use super::platform;
use crate::private_window::{self, Limits};

/// Whether this window looks private; not where the browser does not tell.
pub async fn looks_private() -> bool {
    let room = js_sys::Array::from(&platform::room().await);
    let limits = room.get(0).as_f64().zip(room.get(1).as_f64()).zip(platform::memory_max());
    limits.is_some_and(|((used, allowed), memory)| {
        private_window::looks_private(Limits { used, allowed, memory })
    })
}
