//! Everything that only a browser can do: storage, network, locks, clock, service worker.

pub mod clock;
#[cfg(any(feature = "public", feature = "staff"))]
pub mod database;
pub mod fetch;
#[cfg(any(feature = "public", feature = "coordinator"))]
pub mod phone;
pub mod platform;
#[cfg(any(feature = "public", feature = "staff"))]
pub mod public_cache;
#[cfg(any(feature = "public", feature = "staff"))]
pub mod rows;
mod start;

#[cfg(any(feature = "staff", feature = "coordinator"))]
pub mod location;
#[cfg(any(feature = "staff", feature = "coordinator"))]
pub mod title;

#[cfg(feature = "staff")]
#[cfg(feature = "staff")]
mod bell;
#[cfg(feature = "staff")]
pub mod derived;
#[cfg(feature = "staff")]
mod memo;
#[cfg(feature = "staff")]
mod pairing_link;
#[cfg(feature = "staff")]
mod sync;
#[cfg(feature = "staff")]
pub mod tablet;
#[cfg(feature = "staff")]
mod tablet_store;
#[cfg(feature = "staff")]
mod tabs;
#[cfg(feature = "staff")]
mod together;
#[cfg(feature = "staff")]
pub mod update;
#[cfg(feature = "staff")]
pub mod wake_lock;
