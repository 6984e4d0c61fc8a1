//! The settings of a place and of its organisation: the same screens on the tablet and at the desk.
//!
//! What can be set stands in one table ([`setting::Setting`]), and each section of it is a screen of
//! its own: one heading, a few fields, one main button.

#[cfg(any(feature = "editor", feature = "coordinator"))]
mod categories;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod closures;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod effect;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod field;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod form;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod pages;
pub mod section;
pub mod setting;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod sign_ups;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod versions;

#[cfg(any(feature = "editor", feature = "coordinator"))]
pub use pages::settings;
