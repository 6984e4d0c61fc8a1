//! Everything that only a browser can do.

mod start;
