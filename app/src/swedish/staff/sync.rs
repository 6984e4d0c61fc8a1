//! What the tablet says about its way to the server.

/// Only a person can mend it.
pub const NEEDS_HELP: &str = "Behöver hjälp";
/// Storing has failed.
pub const CANNOT_SAVE: &str = "Plattan kan inte spara";
/// The server does not know the tablet.
pub const NOT_LINKED: &str = "Plattan är inte kopplad";

/// There is no network.
pub const OFFLINE: &str = "Utan nät";
/// There is a network, and no server.
pub const NO_ANSWER: &str = "Servern svarar inte";
/// The server has not been asked yet.
pub const SAVED_HERE: &str = "Sparat här";
/// Changes are on their way.
pub const SENDING: &str = "Skickar";
/// Nothing waits.
pub const SENT: &str = "Skickat";

/// Under "Skickat": the server has everything.
pub const ALL_ARRIVED: &str = "Allt är framme";
/// Under "Skickar": the last answer is waited for.
pub const ALMOST_DONE: &str = "Nästan klart";
/// Nothing waits, and the server has never answered.
pub const NOTHING_TO_SEND: &str = "Inget att skicka";

/// "Skickat 10.21".
pub fn sent_at(time: &str) -> String {
    format!("{SENT} {time}")
}

/// "Allt är skickat 10.21", under "Utan nät".
pub fn all_sent_at(time: &str) -> String {
    format!("Allt är skickat {time}")
}

/// "1 togs inte emot".
pub fn refused(number: &str) -> String {
    format!("{number} togs inte emot")
}

/// "2 kvar", under "Skickar".
pub fn left(number: &str) -> String {
    format!("{number} kvar")
}

/// "3 ej skickade", under "Utan nät".
pub fn not_sent(number: &str) -> String {
    format!("{number} ej skickade")
}
