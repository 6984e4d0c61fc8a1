//! The words of the handover, in English.

use samvaro_core::task::Chore;

use crate::english;

pub const HEADING: &str = "Handover";
pub const WRITE: &str = "Write a note";
pub const ALL: &str = "The whole handover";
pub const NOTHING: &str = "Nothing to hand over just now.";
pub const FIELD: &str = "For the next shift";
pub const ANSWER_FIELD: &str = "Your answer";
pub const IS_QUESTION: &str = "It is a question";
pub const SAVE: &str = "Save the note";
pub const SAVE_ANSWER: &str = "Save the answer";
pub const EMPTY: &str = "Write something first, at most 500 characters.";
pub const OPEN: &str = "To read";
pub const DONE: &str = "Read and done";
pub const QUESTION: &str = "Question";
pub const ANSWER: &str = "Answer";
// "Read" on a button would open the note.
pub const READ: &str = "I have read it";
pub const REPLY: &str = "Answer";
pub const REOPEN: &str = "Show again";
pub const ERASE: &str = "Erase";
pub const ERASE_NOW: &str = "Erase for ever";
pub const KEEP: &str = "Keep";
pub const TODAY: &str = "Who does what today?";
pub const NOBODY: &str = "Nobody chosen";
pub const NO_STAFF: &str = "Add staff first.";

pub fn rule(days: u16) -> String {
    format!("No names, please. The note disappears after {}.", english::count_of(days.into(), "day", "days"))
}

pub fn about(action: &str, text: &str) -> String {
    format!("{action}: {text}")
}

pub fn contested(names: &str) -> String {
    format!("Two people chose differently. Also chosen: {names}.")
}

// As in "Opening: K. Coffee: Bo."
pub fn chore(chore: Chore) -> &'static str {
    match chore {
        Chore::Opening => "Opening",
        Chore::Host => "Host",
        Chore::Coffee => "Coffee",
        Chore::Closing => "Closing",
    }
}
