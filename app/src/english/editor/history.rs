//! The words of the story of a number, in English.

use crate::english;

pub const HEADING: &str = "History";
pub const TO_COUNT: &str = "To the count";
pub const NOTHING: &str = "Nobody has counted yet.";
pub const LATE: &str = " Counted afterwards.";
pub const UNKNOWN_GROUP: &str = "A group";

pub fn now(number: &str) -> String {
    format!("It says {number} now.")
}

pub fn undone(time: &str) -> String {
    format!("Undone {time}")
}

pub fn stated(number: &str, difference: &str, why: &str) -> String {
    if why.is_empty() {
        format!("Entered: {number} ({difference}).")
    } else {
        format!("Corrected to {number} ({difference}): {why}.")
    }
}

pub fn corrected(amounts: &str, why: &str) -> String {
    format!("Corrected, {amounts}: {why}.")
}

pub fn before(count: i64) -> String {
    format!("Before this: {}. The tablet does not remember that far back.", english::number(count))
}
