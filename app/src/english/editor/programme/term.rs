//! The words of copying a term, in English.

use super::times;

pub const HEADING: &str = "Copy a term";
pub const LEAD: &str = "What ran last term becomes drafts for the next one. You choose what to include.";
pub const FROM: &str = "The term that was";
pub const TO: &str = "The term to come";
pub const FIRST: &str = "First day";
pub const LAST: &str = "Last day";
pub const PARITY: &str = "Odd and even weeks";
pub const KEPT: &str = "As before";
pub const SWAPPED: &str = "Swap odd and even";
pub const WHAT: &str = "What to include?";
pub const NOTHING: &str = "Nothing that repeats ran then.";
pub const STANDS: &str = "Already there";
pub const NO_PERIOD: &str = "Enter both days. The last must not come before the first.";
pub const CHOOSE: &str = "Choose at least one time.";

pub fn make(count: usize) -> String {
    match count {
        1 => "Make 1 draft".to_owned(),
        _ => format!("Make {count} drafts"),
    }
}

pub fn dates(count: usize, first: &str) -> String {
    format!("{}, the first {first}", times(count))
}
