//! The words of the closed periods.

use samvaro_core::programme::closed_periods::ClosedPeriod;

use crate::swedish;

/// Heads the list, for screen readers.
pub const COMING: &str = "Stängt framöver";
/// No period.
pub const NONE: &str = "Inget är stängt framöver.";
/// Heading of the form.
pub const ADD: &str = "Lägg till en stängd tid";
/// Heading of the form while a period is changed.
pub const CHANGE: &str = "Ändra den stängda tiden";
/// First day.
pub const FROM: &str = "Första dagen";
/// First day, in words.
pub const FROM_HINT: &str = "Den första stängda dagen.";
/// Last day.
pub const UNTIL: &str = "Sista dagen";
/// Last day, in words.
pub const UNTIL_HINT: &str = "Tomt, om det är en dag.";
/// Why.
pub const REASON: &str = "Varför";
/// Why, in words.
pub const REASON_HINT: &str = "Syns i programmet. Till exempel: Sommarstängt.";
/// Changes one.
pub const EDIT: &str = "Ändra";
/// Removes one.
pub const REMOVE: &str = "Ta bort";
/// It was removed.
pub const REMOVED: &str = "Borttaget. Tillfällena är tillbaka i programmet.";
/// Brings it back.
pub const UNDO: &str = "Ångra";
/// Somebody removed it while somebody changed it.
pub const REVIEW: &str = "En tog bort den här medan en annan ändrade den. Spara den igen, eller ta bort den.";

/// "23 december 2026–6 januari 2027, Jul".
pub fn named(closed: &ClosedPeriod) -> String {
    let span = swedish::date_span(closed.period.from, closed.period.until);
    closed.reason.as_ref().map_or_else(|| span.clone(), |reason| format!("{span}, {reason}"))
}

/// A button about one period, for screen readers.
pub fn about(what: &str, closed: &ClosedPeriod) -> String {
    format!("{what}: {}", named(closed))
}
