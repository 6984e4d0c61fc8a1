//! The outside face, tested against the real binary over real connections.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "postgres/cluster.rs"]
mod cluster;

mod api {
    pub mod browser;
    pub mod house;
    pub mod server;

    mod commands;
    mod events;
    mod files;
    mod headers;
    mod import;
    mod kill;
    mod limits;
    mod pages;
    mod pairing;
    mod programme;
    mod rights;
    mod sign_in;
    mod sync;
    mod tablets;
    mod two_servers;
}
