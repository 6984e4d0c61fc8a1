//! The words of what a coordinator mends, in English: refused changes, saved files, tablets.

use samvaro_core::api::ReadyStep;
use samvaro_core::help::{HelpChange, HelpCount, HelpWhat, Helped};
use samvaro_core::id::Millis;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::rescue::RescuedPlace;
use samvaro_core::target::{Half, Target};

use crate::browser::clock;
use crate::english;

pub const MORE: &str = "Settings, tablets and files";
pub const BACK: &str = "To the figures";
pub const LOOK: &str = "Look";
pub const FETCHING: &str = "Fetching…";
pub const NOT_DONE: &str = "That did not work just now";

pub const HELP: &str = "Changes that need help";
pub const HELP_LEAD: &str = "The server did not accept them when they came. Nothing is lost: every change stays here \
    until you have taken care of it.";
pub const NOTHING: &str = "Nothing needs help just now.";
pub const ELSEWHERE: &str = "Unknown place";
pub const ALL_PLACES: &str = "For all places";
/// What it is, if it is one of all places.
pub const EDIT_SHARED: &str = "Change in the settings";
/// Why a tablet's change of what the places share waits.
pub const WHY_SHARED: &str =
    "A tablet remembered it when the server had been restored. If it is right, try again.";
pub const TRY_AGAIN: &str = "Try again";
pub const PUT_ASIDE: &str = "Put aside";
pub const PUT_ASIDE_HELP: &str =
    "Try again counts what can be counted. Put aside keeps the rest and asks no more.";
pub const TRY_ASIDE: &str = "Try those again";

pub const FILE: &str = "Put in a file from a tablet";
pub const FILE_LEAD: &str = "Has someone saved what was unsent on a tablet as a file? Choose it here. Nothing is put in \
    until you have seen what it contains, and nothing is counted twice.";
pub const CHOOSE_FILE: &str = "Choose file";
pub const CHOOSE_FILE_HELP: &str = "It is called samvaro and a date, or samvaro-ej-skickat.";
pub const READING: &str = "Reading the file…";
pub const PUT_IN: &str = "Put in";
pub const HOLDS: &str = "The file contains";
pub const IS_IN: &str = "The file is put in";
pub const EMPTY_FILE: &str = "The file contains no changes.";
pub const ALL_KNOWN: &str = "Everything in the file is here already. You need not do anything.";

pub const TABLETS: &str = "Tablets";
pub const TABLETS_LEAD: &str = "Remove a tablet here if it is lost or going to someone else. The next time it reaches the network \
    it hands over what is unsent to you and forgets everything.";
pub const ALL_TABLETS: &str = "All tablets";
pub const NO_TABLETS: &str = "No tablet is linked yet.";
pub const TAKE_AWAY: &str = "Remove the tablet";
pub const KEEP: &str = "Keep";
pub const WITHDRAWN: &str = "Removed. What was unsent ends up under changes that need help.";
pub const SUSPENDED: &str = "Paused";
pub const NEVER_SEEN: &str = "No contact yet";

fn changes(count: u64) -> String {
    english::count_of(i64::try_from(count).unwrap_or(i64::MAX), "change", "changes")
}

/// "1 change needs", "2 changes need".
fn changes_that(count: u64, one: &str, many: &str) -> String {
    let verb = if count == 1 { one } else { many };
    format!("{} {verb}", changes(count))
}

pub fn need_help(count: u64) -> String {
    changes_that(count, "needs help.", "need help.")
}

pub fn waiting(count: u64) -> String {
    changes_that(count, "was not accepted.", "were not accepted.")
}

pub fn and_more(count: u64) -> String {
    format!("And {} more.", changes(count))
}

pub fn aside(count: u64) -> String {
    changes_that(count, "is put aside and saved.", "are put aside and saved.")
}

pub fn helped(helped: Helped) -> String {
    let Helped { taken, aside, left } = helped;
    let counted = || changes_that(taken, "is counted now.", "are counted now.");
    match (taken, aside, left) {
        (0, 0, _) => "The server said no again. Look at the reasons below.".to_owned(),
        (0, aside, _) => self::aside(aside),
        (_, _, 0) => counted(),
        (_, _, left) => format!("{} {}", counted(), changes_that(left, "still waits.", "still wait.")),
    }
}

pub fn what(change: &HelpChange) -> String {
    match &change.what {
        HelpWhat::Count(count) => format!("{}: {}", about(count), signed(count.visitors)),
        HelpWhat::Undo(count) => format!("Undone: {}, {}", about(count), signed(count.visitors)),
        HelpWhat::Edit => "Change to the programme".to_owned(),
        HelpWhat::Unknown => "Other change".to_owned(),
    }
}

fn about(count: &HelpCount) -> String {
    let name = match (&count.name, count.target) {
        (Some(name), _) => name.clone(),
        (None, Target::Occurrence(_)) => "Unknown activity".to_owned(),
        (None, Target::DropIn(_, Half::Forenoon)) => "Drop-in, morning".to_owned(),
        (None, Target::DropIn(_, Half::Afternoon)) => "Drop-in, afternoon".to_owned(),
    };
    format!("{name} {}", english::short_date(count.target.date()))
}

fn signed(visitors: i32) -> String {
    let sign = if visitors < 0 { "\u{2212}" } else { "+" };
    format!("{sign}{}", english::number(i64::from(visitors).abs()))
}

pub fn when(change: &HelpChange) -> String {
    let at = clock::wall(change.at);
    let tablet = change.tablet.as_ref().map_or_else(String::new, |tablet| format!(" · {tablet}"));
    format!("{} {}{tablet}", english::short_date(at.date()), english::time(at.time()))
}

pub fn why(verdict: Verdict) -> &'static str {
    let (Verdict::Rejected(reason) | Verdict::Quarantined(reason)) = verdict;
    match reason {
        Reason::Forbidden => "The tablet was not allowed to write for the place. Try again accepts it.",
        Reason::Revoked => "The tablet is removed. If you trust the figure, try again.",
        Reason::AfterSkip => "The tablet had lost it and found it again. Try again accepts it.",
        Reason::Undecodable => {
            "The tablet is newer than the server. It is accepted once the server has been updated."
        }
        Reason::UnknownUndone => "What was to be undone does not exist.",
        Reason::BeyondLimits => {
            "The number is too large, or the text too long. Count the occasion again if needed."
        }
        Reason::NamesNotDecided => "No decision on sign-up holds. The name is not saved.",
        Reason::BrokenSeal | Reason::ScheduleRefused => "It is damaged and cannot be used.",
    }
}

pub fn holds(place: &RescuedPlace) -> String {
    let visits = english::count_of(place.visitors, "visit", "visits");
    format!("{}, {visits}", changes(place.changes))
}

pub fn span(place: &RescuedPlace) -> String {
    let moment = |at| {
        let at = clock::wall(at);
        format!("{} {}", english::short_date(at.date()), english::time(at.time()))
    };
    format!("{} to {}", moment(place.from), moment(place.until))
}

pub fn known(place: &RescuedPlace) -> String {
    match place.known {
        0 => "None of them is here yet.".to_owned(),
        known if known == place.changes => "All are here already.".to_owned(),
        known => changes_that(
            known,
            "is here already and is not counted again.",
            "are here already and are not counted again.",
        ),
    }
}

pub fn taken(place: &RescuedPlace) -> String {
    let taken = changes_that(place.taken, "was put in.", "were put in.");
    match place.refused {
        0 => taken,
        refused => format!("{taken} {}", need_help(refused)),
    }
}

pub fn foreign(count: u64) -> String {
    changes_that(
        count,
        "belongs to another organisation and is not put in.",
        "belong to another organisation and are not put in.",
    )
}

pub fn from_tablets(names: &[String]) -> String {
    format!("From {}.", english::list_of(names))
}

pub fn last_seen(at: Option<Millis>) -> String {
    at.map_or_else(
        || NEVER_SEEN.to_owned(),
        |at| {
            let at = clock::wall(at);
            format!("Last contact {} {}", english::short_date(at.date()), english::time(at.time()))
        },
    )
}

pub const NEW_PIN: &str = "New PIN";
pub const NEW_PIN_WHAT: &str =
    "A new PIN opens tablets that were given a wrong PIN five times. It holds for all tablets at the place.";
pub const PIN_PLACE: &str = "Place";
pub const PIN_DIGITS: &str = "Six digits";
pub const SET_PIN: &str = "Save the PIN";

pub fn pin_is_set(place: &str) -> String {
    format!("{place} has a new PIN. Tell it to the staff.")
}

pub fn ready(lacks: Option<&[ReadyStep]>) -> String {
    match lacks {
        None => "Not checked yet.".to_owned(),
        Some([]) => "Ready to use.".to_owned(),
        Some(lacks) => {
            format!("Left to do: {}.", english::list_of(&lacks.iter().map(lack).collect::<Vec<_>>()))
        }
    }
}

fn lack(step: &ReadyStep) -> String {
    let words = match step {
        ReadyStep::Store => "saving",
        ReadyStep::Contact => "contact",
        ReadyStep::Persisted => "a promise to keep what is saved",
        ReadyStep::Clock => "the right time",
        ReadyStep::Offline => "opening without a network",
        ReadyStep::Network => "a trial without a network",
        ReadyStep::Awake => "a screen that stays on",
    };
    words.to_owned()
}

pub fn waiting_since(at: Millis) -> String {
    let at = clock::wall(at);
    let (day, time) = (english::short_date(at.date()), english::time(at.time()));
    format!("Has changes from {day} {time} that have not been accepted.")
}

pub fn build(name: &str) -> String {
    format!("Version {name}")
}

pub fn sure(name: &str, place: &str) -> String {
    format!("Remove {name} at {place}?")
}

pub fn take_away(name: &str) -> String {
    format!("{TAKE_AWAY}: {name}")
}
