//! What the tablet says about its way to the server, in English.

pub const NEEDS_HELP: &str = "Needs help";
pub const CANNOT_SAVE: &str = "The tablet cannot save";
pub const NOT_LINKED: &str = "The tablet is not linked";

pub const OFFLINE: &str = "No network";
pub const NO_ANSWER: &str = "Server not answering";
pub const SAVED_HERE: &str = "Saved here";
pub const SENDING: &str = "Sending";
pub const SENT: &str = "Sent";

pub const ALL_ARRIVED: &str = "Everything has arrived";
pub const ALMOST_DONE: &str = "Almost done";
pub const NOTHING_TO_SEND: &str = "Nothing to send";

pub fn sent_at(time: &str) -> String {
    format!("{SENT} {time}")
}

pub fn all_sent_at(time: &str) -> String {
    format!("All sent {time}")
}

pub fn refused(number: &str) -> String {
    format!("{number} not accepted")
}

pub fn left(number: &str) -> String {
    format!("{number} left")
}

pub fn not_sent(number: &str) -> String {
    format!("{number} not sent")
}
