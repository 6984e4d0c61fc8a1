//! The words of changing the day, in English: one occurrence, one more, and the whole house.

use crate::english;

pub const CHANGE: &str = "Change";
pub const TO_DAY: &str = "To the day";
pub const UNKNOWN: &str = "This occasion is not on the tablet.";

// Whole, because "Cancel" alone is what English dialogs say when nothing is to happen.
pub const CANCEL: &str = "Cancel the occasion";
pub const MOVE: &str = "Move to another day, time or room";
pub const NOTE: &str = "Write a note";

pub const WHY: &str = "Why?";
pub const REASONS: [&str; 5] = [
    "The leader is ill.",
    "We are short of staff.",
    "Too few have signed up.",
    "The room cannot be used.",
    "The weather is too bad.",
];
pub const REASONS_TO_CLOSE: [&str; 5] = [
    "We are short of staff.",
    "The water is off.",
    "The power is out.",
    "The heating is not working.",
    "The weather is too bad.",
];
pub const OWN_WORDS: &str = "Your own words";
pub const OWN_WORDS_HELP: &str = "Used instead of what you chose. No names, please.";
pub const PUBLIC: &str = "Everyone can read it:";

pub const DAY: &str = "Day";
pub const FROM: &str = "From";
pub const UNTIL: &str = "To";
pub const ROOM: &str = "Room";
pub const SAVE_MOVE: &str = "Move";
pub const NO_DAY: &str = "Choose a day.";
pub const NO_TIME: &str = "The end must come after the start.";
pub const NO_ROOM: &str = "Write the room in at most 80 characters.";
pub const NOTHING_CHANGED: &str = "Change the day, time or room first.";

pub const NOTE_FIELD: &str = "The note under the name";
pub const NOTE_HELP: &str = "For example: Bring your glasses. Everyone can read it. No names, please.";
pub const SAVE_NOTE: &str = "Save the note";
pub const NO_TEXT: &str = "Write something short, at most 200 characters.";

pub const CHANGED: &str = "Changed";
pub const TAKE_BACK: &str = "Take back";
pub const HOLD_ANYWAY: &str = "Hold it anyway";

pub const SAVING: &str = "Saving …";
pub const ON_TABLET: &str = "Saved on the tablet";
pub const SENT: &str = "Sent";
pub const UNDO: &str = "Undo";

pub const CLASH: &str = "Two people have changed the same thing";
pub const CLASH_HELP: &str = "Both changes are saved. Choose which one applies.";
pub const HOLDS: &str = "Applies now";
pub const THIS_TABLET: &str = "This tablet";
pub const OTHER_TABLET: &str = "Another tablet";
pub const LATER: &str = "Leave for now";
pub const LATER_HELP: &str = "You can change your mind later.";
pub const LOOK: &str = "Look";

pub const REVIEW: &str = "Removed and changed at the same time";
pub const REVIEW_HELP: &str = "One person removed it, another changed it. It stays until you choose.";
pub const KEEP_IT: &str = "Keep it";
pub const REMOVE_IT: &str = "Remove";

pub const OUTSIDE: &str = "Outside the programme";
pub const OUTSIDE_HELP: &str = "It is counted, but no longer in the programme. The number is kept. You can count it with something else on \
     the same day, or leave it.";
pub const NO_HOME: &str = "There is nothing else that day.";

pub const ADD: &str = "Add an activity";
pub const NAME: &str = "Name";
pub const ADD_HELP: &str = "Everyone sees it in the programme.";
pub const NO_NAME: &str = "Write what it is called, at most 80 characters.";
pub const SAVE_ADD: &str = "Add";

pub fn counted_stay(count: i64) -> String {
    match count {
        1 => "1 has been counted already, and stays in the figures.".to_owned(),
        _ => format!("{} have been counted already. They stay in the figures.", english::number(count)),
    }
}

pub fn stays(count: usize) -> String {
    match count {
        1 => "One has started or been counted, and stays.".to_owned(),
        _ => format!(
            "{} have started or been counted, and stay.",
            english::capitalised(&english::count_word(count))
        ),
    }
}

pub fn stops(count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    match count {
        0 => "Nothing will be cancelled.".to_owned(),
        _ => format!("{} will be cancelled:", english::count_of(count, "occasion", "occasions")),
    }
}

pub fn close(day: &str) -> String {
    format!("Close {day}")
}

pub fn open(day: &str) -> String {
    format!("Open again {day}")
}

pub fn closed(day: &str) -> String {
    format!("Closed {day}")
}

pub const CLOSED_LONGER: &str =
    "It is closed for several days. Do you want to hold something anyway? Press Change beside it.";

pub fn cancelled(name: &str) -> String {
    format!("Cancelled: {name}.")
}

pub fn moved(name: &str) -> String {
    format!("Moved: {name}.")
}

pub fn noted(name: &str) -> String {
    format!("New note: {name}.")
}

pub fn added(name: &str) -> String {
    format!("Added: {name}.")
}

pub fn changed(name: &str) -> String {
    format!("Changed: {name}.")
}

pub fn change_this(name: &str) -> String {
    format!("{CHANGE}: {name}")
}

pub fn changed_at(when: &str) -> String {
    format!("Changed {when}.")
}

pub fn keep(value: &str) -> String {
    format!("Keep {value}")
}

pub fn take(value: &str) -> String {
    format!("Change to {value}")
}

pub fn clash_in(name: &str, day: &str) -> String {
    format!("{name}, {day}.")
}

pub fn clash_in_series(name: &str) -> String {
    format!("{name}, every time.")
}

pub fn count_with(name: &str) -> String {
    format!("Count with {name}")
}

pub fn of_them(count: &str, name: &str) -> String {
    let were = if count == "1" { "was" } else { "were" };
    format!("{count} of them {were} counted as {name}.")
}

pub mod value {
    pub const CANCELLED: &str = "cancelled";
    pub const HELD: &str = "held as usual";
    pub const NO_REASON: &str = "no reason";
    pub const USUAL_TIME: &str = "usual time";
    pub const USUAL_ROOM: &str = "usual room";
    pub const USUAL_NAME: &str = "usual name";
    pub const NO_NOTE: &str = "no note";
    pub const ANYWAY: &str = "held anyway";
    pub const RESTS: &str = "rests while closed";
    pub const REMOVED: &str = "removed from the programme";
    pub const BY_ITSELF: &str = "counted on its own";
    pub const ELSEWHERE: &str = "counted with something else";
    pub const CLOSED: &str = "closed";
    pub const OPEN: &str = "open";
}
