//! The words of the counting screen.

use samvaro_core::tally::Correction;

use crate::swedish;

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
/// Opens the same dialog where there are several numbers, in two lines.
pub const CORRECT_OR_TYPE: [&str; 2] = ["Rätta eller", "skriv antal"];
/// Heading of that dialog when there is a number.
pub const CORRECT: &str = "Rätta räkningen";
/// Which of several numbers.
pub const WHICH_NUMBER: &str = "Vilka gäller det?";
/// The number of all.
pub const EVERYBODY: &str = "Alla";
/// The way to the story of the number.
pub const HOW_IT_CAME: &str = "Historik";
/// Why it was wrong.
pub const WHY: &str = "Varför?";
/// No reason is chosen.
pub const NO_REASON: &str = "Välj varför.";
/// Those whom nobody puts into a split.
pub const UNSTATED: &str = "Ej angivet";
/// Above the white plates.
pub const MARKS_HELP: &str = "Tryck också här, om det gäller den som just kom:";
/// Nobody is left to mark.
pub const COUNT_FIRST: &str = "Räkna först";
/// Those who help, and are no visitors.
pub const VOLUNTEERS: &str = "Volontärer och värdar";
/// The same in an undo.
pub const VOLUNTEERS_SHORT: &str = "Volontärer";
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
pub const UNKNOWN: &str = "Det här tillfället finns inte på plattan";
/// The way back.
pub const TO_DAY: &str = "Till dagen";
/// There is no number as long as two of them stand.
pub const NO_NUMBER: &str = "–";
/// Two people typed different numbers.
pub const TWO_COUNTS: &str = "Två räkningar";
/// What to do about it.
pub const TWO_COUNTS_HELP: &str = "Två har skrivit antal utan att se varandras. Vad gäller?";

/// "5 till", "Kvinnor, 5 till".
pub fn more(name: Option<&str>, count: i32) -> String {
    match name {
        Some(name) => format!("{name}, {count} till"),
        None => format!("{count} till"),
    }
}

/// "ej angivet 1": those whom nobody has put into a split.
pub fn unstated(count: i64) -> String {
    format!("ej angivet {}", swedish::number(count))
}

/// "3, +1": how many there are, and what a press does.
pub fn and_one_more(count: i64) -> String {
    format!("{}, {PLATE_FIGURE}", swedish::number(count))
}

/// The splits say more than the total.
pub fn too_many_in_splits(count: i64) -> String {
    format!("Grupperna är {} fler än alla. Rätta en grupp.", swedish::number(count))
}

/// "Lägg ihop till 26": both counted, but different people.
pub fn add_up(number: &str) -> String {
    format!("Lägg ihop till {number}")
}

/// Why a number was wrong.
pub fn reason(reason: Correction) -> &'static str {
    match reason {
        Correction::Miscounted => "Räknade fel",
        Correction::CameLate => "Någon kom sent",
        Correction::LeftOut => "Glömde någon",
        Correction::Volunteers => "Volontärer räknades med",
        Correction::WrongOccurrence => "Fel tillfälle",
        Correction::Other => "Något annat",
    }
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
