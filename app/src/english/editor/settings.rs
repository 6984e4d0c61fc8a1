//! The words of the settings on the tablet, in English.

pub const HEADING: &str = "Settings";
