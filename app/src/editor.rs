//! What is seldom opened on a tablet: the programme of the place, its settings, and what the tablet
//! knows of itself.
//!
//! A bundle of its own, so that the day and the counting stay small. It shares the tablet's store,
//! its way to the server and all that stands around a screen with [`crate::staff`]; from one to the
//! other is an ordinary page load, which the service worker answers without a network.

pub mod address;
pub mod programme;

#[cfg(feature = "editor")]
mod add;
#[cfg(feature = "editor")]
mod answers;
#[cfg(feature = "editor")]
mod close;
#[cfg(feature = "editor")]
mod door;
#[cfg(feature = "editor")]
mod history;
#[cfg(feature = "editor")]
mod pin;
#[cfg(feature = "editor")]
mod ready;
#[cfg(feature = "editor")]
mod refused;
#[cfg(feature = "editor")]
mod screens;
#[cfg(feature = "editor")]
mod settings;
#[cfg(feature = "editor")]
mod tablet;

#[cfg(feature = "editor")]
pub use screens::screen;
