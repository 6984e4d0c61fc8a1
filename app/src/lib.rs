//! The screens of Samvaro.
//!
//! Compiled five times. Feature `ssr` is linked into the server and renders the public pages. The
//! others become one WASM bundle for each audience, so that nobody downloads what others need:
//! `public` brings the server's pages to life, `staff` is the tablet's day, `editor` what is seldom
//! opened on it, `coordinator` the figures.

// The view macros of a deep tree nest types far beyond the default limit.
#![recursion_limit = "256"]

#[cfg(any(feature = "tablet", feature = "coordinator", test))]
#[macro_use]
pub mod language;

pub mod audience;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(any(feature = "tablet", test))]
pub mod connection;
#[cfg(any(feature = "coordinator", test))]
pub mod coordinator;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(any(feature = "tablet", feature = "coordinator", test))]
pub mod editor;
#[cfg(any(feature = "tablet", feature = "coordinator", test))]
pub mod english;
pub mod icon;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod new_pin;
#[cfg(any(feature = "editor", feature = "coordinator"))]
pub mod pen;
pub mod percentage;
#[cfg(any(feature = "tablet", test))]
mod private_window;
#[cfg(any(feature = "public", feature = "ssr"))]
pub mod public;
#[cfg(any(feature = "editor", feature = "coordinator", test))]
pub mod settings;
#[cfg(any(feature = "tablet", test))]
pub mod staff;
pub mod swedish;
