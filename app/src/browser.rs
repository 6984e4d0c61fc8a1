//! Everything that only a browser can do: storage, network, locks, clock, service worker.

mod backoff;
mod bell;
pub mod clock;
pub mod database;
pub mod fetch;
mod memo;
mod pairing_link;
pub mod phone;
pub mod platform;
pub mod public_cache;
mod start;
mod sync;
pub mod tablet;
mod tablet_store;
mod tabs;
pub mod update;
pub mod wake_lock;
