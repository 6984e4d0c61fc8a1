//! How long a coordinator stays signed in.

use std::time::Duration;

/// Without any request.
pub const IDLE: Duration = Duration::from_secs(12 * 60 * 60);

/// Whatever happens.
pub const LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How long a one-time link can be used.
pub const LINK_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
