//! The words of the list of those who signed up, in English.

pub const LIST: &str = "Signed up";
pub const TITLE: &str = "Signed up – Samvaro";
pub const WAITING: &str = "Waiting list";
pub const NOBODY: &str = "Nobody has signed up yet.";
pub const ADD: &str = "Sign someone up";
pub const NAME: &str = "Name";
pub const NAME_HELP: &str = "Only the name. Nothing about health or anything else private.";
pub const FOR_TWO: &str = "For two";
pub const SAVE: &str = "Sign up";
pub const NOT_A_NAME: &str = "Write a name, at most 80 characters.";
pub const CANNOT_KEEP: &str = "The tablet cannot save names safely. Write the person down on paper.";
pub const LATE: &str = "The last day has passed. You can still sign someone up.";
pub const LATE_MARK: &str = "After the last day";
pub const WALK_IN: &str = "Came without a sign-up";
pub const WALK_IN_HELP: &str = "Counted, but not put on the list.";
pub const ONE_MORE: &str = "+1";
pub fn walk_in_named() -> String {
    format!("{ONE_MORE}, {}", WALK_IN.to_lowercase())
}

pub const ERASED: &str = "Name removed";
pub const HIDDEN_HELP: &str = "Show them to tick off, change or sign someone up.";
pub const UNANSWERED: &str = "Waiting for an answer";
pub const CAME_ANYWAY: &str = "Sign-up removed, but came";
pub const CHANGE: &str = "Change";
pub const WITHDRAW: &str = "Remove the sign-up";
pub const WITHDRAW_HELP: &str = "Others are waiting. Undo puts them last in line.";
pub const GONE: &str = "The sign-up is already removed";
pub const ERASE: &str = "Erase the name now";
pub const ERASE_SURE: &str = "The name cannot be brought back.";
pub const ERASE_ANYWAY: &str = "Erase the name";
// Not "the place": that is the meeting place.
pub const ERASE_HELP: &str =
    "The name disappears for ever, on every tablet. The spot on the list and the number are kept.";
pub const UNDO: &str = "Undo the removal";
pub const UNDO_LAST: &str = "Undo puts them last.";
pub const CLOSED: &str = "There is no list here";
pub const CLOSED_HELP: &str = "Sign-up is not turned on, or the decision has expired.";
pub const TO_COUNT: &str = "To the count";

pub fn taken(persons: u32, capacity: Option<u32>) -> String {
    capacity.map_or_else(|| persons.to_string(), |capacity| format!("{persons} of {capacity}"))
}

pub fn way(taken: &str) -> String {
    format!("{LIST} {taken}")
}

pub fn came(persons: i64) -> String {
    match persons {
        1 => "1 has come".to_owned(),
        _ => format!("{persons} have come"),
    }
}

pub fn last_day(date: &str) -> String {
    format!("Last day: {date}.")
}

pub fn in_queue(number: u32, sure: bool) -> String {
    if sure {
        format!("Waiting, number {number}")
    } else {
        format!("Waiting for an answer, probably number {number}")
    }
}

pub fn persons(persons: u32) -> Option<String> {
    match persons {
        0 | 1 => None,
        2 => Some("for two".to_owned()),
        more => Some(format!("for {more}")),
    }
}

pub fn some_came(came: u32, persons: u32) -> String {
    format!("{came} of {persons} came")
}

pub fn undo_walk_in(time: &str) -> String {
    format!("Undo {ONE_MORE}, {time}")
}

pub fn change(name: &str) -> String {
    format!("{CHANGE}: {name}")
}

pub fn only(persons: u32) -> String {
    format!("Only {persons} came")
}

pub fn added(name: &str) -> String {
    format!("{name} is signed up.")
}

pub fn withdrawn(name: Option<&str>) -> String {
    name.map_or_else(
        || "The sign-up is removed.".to_owned(),
        |name| format!("{name} is no longer signed up."),
    )
}
