//! Server of Samvaro: orders, admits, stores and answers.

// Pages are rendered by types as deep as their view trees.
#![recursion_limit = "512"]

pub mod access;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod exchange;
pub mod help;
pub mod http;
pub mod import;
pub mod intake;
pub mod names;
pub mod pages;
pub mod projection;
pub mod rescue;
pub mod retention;
pub mod store;
