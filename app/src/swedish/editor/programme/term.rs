//! The words of copying a term.

use super::times;

/// Heading.
pub const HEADING: &str = "Kopiera en termin";
/// What it does.
pub const LEAD: &str = "Det som gick förra terminen blir utkast för nästa. Du väljer vad som ska med.";
/// The period that is copied.
pub const FROM: &str = "Terminen som var";
/// The period that it is copied to.
pub const TO: &str = "Terminen som kommer";
/// Its first day.
pub const FIRST: &str = "Första dag";
/// Its last day.
pub const LAST: &str = "Sista dag";
/// What becomes of odd and even weeks.
pub const PARITY: &str = "Udda och jämna veckor";
/// They stay.
pub const KEPT: &str = "Som förut";
/// They change places.
pub const SWAPPED: &str = "Byt plats på udda och jämna";
/// Heading of the list.
pub const WHAT: &str = "Vad ska med?";
/// Nothing ran.
pub const NOTHING: &str = "Inget som upprepas gick då.";
/// It was copied before.
pub const STANDS: &str = "Finns redan";
/// A period must be whole.
pub const NO_PERIOD: &str = "Skriv båda dagarna. Den sista får inte ligga före den första.";
/// Nothing is chosen.
pub const CHOOSE: &str = "Välj minst en tid.";

/// "Skapa 12 utkast".
pub fn make(count: usize) -> String {
    format!("Skapa {count} utkast")
}

/// "18 tillfällen, det första tis 12 januari".
pub fn dates(count: usize, first: &str) -> String {
    format!("{}, det första {first}", times(count))
}
