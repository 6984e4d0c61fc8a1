//! The words of the counting screen.

/// On the plate.
pub const PLATE_FIGURE: &str = "+1";
/// On the plate.
pub const PLATE_WORD: &str = "En till";
/// Read before the number.
pub const NUMBER: &str = "Antal: ";
/// Takes back the newest count.
pub const UNDO: &str = "Ångra senaste";
/// Nothing can be taken back.
pub const NOTHING_TO_UNDO: &str = "Inget att ångra";
/// Nobody came.
pub const NOBODY: &str = "Ingen kom";
/// Opens the dialog for a number, in two lines.
pub const TYPE_NUMBER: [&str; 2] = ["Skriv", "antal"];
/// Heading of that dialog.
pub const HOW_MANY: &str = "Hur många kom?";
/// The field of that dialog.
pub const NUMBER_FIELD: &str = "Antal";
/// One fewer.
pub const FEWER: &str = "En färre";
/// One more.
pub const MORE: &str = "En till";
/// What is typed is no number.
pub const NOT_A_NUMBER: &str = "Skriv ett tal från 0 till 10 000.";
/// The old number is not lost.
pub const HISTORY: &str = "Den gamla siffran finns kvar i historiken.";
/// The number is an estimate.
pub const ABOUT: &str = "Ungefär";
/// How the place counts.
pub const HOW_WE_COUNT: &str = "Så räknar vi";
/// Leaves the screen.
pub const DONE: &str = "Klar";
/// It is for another day.
pub const LATE: &str = "Räknas i efterhand";
/// It is for a day to come.
pub const EARLY: &str = "Räknas i förväg";
/// Nobody has counted.
pub const NOT_COUNTED: &str = "Inte räknat än";
/// It is being stored.
pub const SAVING: &str = "Sparar …";
/// It is stored on the tablet.
pub const ON_TABLET: &str = "Sparat på plattan";
/// It has arrived.
pub const SENT: &str = "Skickat";
/// It could not be stored.
pub const NOT_SAVED: &str = "Inte sparat";
/// Nothing has this address.
pub const UNKNOWN: &str = "Det här tillfället finns inte på plattan.";
/// The way back.
pub const TO_DAY: &str = "Till dagen";
/// Two people typed different numbers.
pub const TWO_COUNTS: &str = "Två räkningar";
/// What to do about it.
pub const TWO_COUNTS_HELP: &str = "Två har skrivit antal utan att se varandras. Vilken gäller?";

/// "+5, fem till".
pub fn more(count: i32) -> String {
    format!("{count} till")
}

/// "Spara 8".
pub fn save(number: &str) -> String {
    format!("Spara {number}")
}

/// "Var 9. Blir 8."
pub fn from_to(before: &str, after: &str) -> String {
    format!("Var {before}. Blir {after}.")
}

/// "Behåll 23".
pub fn keep(number: &str) -> String {
    format!("Behåll {number}")
}

/// "+5, 10.19": what an undo takes back.
pub fn undo_what(amount: &str, time: &str) -> String {
    if amount.is_empty() { time.to_owned() } else { format!("{amount}, {time}") }
}
