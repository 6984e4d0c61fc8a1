//! The words of the place's PIN, in English.

pub const HEADING: &str = "Names on the screen";
pub const WHAT: &str =
    "When nobody has touched the tablet for five minutes, names and notes are hidden. You can always count.";
pub const HAS_PIN: &str = "The place has a PIN. It shows the names again, on all tablets here.";
pub const NO_PIN: &str = "The place has no PIN. One tap shows the names again.";
pub const SHOW_FIRST: &str = "Show the names first";
pub const NEW: &str = "New PIN";
pub const NEW_HELP: &str = "Six digits. Tell it to all the staff.";
pub const AGAIN: &str = "The same PIN again";
pub const NOT_THE_SAME: &str = "The two are different. Enter the same six digits twice.";
pub const SET: &str = "Save the PIN";
pub const REMOVE: &str = "Remove the PIN";
pub const REMOVE_SURE: &str = "Remove the PIN? Then one tap shows the names, on all tablets here.";
pub const KEEP: &str = "Keep the PIN";
pub const IS_SET: &str = "The PIN is saved. The other tablets get it when they reach the network.";
pub const IS_REMOVED: &str = "The PIN is removed.";
pub const NOT_A_PIN: &str = "Enter six digits.";
pub const NOT_POSSIBLE: &str = "The browser cannot handle PINs. Open Samvaro with https.";
