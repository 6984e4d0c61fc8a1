//! The server's clock: milliseconds for changes, Swedish wall time for everything people read.

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use samvaro_core::id::Millis;

/// The zone in which an organisation's days begin.
pub const ZONE: &str = "Europe/Stockholm";

/// The zone data is compiled in, so that this does not depend on the machine.
static STOCKHOLM: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get(ZONE).unwrap_or(TimeZone::UTC));

/// Milliseconds since 1970; 0 on a machine whose clock stands before that.
pub fn now_ms() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}

/// The wall clock in Sweden, to the minute: a page may be looked at for a while.
pub fn wall_clock() -> DateTime {
    let now = Zoned::new(Timestamp::now(), STOCKHOLM.clone()).datetime();
    now.date().at(now.hour(), now.minute(), 0, 0)
}

/// What the wall clock in Sweden showed at a moment, to the minute.
pub fn wall_clock_at(moment: Millis) -> String {
    let moment = Timestamp::from_millisecond(moment).unwrap_or_default();
    Zoned::new(moment, STOCKHOLM.clone()).strftime("%Y-%m-%d %H.%M").to_string()
}

/// Today in Sweden.
pub fn today() -> Date {
    wall_clock().date()
}

/// The moment at which it is (or first is) this time in Sweden.
pub fn moment_of(local: DateTime) -> Millis {
    STOCKHOLM.to_ambiguous_zoned(local).compatible().map_or(0, |zoned| zoned.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn summer_and_winter_time_are_known_without_the_machines_zone_files() {
        assert_eq!(moment_of(datetime(2026, 1, 15, 12, 0, 0, 0)), 1_768_474_800_000);
        assert_eq!(moment_of(datetime(2026, 7, 15, 12, 0, 0, 0)), 1_784_109_600_000);
    }
}
