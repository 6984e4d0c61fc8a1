//! The words of what crossed, in English.

pub const HEADING: &str = "Two people have changed the same thing";
pub const HELP: &str = "Neither saw the other’s change. Choose which one applies.";
pub const STANDS: &str = "Applies now";
pub const OTHER: &str = "The other change";
pub const CHOOSE: &str = "Choose this";
pub const KEEP: &str = "Keep this";
pub const DELETED: &str = "Someone removed this while someone else was changing it.";
pub const KEEP_IT: &str = "Keep";
pub const DELETE_IT: &str = "Remove";
pub const TIME: &str = "Time";
pub const WHEN: &str = "When";
pub const PUBLISHED: &str = "Shown in the programme";
pub const OTHER_FIELD: &str = "Other";
pub const NO: &str = "No";

pub fn written(when: &str) -> String {
    format!("Written {when}")
}
