//! The words of what the tablet knows of itself, in English.

use crate::english;

pub const HEADING: &str = "The tablet";
pub const MORE: &str = "More";
pub const PLACE: &str = "Counts for";
pub const LAST_CONTACT: &str = "Last contact";
pub const NO_CONTACT: &str = "No contact yet";
pub const UNSENT: &str = "Not sent";
pub const NOTHING_UNSENT: &str = "Nothing. Everything has arrived.";
pub const MEMORY: &str = "Memory";
pub const PERSISTED: &str = "The browser has promised to keep what is saved here.";
pub const NOT_PERSISTED: &str =
    "The browser has not promised to keep what is saved. Put Samvaro on the home screen to make it safer.";
pub const JOURNAL_FULL: &str = " The spare copy is full. Give the tablet a network.";
pub const ASK_AGAIN: &str = "Ask the browser again";
pub const CLOCK: &str = "The clock";
pub const CLOCK_RIGHT: &str = "Is right.";
pub const ANSWERS: &str = "When you count";
pub const SOUND: &str = "A soft click for every tap";
pub const SHAKE: &str = "The tablet gives a little shake for every tap";
pub const INSTALL: &str = "Add to the home screen";
pub const INSTALL_HELP: &str = "Open the browser’s menu and choose Install, or Add to Home screen. On an iPad: tap Share and choose \
     Add to Home Screen. Link the tablet inside the new icon.";
pub const INSTALL_NOW: &str = "Add to the home screen now";
pub const INSTALLED: &str = "You opened Samvaro from the home screen. Good!";
pub const SAVE_FILE: &str = "Save what is unsent as a file";
pub const SAVE_FILE_HELP: &str =
    "Only needed if the tablet is to be replaced or repaired before everything is sent.";
pub fn refused(count: usize) -> String {
    match count {
        0 => "Nothing needs help".to_owned(),
        1 => "1 change needs help".to_owned(),
        _ => format!("{count} changes need help"),
    }
}
pub const REFUSED_HELP: &str = "The server did not accept them. Nothing is lost: they are still here, and the coordinator sees them too.";
pub const TRY_AGAIN: &str = "Try again";
pub const OFFERED: &str = "Sending again…";
pub const TAKEN: &str = "Everything is accepted now.";
pub const STILL_REFUSED: &str = "The server said no again. Show it to the coordinator.";
pub const SAVE_REFUSED: &str = "Save to a file";
pub const PAIR_AGAIN: &str = "Link to a place";

pub fn changes(count: usize) -> String {
    english::count_of(i64::try_from(count).unwrap_or(i64::MAX), "change", "changes")
}

pub fn clock_off(minutes: i64) -> String {
    let off = match minutes {
        ..120 => english::count_of(minutes, "minute", "minutes"),
        120..2880 => english::count_of(minutes / 60, "hour", "hours"),
        _ => english::count_of(minutes / 1440, "day", "days"),
    };
    format!("Is {off} off. The counting is right anyway.")
}

pub fn used(megabytes: f64) -> String {
    format!("{megabytes:.1} MB saved.")
}

pub fn listed(what: &str) -> String {
    format!("Sign-up: {what}")
}

pub fn undone(what: &str) -> String {
    format!("Undone: {what}")
}

pub const EDIT: &str = "Change to the programme";
pub const OTHER: &str = "Other change";
pub const UNKNOWN_ACTIVITY: &str = "Unknown activity";
pub const FORBIDDEN: &str =
    "The tablet was not allowed to write for that place. Try again when the coordinator has seen to it.";
pub const REVOKED: &str = "The tablet was no longer trusted. The coordinator decides.";
pub const UNKNOWN_UNDONE: &str = "The server does not have what was to be undone.";
pub const UNDECODABLE: &str = "The server is older than the tablet. Try again when it has been updated.";
pub const BEYOND_LIMITS: &str =
    "The number is too large, or the text too long. Count the occasion again if needed.";
pub const NAMES_NOT_DECIDED: &str = "No decision on sign-up holds. The name is not saved.";
pub const OTHER_REASON: &str = "The server could not use it.";
