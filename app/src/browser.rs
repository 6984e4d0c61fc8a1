//! Everything that only a browser can do: storage, network, locks, clock, service worker.

pub mod clock;
#[cfg(any(feature = "public", feature = "tablet"))]
pub mod database;
#[cfg(feature = "coordinator")]
pub mod desk;
pub mod fetch;
#[cfg(any(feature = "editor", feature = "coordinator"))]
pub mod kept_form;
pub mod phone;
#[cfg(any(feature = "tablet", feature = "coordinator"))]
pub mod pin;
pub mod platform;
#[cfg(any(feature = "public", feature = "tablet"))]
pub mod public_cache;
#[cfg(any(feature = "public", feature = "tablet"))]
pub mod rows;
mod start;

#[cfg(any(feature = "tablet", feature = "coordinator"))]
mod double_press;
#[cfg(any(feature = "tablet", feature = "coordinator"))]
pub mod language;
#[cfg(any(feature = "tablet", feature = "coordinator"))]
pub mod location;
#[cfg(any(feature = "tablet", feature = "coordinator"))]
pub mod title;

#[cfg(feature = "tablet")]
mod bell;
#[cfg(feature = "tablet")]
pub mod click;
#[cfg(feature = "tablet")]
pub mod curtain;
#[cfg(any(feature = "tablet", feature = "coordinator"))]
pub mod derived;
#[cfg(feature = "editor")]
pub mod install;
#[cfg(feature = "tablet")]
pub mod last_edit;
#[cfg(feature = "tablet")]
mod memo;
#[cfg(feature = "tablet")]
pub mod names;
#[cfg(feature = "staff")]
pub mod new_tablet;
#[cfg(feature = "tablet")]
mod pairing_link;
#[cfg(feature = "tablet")]
mod private_window;
#[cfg(feature = "editor")]
pub mod ready;
#[cfg(feature = "tablet")]
mod sync;
#[cfg(feature = "tablet")]
pub mod tablet;
#[cfg(feature = "tablet")]
mod tablet_store;
#[cfg(feature = "tablet")]
mod tabs;
#[cfg(feature = "tablet")]
mod together;
#[cfg(feature = "tablet")]
pub mod update;
#[cfg(feature = "tablet")]
pub mod wake_lock;
