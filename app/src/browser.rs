//! Everything that only a browser can do: storage, network, locks, clock, service worker.

pub mod database;
pub mod fetch;
pub mod public_cache;
mod start;
