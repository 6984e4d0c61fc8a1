//! The words of the handover.

use samvaro_core::task::Chore;

/// Heading.
pub const HEADING: &str = "Överlämning";
/// The way to the page.
pub const WRITE: &str = "Skriv en rad";
/// The way to the page, when there is more.
pub const ALL: &str = "Hela överlämningen";
/// Nothing waits.
pub const NOTHING: &str = "Inget att lämna över just nu.";
/// The field.
pub const FIELD: &str = "Till nästa pass";
/// The field, for an answer.
pub const ANSWER_FIELD: &str = "Ditt svar";
/// It waits for an answer.
pub const IS_QUESTION: &str = "Det är en fråga";
/// Saves it.
pub const SAVE: &str = "Spara raden";
/// Saves an answer.
pub const SAVE_ANSWER: &str = "Spara svaret";
/// There is nothing to save.
pub const EMPTY: &str = "Skriv något först, högst 500 tecken.";
/// What nobody has read.
pub const OPEN: &str = "Att läsa";
/// What was read.
pub const DONE: &str = "Läst och klart";
/// A question.
pub const QUESTION: &str = "Fråga";
/// An answer.
pub const ANSWER: &str = "Svar";
/// It was read.
pub const READ: &str = "Läst";
/// Answers it.
pub const REPLY: &str = "Svara";
/// It is open again.
pub const REOPEN: &str = "Visa igen";
/// Erases it.
pub const ERASE: &str = "Radera";
/// Erases it for ever.
pub const ERASE_NOW: &str = "Radera för alltid";
/// Does not.
pub const KEEP: &str = "Behåll";
/// Heading of who does what.
pub const TODAY: &str = "Vem gör vad i dag?";
/// Nobody is responsible.
pub const NOBODY: &str = "Ingen vald";
/// There is nobody to choose.
pub const NO_STAFF: &str = "Lägg till personal först.";

/// What may stand in a note, and for how long.
pub fn rule(days: u16) -> String {
    format!("Skriv inga namn. Raden försvinner efter {days} dagar.")
}

/// "Läst: Kaffefiltren är slut", for those who hear the buttons one by one.
pub fn about(action: &str, text: &str) -> String {
    format!("{action}: {text}")
}

/// "Två har valt olika. Också vald: Bo."
pub fn contested(names: &str) -> String {
    format!("Två har valt olika. Också vald: {names}.")
}

/// What there is to do every day.
pub fn chore(chore: Chore) -> &'static str {
    match chore {
        Chore::Opening => "Öppnar",
        Chore::Host => "Värd",
        Chore::Coffee => "Kaffe",
        Chore::Closing => "Stänger",
    }
}
