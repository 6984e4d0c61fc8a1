//! The rules of Samvaro, shared by browser and server.
//!
//! Owns what a meeting place's programme is, how people's changes merge, and what the two
//! sides say to each other. Refuses to do I/O: time, ids and randomness are arguments.

pub mod admission;
pub mod api;
pub mod attendance;
pub mod backoff;
pub mod change;
pub mod clash;
pub mod column;
pub mod day;
pub mod desk;
pub mod digest;
pub mod document;
pub mod entry;
pub mod field;
pub mod fold;
pub mod handover;
pub mod help;
pub mod history;
pub mod id;
pub mod iso;
pub mod json;
pub mod occurrence;
pub mod origin;
pub mod pack;
pub mod pairing;
pub mod personal;
pub mod pin;
pub mod programme;
pub mod protocol;
pub mod red_days;
pub mod register;
pub mod registers;
pub mod replica;
pub mod rescue;
pub mod retention;
pub mod schedule;
pub mod sign_up;
pub mod snapshot;
pub mod staff;
pub mod tally;
pub mod target;
pub mod task;
pub mod text;
