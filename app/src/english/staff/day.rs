//! The words of the tablet's day, in English.

use samvaro_core::target::Half;

pub const DAY: &str = "Day";
pub const DAY_BEFORE: &str = "Day before";
pub const DAY_AFTER: &str = "Day after";
pub const NOW: &str = "Now";
pub const COUNT: &str = "Count";
pub const COUNT_NOW: &str = "Count now";
pub const CORRECT: &str = "Correct";
pub const NOBODY: &str = "Nobody came";
pub const UNDO: &str = "Undo";
pub const THEN: &str = "The day’s programme";
pub const NOT_COUNTED_YET: &str = "Not counted yet";
pub const NOT_BEGUN: &str = "Not started";
pub const NOT_COUNTED: &str = "Not counted";
pub const CANCELLED: &str = "Cancelled";
pub const CLOSED: &str = "Closed";
pub const OUTSIDE: &str = "Outside the programme";
pub const TIME_UNKNOWN: &str = "No time set";
pub const DROP_IN: &str = "Drop-in";
pub const ASSOCIATIONS: &str = "Associations in the building";
pub const ASSOCIATION: &str = "Association in the building";
pub const DROP_IN_NAME: &str = "Visits without an activity";
pub const NOTHING: &str = "Nothing in the programme";
pub const FETCHING: &str = "Fetching the programme …";
pub const TO_TODAY: &str = "Back to today";
pub const NUMBER: &str = "Number ";
pub const ABOUT: &str = "about";

pub const EARLIER: &str = "Earlier today";
pub const MORE: &str = "More";
pub const OTHER_DAY: &str = "Go to another day";
pub const OLDER: &str = "Show older ones not counted";
pub const NOTHING_OLDER: &str = "Everything in the past year is counted.";

pub fn led_by(host: &str) -> String {
    format!("Led by {host}.")
}

pub fn until(end: &str) -> String {
    format!("to {end}")
}

pub fn begins_in(minutes: i64) -> String {
    match minutes {
        ..=0 => "Starts now.".to_owned(),
        1 => "Starts in 1 minute.".to_owned(),
        2..90 => format!("Starts in {minutes} minutes."),
        _ => format!("Starts in {} hours.", (minutes + 30) / 60),
    }
}

pub fn moved_from(before: &str) -> String {
    format!("Moved from {before}")
}

pub fn moved_to(now: &str) -> String {
    format!("Moved to {now}")
}

pub fn half(half: Half) -> &'static str {
    match half {
        Half::Forenoon => "morning",
        Half::Afternoon => "afternoon",
    }
}

pub fn half_rule(half: Half) -> &'static str {
    match half {
        Half::Forenoon => "Before 12:00. Count each person once at most.",
        Half::Afternoon => "From 12:00. Count each person once at most.",
    }
}

pub fn count_this(name: &str) -> String {
    does_this(COUNT, name)
}

pub fn does_this(does: &str, name: &str) -> String {
    format!("{does}: {name}")
}

pub fn noted_nobody(name: &str) -> String {
    format!("{NOBODY}: {name}.")
}

pub fn show_all(count: usize) -> String {
    format!("Show all {count}")
}
