//! What the tablet says, in English: one file per screen.

pub mod change;
pub mod count;
pub mod day;
pub mod gate;
pub mod handover;
pub mod people;
pub mod sign_ups;
pub mod sync;

pub const OPENING: &str = "Opening the tablet …";
pub const BLOCKED: &str = "Samvaro is open in another tab";
pub const BLOCKED_HELP: &str = "Close the other tab, and this one goes on. Everything counted is still here.";
pub const NOT_FOUND: &str = "There is no such page";
pub const NOT_FOUND_HELP: &str = "The address leads nowhere. Start again from the first page.";
pub const TO_START: &str = "To the first page";
pub const SKIP: &str = "Skip to the content";
// Not "Cancel": that is what happens to an occasion.
pub const CANCEL: &str = "Go back";
pub const CLOSE: &str = "Close";

pub const UPDATE: &str = "There is a new version.";
pub const UPDATE_NOW: &str = "Update";
pub const LATER: &str = "Later";

pub const NEW_TABLET: &str = "New tablet: see if it is ready";

pub const OLDER: &str = "The tablet has had a newer version.";
pub const OLDER_HELP: &str = "Keep counting, everything is saved. Reload when there is a network.";
pub const LOAD_AGAIN: &str = "Reload";

pub const NOT_SAVED: &str = "The tablet cannot save just now.";
pub const NOT_SAVED_HELP: &str = "Write the number down on paper. What is saved already is still here.";
pub const TRY_AGAIN: &str = "Try again";
pub const UNPAIRED: &str = "The tablet is no longer linked.";
pub const UNPAIRED_HELP: &str = "Keep counting. It is saved here and sent when the tablet is linked again.";
pub const PAIR_AGAIN: &str = "Link the tablet";
pub const LOOK: &str = "Look";

pub fn refused(count: usize) -> String {
    match count {
        1 => "1 change needs help.".to_owned(),
        _ => format!("{count} changes need help."),
    }
}

pub const REFUSED_HELP: &str = "Nothing is lost. Keep counting as usual.";

pub fn lost(count: usize) -> String {
    match count {
        0 => "The tablet’s memory has been cleared.".to_owned(),
        1 => "The tablet’s memory has been cleared. 1 change was not sent in time.".to_owned(),
        _ => format!("The tablet’s memory has been cleared. {count} changes were not sent in time."),
    }
}

pub fn restored(count: usize) -> String {
    match count {
        0 => "The tablet’s memory was damaged.".to_owned(),
        1 => "The tablet’s memory was damaged. 1 change has been fetched from the spare copy.".to_owned(),
        _ => {
            format!("The tablet’s memory was damaged. {count} changes have been fetched from the spare copy.")
        }
    }
}

pub const RESTORED_HELP: &str = "Nothing is lost. Keep counting as usual.";
pub const LOST_HELP: &str = "Count the latest occasions again if you can.";
