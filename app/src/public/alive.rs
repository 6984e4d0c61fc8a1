//! Whether the page has come to life.

use leptos::prelude::*;

/// False on the server and in the first render, which must equal the server's; true after it.
pub fn alive() -> ReadSignal<bool> {
    let (alive, set_alive) = signal(false);
    Effect::new(move |_| set_alive.set(true));
    alive
}
