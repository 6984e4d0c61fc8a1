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
    let now = on_the_wall(Timestamp::now());
    now.date().at(now.hour(), now.minute(), 0, 0)
}

/// What the wall clock in Sweden showed at a moment, to the minute.
pub fn wall_clock_at(moment: Millis) -> String {
    let moment = Timestamp::from_millisecond(moment).unwrap_or_default();
    on_the_wall(moment).strftime("%Y-%m-%d %H.%M").to_string()
}

fn on_the_wall(moment: Timestamp) -> DateTime {
    Zoned::new(moment, STOCKHOLM.clone()).datetime()
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

    /// Every switch between summer and winter time from 1980 to 2037.
    fn switches() -> impl Iterator<Item = Timestamp> {
        let from =
            datetime(1980, 1, 1, 0, 0, 0, 0).to_zoned(STOCKHOLM.clone()).expect("a moment").timestamp();
        STOCKHOLM
            .following(from)
            .map(|switch| switch.timestamp())
            .take_while(|switch| on_the_wall(*switch).year() <= 2037)
    }

    #[test]
    fn no_switch_of_the_clocks_moves_the_day_or_the_hour_of_anything_that_recurs() {
        assert_eq!(switches().count(), 2 * 58);
        for switch in switches() {
            let sunday = on_the_wall(switch).date();
            for hour in 0..24 {
                for minute in [0, 30, 59] {
                    let wall = sunday.at(hour, minute, 0, 0);
                    let moment = Timestamp::from_millisecond(moment_of(wall)).expect("a moment");
                    let shown = on_the_wall(moment);
                    // Between two and three in spring there is no such time: an hour later, the same day.
                    let missing = shown != wall;
                    assert_eq!(shown.date(), sunday);
                    assert!(
                        !missing || (hour == 2 && shown.hour() == 3 && shown.minute() == minute),
                        "{wall}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_day_with_a_switch_begins_and_ends_at_midnight_and_has_23_or_25_hours() {
        for switch in switches() {
            let sunday = on_the_wall(switch).date();
            let hours = (moment_of(sunday.tomorrow().expect("a moment").at(0, 0, 0, 0))
                - moment_of(sunday.at(0, 0, 0, 0)))
                / (60 * 60 * 1_000);
            assert!(hours == 23 || hours == 25, "{sunday} has {hours} hours");
        }
    }
}
