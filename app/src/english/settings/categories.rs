//! The words of what is counted beside the total, in English.

use samvaro_core::field::CategoryKind;

pub const SPLITS: &str = "Splits of the total";
pub const SPLITS_HELP: &str = "Every visitor is counted in one split. The sum is the total. Anyone counted without one is “not stated”.";
pub const MARKS: &str = "Marks";
pub const MARKS_HELP: &str = "An extra tap for some of the visitors. It can always be skipped.";
pub const NONE: &str = "None. Only the total is counted.";
pub const NO_MARKS: &str = "No marks.";
pub const PROPOSALS: &str = "Suggestions";
// What a press sets up is no word of this screen but what everybody's buttons will say, and the name is
// also the identity: in English beside Swedish the same persons would be counted under two categories.
pub const PROPOSE_SPLITS: &str = "Kvinnor, män, annat";
pub const PROPOSED_SPLITS: [&str; 3] = ["Kvinnor", "Män", "Annat"];
pub const PROPOSED_MARKS: [(&str, CategoryKind); 3] = [
    ("Första besöket", CategoryKind::Mark),
    ("Kom med någon", CategoryKind::Mark),
    ("Externa besökare", CategoryKind::External),
];
pub const ADD: &str = "Add one of your own";
pub const RENAME: &str = "Rename";
pub const NAME: &str = "Name";
pub const NAME_HINT: &str = "Short, so that it fits on a button. No names of people.";
pub const KIND: &str = "What it is";
pub const UP: &str = "Move up";
pub const DOWN: &str = "Move down";
pub const HIDE: &str = "Stop counting";
pub const HIDDEN: &str = "No longer counted";
pub const HIDDEN_HELP: &str = "What has been counted is kept.";
pub const SHOW: &str = "Count again";
pub const FULL: &str = "There is no room for more. Stop counting one first.";

pub fn about(what: &str, name: &str) -> String {
    format!("{what}: {name}")
}
