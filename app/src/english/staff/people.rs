//! The words of who is at the tablet, and of the curtain before the names, in English.

use crate::english;

pub const WHO: &str = "Who is here?";
pub const WHO_HELP: &str = "Choose yourself. Then it shows who has counted and written.";
pub const MEMBERS: &str = "Staff";
pub const NOBODY: &str = "Nobody in particular";
pub const ADD: &str = "Add someone";
pub const NAME: &str = "Name or initials";
pub const NAME_HELP: &str = "Initials are enough.";
pub const NAME_WRONG: &str = "Write a name or initials, at most 40 characters.";
pub const ADD_NOW: &str = "Add";
pub const REMOVE: &str = "Remove";
pub const KEEP: &str = "Keep";
pub const HIDE: &str = "Hide names now";

pub fn kept(days: u16) -> String {
    format!(
        "Who counted is forgotten after {}. The name is erased when you remove it here.",
        english::count_of(days.into(), "day", "days")
    )
}

pub fn you_are(name: &str) -> String {
    format!("You are: {name}")
}

pub fn switch_to(name: &str) -> String {
    format!("Switch to {name}")
}

pub fn remove(name: &str) -> String {
    format!("{REMOVE} {name}")
}

pub fn sure(name: &str) -> String {
    format!("{REMOVE} {name}? The name is erased for ever.")
}

pub const HIDDEN: &str = "Names are hidden";
pub const HIDDEN_WAY: &str = "The button at the top shows them again.";
pub const COUNT_ON: &str = "You can count as usual.";
pub const SHOW: &str = "Show names";
pub const SHOWN: &str = "Names are shown";
pub const PIN: &str = "The place’s PIN";
pub const PIN_HELP: &str = "Six digits. Your colleagues know it.";
pub const TRYING: &str = "Trying …";
pub const COORDINATOR: &str = "The PIN was wrong five times. Ask the coordinator for a new PIN.";
pub const NO_CONTACT: &str =
    "The tablet has had no contact for 14 days. Give it a network, and names are shown again.";
pub const TO_DAY: &str = "To the day";

pub fn wrong_pin(left: u8) -> String {
    format!("Wrong PIN. You have {} left.", english::count_of(left.into(), "try", "tries"))
}

pub const AND: &str = " and ";
