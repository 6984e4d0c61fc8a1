//! Every limit of the HTTP side, by name.

use std::time::Duration;

/// Requests other than a sync are short, in bytes.
pub const SMALL_BODY_MAX_BYTES: usize = 16 * 1024;

/// A body that is too long is read on for so many bytes, so that its sender hears the answer.
pub const BEYOND_MAX_BYTES: usize = 8 * 1024 * 1024;

/// Connections served at a time.
pub const CONNECTIONS_MAX: usize = 4_096;

/// Connections served at a time from one address that is not a trusted proxy: a whole town hall
/// may share one.
pub const CONNECTIONS_PER_ADDRESS_MAX: usize = 2_048;

/// A new connection must say something within this time.
pub const FIRST_BYTE_TIMEOUT: Duration = Duration::from_secs(10);

/// A request's headers must be complete within this time; so long may a kept connection idle.
pub const HEADER_TIMEOUT: Duration = Duration::from_secs(30);

/// The largest head of a request, in bytes.
pub const HEAD_MAX_BYTES: usize = 32 * 1024;

/// A request must be answered within this time, its body read included.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// At SIGTERM, requests that are under way get this long.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// What a server that is busy asks its clients to wait, in seconds.
pub const RETRY_AFTER_SECONDS: u64 = 2;

/// An event stream says that it lives this often.
pub const EVENTS_KEEP_ALIVE: Duration = Duration::from_secs(25);

/// Pairing tries a minute over the whole installation.
pub const PAIR_TRIES_PER_MINUTE: u32 = 30;

/// Pairing tries at once from one address; after that one every [`PAIR_TRY_EVERY`].
pub const PAIR_TRIES_PER_ADDRESS: u32 = 10;

/// See [`PAIR_TRIES_PER_ADDRESS`].
pub const PAIR_TRY_EVERY: Duration = Duration::from_secs(20);

/// Sign-in tries at once for one account; after that one every [`SIGN_IN_TRY_EVERY`].
pub const SIGN_IN_TRIES_PER_ACCOUNT: u32 = 8;

/// Sign-in tries at once from one address; after that one every [`SIGN_IN_TRY_EVERY`].
pub const SIGN_IN_TRIES_PER_ADDRESS: u32 = 20;

/// See [`SIGN_IN_TRIES_PER_ACCOUNT`].
pub const SIGN_IN_TRY_EVERY: Duration = Duration::from_secs(30);

/// Exchanges at once from one device; after that one every [`SYNC_EVERY`]. A backlog of 90 days
/// is some ten full requests, and a busy tablet sends one a tap.
pub const SYNCS_AT_ONCE: u32 = 2_000;

/// See [`SYNCS_AT_ONCE`].
pub const SYNC_EVERY: Duration = Duration::from_millis(5);

/// Requests to write at once from one account; after that one every [`WRITE_EVERY`].
pub const WRITES_AT_ONCE: u32 = 120;

/// See [`WRITES_AT_ONCE`].
pub const WRITE_EVERY: Duration = Duration::from_secs(1);

/// Event streams at a time over the whole installation.
pub const EVENT_STREAMS_MAX: usize = 2_000;

/// How long a calendar may be reused without asking, in seconds. (Programmes are asked about every
/// time: whoever cancels something looks at once whether it shows.)
pub const CALENDAR_FRESH_SECONDS: u32 = 300;

/// How long a page of a snapshot may be reused without asking, in seconds (a year): its address
/// is the sum of its bytes.
pub const PAGE_FRESH_SECONDS: u32 = 365 * 24 * 60 * 60;

/// A tablet is offered a new token at most this often.
pub const ROTATE_EVERY: Duration = Duration::from_secs(60 * 60);

/// That a tablet was heard of is written down at most this often.
pub const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// Requests of any kind at once from one address; after that one every [`REQUEST_EVERY`]. A whole
/// town hall may share an address. This machine is not limited.
pub const REQUESTS_AT_ONCE: u32 = 2_000;

/// See [`REQUESTS_AT_ONCE`].
pub const REQUEST_EVERY: Duration = Duration::from_millis(10);
