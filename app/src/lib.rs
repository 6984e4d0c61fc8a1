//! The screens of Samvaro.
//!
//! Compiled twice: feature `ssr` is linked into the server and renders pages, feature `hydrate`
//! becomes the WASM bundle that brings the same pages to life.

// The view macros of a deep tree nest types far beyond the default limit.
#![recursion_limit = "256"]

#[cfg(feature = "hydrate")]
pub mod browser;
pub mod connection;
pub mod coordinator;
#[cfg(feature = "ssr")]
pub mod document;
pub mod icon;
pub mod public;
mod screen;
pub mod staff;
pub mod swedish;

pub use screen::App;
