//! The words of the screen at the door.

use crate::swedish;

/// It goes on.
pub const NOW: &str = "Nu";
/// It comes next.
pub const NEXT: &str = "Sedan";
/// Cancelled.
pub const CANCELLED: &str = "Inställt";
/// The place is closed.
pub const CLOSED: &str = "Stängt";
/// It rests on a red day.
pub const RESTS: &str = "Inte i dag";
/// The time is not known.
pub const TIME_UNKNOWN: &str = "I dag";
/// Nothing on the programme.
pub const NOTHING: &str = "Inget på programmet i dag. Välkommen in ändå!";
/// Everything is over.
pub const NO_MORE: &str = "Inget mer i dag. Välkommen i morgon!";

/// The place has no such screen.
pub const OFF: &str = "Skärmen vid dörren är inte påslagen.";
/// Where it is switched on.
pub const SETTINGS: &str = "Slå på den i inställningarna";
/// The way to it.
pub const OPEN: &str = "Visa på skärmen vid dörren";

/// "till 10.45".
pub fn until(end: &str) -> String {
    format!("till {end}")
}

/// "Och tre till senare i dag."
pub fn more(count: usize) -> String {
    format!("Och {} till senare i dag.", swedish::count_word(count))
}
