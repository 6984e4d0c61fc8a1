//! Server of Samvaro.

pub mod exchange;
pub mod store;
