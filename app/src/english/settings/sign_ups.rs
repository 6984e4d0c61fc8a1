//! The words of the decision on sign-ups, in English.

use jiff::civil::Date;

use crate::english;

pub const OFF: &str = "Sign-up is turned off. No name can be written anywhere.";
pub const REFERENCE: &str = "Number of the decision";
pub const REFERENCE_HINT: &str = "The registration number, so that the decision can be found.";
pub const UNTIL: &str = "Last day it holds";
pub const UNTIL_HINT: &str = "Then sign-up turns itself off. The decision can be renewed.";
pub const SWITCH_ON: &str = "Turn on sign-up";
pub const CHANGE: &str = "Save the decision";
pub const SWITCH_OFF: &str = "Turn off sign-up";
pub const MEANING: [&str; 4] = [
    "The staff can write down anyone who wants to come, for the activities you choose.",
    "The names are shown only on the place’s tablets. They are hidden when the tablet is left alone.",
    "The names are removed after the occasion. The number is kept.",
    "Anyone who just drops in is counted without a name, as now.",
];
pub const OFF_HELP: &str =
    "If you turn off sign-up, no new names can be written. Those there are removed when their time is up.";

pub fn on(reference: &str, until: Date) -> String {
    format!(
        "On up to and including {} {}. Decision {reference}.",
        english::day_and_month(until),
        until.year()
    )
}

pub fn over(until: Date) -> String {
    format!(
        "The decision expired on {} {}. Sign-up is turned off.",
        english::day_and_month(until),
        until.year()
    )
}
