//! The words of pairing, in English.

pub const HEADING: &str = "Link the tablet";
pub const LEAD: &str = "Write the code from the coordinator.";
// Eight letters are no PIN.
pub const CODE: &str = "Code";
pub const CODE_HELP: &str = "Eight letters. Capital or small makes no difference.";
pub const PAIR: &str = "Link the tablet";
pub const PAIRING: &str = "Linking …";

pub const NOT_A_CODE: &str = "The code is eight letters, for example BCDF-GHJK. Have another look.";
pub const UNKNOWN_CODE: &str = "The code is wrong or too old. Ask for a new code.";
pub const TOO_MANY: &str = "Too many tries. Wait a little while and ask for a new code.";
pub const OFFLINE: &str = "We cannot reach the network. The tablet needs it just while it is being linked.";
pub const TROUBLE: &str = "The server is not answering as it should. Try again in a little while.";

pub const NO_STORAGE: &str = "The tablet cannot save";
pub const NO_STORAGE_HELP: &str = "The browser saves nothing here. The cause is usually a private window, or that cookies and site data are \
     turned off. Open Samvaro in a normal window and try again.";
pub const PRIVATE_WINDOW: &str = "This looks like a private window";
pub const PRIVATE_WINDOW_HELP: &str = "What is counted here is gone when the window is closed. Open a normal window, and open the link or write the \
     code there: it still works. If this is a normal window already, the tablet is probably almost full. Remove \
     something from it and try again.";
pub const TRY_AGAIN: &str = "Try again";
pub const BACK: &str = "Back to the day";

pub const WITHDRAWN: &str = "The tablet has been removed";
pub const WITHDRAWN_HELP: &str = "The coordinator has removed it. What was counted has been handed to the coordinator, and nothing is left \
     here. To use the tablet again, you need a new code.";
