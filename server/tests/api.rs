//! The outside face, tested against the real binary over real connections.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "postgres/cluster.rs"]
mod cluster;

mod api {
    pub mod browser;
    pub mod build;
    pub mod crowd;
    pub mod disk;
    pub mod house;
    pub mod server;
    pub mod told;
    pub mod town;

    mod backup;
    mod clocks;
    mod commands;
    mod desk;
    mod disk_faults;
    mod erasure;
    pub mod events;
    mod files;
    mod headers;
    mod help;
    mod import;
    mod kill;
    mod limits;
    mod names;
    mod over_http;
    mod pages;
    mod pairing;
    mod programme;
    mod rescue;
    mod returning;
    mod rights;
    mod sign_in;
    mod snapshots;
    mod sync;
    mod tablets;
    mod two_servers;
    mod under_load;
    mod versions;
}
