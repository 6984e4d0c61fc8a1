//! The words of the screen at the door, in English.

use crate::english;

pub const NOW: &str = "Now";
pub const NEXT: &str = "Next";
pub const CANCELLED: &str = "Cancelled";
pub const CLOSED: &str = "Closed";
pub const RESTS: &str = "Not today";
pub const TIME_UNKNOWN: &str = "Today";
pub const NOTHING: &str = "Nothing on the programme today. You are welcome in all the same!";
pub const NO_MORE: &str = "Nothing more today. See you tomorrow!";

pub const OFF: &str = "The screen at the door is not turned on.";
pub const SETTINGS: &str = "Turn it on in the settings";
pub const OPEN: &str = "Show on the screen at the door";

pub fn until(end: &str) -> String {
    format!("to {end}")
}

pub fn more(count: usize) -> String {
    format!("And {} more later today.", english::count_word(count))
}
