//! The words of the programme editor, in English.

use crate::english;

pub mod facts;
pub mod review;
pub mod slot;
pub mod term;

pub const HEADING: &str = "The programme";
pub const EMPTY: &str = "There are no activities here yet.";
pub const UNNAMED: &str = "Activity without a name";
pub const NEW: &str = "New activity";
pub const COPY: &str = "Copy a term";
pub const SEARCH: &str = "Search by name";
pub const NOT_FOUND: &str = "No activity has that name.";
pub const NEEDS_YOU: &str = "Needs you";
pub const DRAFTS: &str = "Drafts";
pub const PUBLISHED: &str = "In the programme";
pub const DRAFT: &str = "Draft";
pub const IS_PUBLISHED: &str = "Shown in the programme";
pub const DRAFT_HELP: &str = "Only the staff see it so far.";
pub const NEW_DRAFTS: &str = "There are new times that only the staff see so far.";
pub const CONTESTED: &str = "Two people have changed the same thing";
pub const TO_LIST: &str = "To the programme";
pub const BACK: &str = "Back";
pub const GONE: &str = "The activity is not here";
pub const GONE_HELP: &str = "Someone may have removed it, or it has not reached here yet.";
pub const PUBLISH: &str = "Publish";
pub const UNPUBLISH: &str = "Hide from visitors";
pub const WHEN: &str = "When";
pub const NO_SLOTS: &str = "No time is set yet.";
pub const NEW_SLOT: &str = "New time";
pub const NEXT: &str = "Coming up";
pub const NO_DATES: &str = "No occasions in the coming year.";
pub const FACTS: &str = "Details";
pub const NO_FACTS: &str = "Nothing more is written yet.";
pub const CHANGE_FACTS: &str = "Change details";
pub const REMOVE: &str = "Remove";
pub const DELETE: &str = "Remove the activity";
pub const DELETE_SLOT: &str = "Remove the time";
pub const TAKE_OUT: &str = "Remove from programme";
pub const COUNTED: &str = "Someone has counted visits that day. That is why it stays.";
pub const RATHER_CANCEL: &str =
    "Does anyone know of the occasion? Cancel it on the day’s page instead. Then everyone sees why.";
pub const KEEP: &str = "Keep";
pub const SAVE: &str = "Save";
pub const SAVE_DRAFT: &str = "Save as draft";
pub const SAVING: &str = "Saving…";
pub const GIVE_UP: &str = "Undo and go back";
pub const RECALLED: &str = "Here is what you wrote before. It is not saved yet.";
pub const MEND: &str = "Something needs correcting";
pub const NOT_SAVED: &str = "Not saved";
pub const ON_TABLET: &str = "Saved on the tablet.";
pub const SAVED: &str = "Saved.";
pub const OFFLINE: &str = "We cannot reach the server. What you wrote is still here. Try again in a while.";
pub const REFUSED: &str = "The server could not accept everything. Reload the page and have another look.";
pub const FETCHING: &str = "Fetching the programme…";
pub const TRY_AGAIN: &str = "Try again";
pub const OPEN: &str = "Change the programme";

pub fn delete_question(name: &str) -> String {
    format!("Remove {name}?")
}

pub fn delete_means(counted: usize) -> String {
    let stays = if counted == 1 { "stays" } else { "stay" };
    match counted {
        0 => "It disappears from the programme on all tablets.".to_owned(),
        _ => format!(
            "It disappears from the programme on all tablets. {} {stays} in the figures.",
            times_counted(counted)
        ),
    }
}

pub fn times_counted(count: usize) -> String {
    english::count_of(i64::try_from(count).unwrap_or(i64::MAX), "counted occasion", "counted occasions")
}

pub fn times(count: usize) -> String {
    english::count_of(i64::try_from(count).unwrap_or(i64::MAX), "occasion", "occasions")
}
