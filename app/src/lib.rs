//! The screens of Samvaro.
//!
//! Compiled twice: feature `ssr` is linked into the server and renders pages, feature `hydrate`
//! becomes the WASM bundle that brings the same pages to life.

// The view macros of a deep tree nest types far beyond the default limit.
#![recursion_limit = "256"]

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
pub mod document;
mod screen;

pub use screen::App;
