//! The words of the counting screen, in English.

use samvaro_core::tally::Correction;

use crate::english;

pub const PLATE_FIGURE: &str = "+1";
pub const PLATE_WORD: &str = "One more";
pub const NUMBER: &str = "Number: ";
pub const UNDO: &str = "Undo last";
pub const NOTHING_TO_UNDO: &str = "Nothing to undo";
pub const NOBODY: &str = "Nobody came";
pub const TYPE_NUMBER: [&str; 2] = ["Write", "number"];
pub const CORRECT_OR_TYPE: [&str; 2] = ["Correct or", "write number"];
pub const CORRECT: &str = "Correct the count";
pub const WHICH_NUMBER: &str = "Which number?";
pub const EVERYBODY: &str = "Everyone";
pub const HOW_IT_CAME: &str = "History";
pub const WHY: &str = "Why?";
pub const NO_REASON: &str = "Choose why.";
pub const UNSTATED: &str = "Not stated";
pub const MARKS_HELP: &str = "Press here too, if it is true of the person who just came:";
pub const COUNT_FIRST: &str = "Count first";
pub const VOLUNTEERS: &str = "Volunteers and hosts";
pub const VOLUNTEERS_SHORT: &str = "Volunteers";
pub const HOW_MANY: &str = "How many came?";
pub const NUMBER_FIELD: &str = "Number";
pub const FEWER: &str = "One fewer";
pub const MORE: &str = "One more";
pub const NOT_A_NUMBER: &str = "Write a number from 0 to 10,000.";
pub const HISTORY: &str = "The old number is kept in the history.";
// "About" alone is what programs call the page about themselves.
pub const ABOUT: &str = "About this many";
pub const HOW_WE_COUNT: &str = "How we count";
pub const DONE: &str = "Done";
pub const LATE: &str = "Counted afterwards";
pub const EARLY: &str = "Counted in advance";
pub const NOT_COUNTED: &str = "Not counted yet";
pub const SAVING: &str = "Saving …";
pub const ON_TABLET: &str = "Saved on the tablet";
pub const SENT: &str = "Sent";
pub const NOT_SAVED: &str = "Not saved";
pub const UNKNOWN: &str = "This occasion is not on the tablet";
pub const TO_DAY: &str = "To the day";
pub const TWO_COUNTS: &str = "Two counts";
pub const NO_NUMBER: &str = "–";
pub const TWO_COUNTS_HELP: &str = "Two people wrote a number without seeing each other’s. Which one applies?";

pub fn more(name: Option<&str>, count: i32) -> String {
    match name {
        Some(name) => format!("{name}, {count} more"),
        None => format!("{count} more"),
    }
}

pub fn unstated(count: i64) -> String {
    format!("not stated {}", english::number(count))
}

pub fn and_one_more(count: i64) -> String {
    format!("{}, {PLATE_FIGURE}", english::number(count))
}

pub fn too_many_in_splits(count: i64) -> String {
    format!("The groups add up to {} more than everyone. Correct a group.", english::number(count))
}

pub fn add_up(number: &str) -> String {
    format!("Add them up: {number}")
}

pub fn reason(reason: Correction) -> &'static str {
    match reason {
        Correction::Miscounted => "Miscounted",
        Correction::CameLate => "Someone came late",
        Correction::LeftOut => "Forgot someone",
        Correction::Volunteers => "Volunteers were included",
        Correction::WrongOccurrence => "Wrong occasion",
        Correction::Other => "Something else",
    }
}

pub fn save(number: &str) -> String {
    format!("Save {number}")
}

pub fn from_to(before: &str, after: &str) -> String {
    format!("Was {before}. Will be {after}.")
}

pub fn keep(number: &str) -> String {
    format!("Keep {number}")
}

pub fn undo_what(amount: &str, time: &str) -> String {
    if amount.is_empty() { time.to_owned() } else { format!("{amount}, {time}") }
}
