//! The words of the closed periods, in English.

use samvaro_core::programme::closed_periods::ClosedPeriod;

use crate::english;

pub const COMING: &str = "Closed days ahead";
pub const NONE: &str = "No closed days ahead.";
pub const ADD: &str = "Add a closed period";
pub const CHANGE: &str = "Change the closed period";
pub const FROM: &str = "First day";
pub const FROM_HINT: &str = "The first closed day.";
pub const UNTIL: &str = "Last day";
pub const UNTIL_HINT: &str = "Empty, if it is one day.";
pub const REASON: &str = "Why";
pub const REASON_HINT: &str = "Shown in the programme. For example: Closed for summer.";
pub const EDIT: &str = "Change";
pub const REMOVE: &str = "Remove";
pub const REMOVED: &str = "Removed. The occasions are back in the programme.";
pub const UNDO: &str = "Undo";
pub const REVIEW: &str =
    "One person removed this while another was changing it. Save it again, or remove it.";

pub fn named(closed: &ClosedPeriod) -> String {
    let span = english::date_span(closed.period.from, closed.period.until);
    closed.reason.as_ref().map_or_else(|| span.clone(), |reason| format!("{span}, {reason}"))
}

pub fn about(what: &str, closed: &ClosedPeriod) -> String {
    format!("{what}: {}", named(closed))
}
