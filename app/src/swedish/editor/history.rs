//! The words of the story of a number.

use crate::swedish;

/// Heading.
pub const HEADING: &str = "Historik";
/// The way back.
pub const TO_COUNT: &str = "Till räkningen";
/// Nobody has counted.
pub const NOTHING: &str = "Ingen har räknat än.";
/// It was entered on another day.
pub const LATE: &str = " I efterhand.";
/// A split or mark that the tablet does not know.
pub const UNKNOWN_GROUP: &str = "En grupp";

/// "Nu står det 18."
pub fn now(number: &str) -> String {
    format!("Nu står det {number}.")
}

/// "Ångrat 10.25".
pub fn undone(time: &str) -> String {
    format!("Ångrat {time}")
}

/// "Skrivet: 18 (+2)", "Rättat till 18 (+2): Någon kom sent."
pub fn stated(number: &str, difference: &str, why: &str) -> String {
    if why.is_empty() {
        format!("Skrivet: {number} ({difference}).")
    } else {
        format!("Rättat till {number} ({difference}): {why}.")
    }
}

/// "Rättat, Första besöket −1: Räknade fel."
pub fn corrected(amounts: &str, why: &str) -> String {
    format!("Rättat, {amounts}: {why}.")
}

/// What was counted before this tablet came to the place.
pub fn before(count: i64) -> String {
    format!("Före det här: {}. Så långt tillbaka minns inte plattan.", swedish::number(count))
}
