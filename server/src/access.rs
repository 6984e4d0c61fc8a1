//! Who may do what: tokens and how they are kept, codes that pair tablets, passwords, and the
//! one table of rights.

pub mod address;
pub mod code;
pub mod cookie;
pub mod password;
pub mod rights;
pub mod session;
pub mod throttle;
pub mod token;
