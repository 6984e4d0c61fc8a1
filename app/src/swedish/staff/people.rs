//! The words of who is at the tablet, and of the curtain before the names.

use crate::swedish;

/// Heading, and the chip while nobody said so.
pub const WHO: &str = "Vem är här?";
/// What it is for.
pub const WHO_HELP: &str = "Välj dig själv. Då syns det vem som har räknat och skrivit.";
/// Read before the list.
pub const MEMBERS: &str = "Personal";
/// Nobody in particular.
pub const NOBODY: &str = "Ingen särskild";
/// Heading of the form.
pub const ADD: &str = "Lägg till någon";
/// The field.
pub const NAME: &str = "Namn eller initialer";
/// Help under the field.
pub const NAME_HELP: &str = "Initialer räcker.";
/// The field is empty or too long.
pub const NAME_WRONG: &str = "Skriv ett namn eller initialer, högst 40 tecken.";
/// Adds and chooses.
pub const ADD_NOW: &str = "Lägg till";
/// Takes somebody off the list.
pub const REMOVE: &str = "Ta bort";
/// Does not.
pub const KEEP: &str = "Behåll";
/// Hides names now.
pub const HIDE: &str = "Dölj namn nu";

/// What becomes of it.
pub fn kept(days: u16) -> String {
    format!("Vem som räknade glöms efter {days} dagar. Namnet raderas när du tar bort det här.")
}

/// "Du är: K"
pub fn you_are(name: &str) -> String {
    format!("Du är: {name}")
}

/// "Byt till Bo"
pub fn switch_to(name: &str) -> String {
    format!("Byt till {name}")
}

/// "Ta bort K"
pub fn remove(name: &str) -> String {
    format!("{REMOVE} {name}")
}

/// "Ta bort K? Namnet raderas för alltid."
pub fn sure(name: &str) -> String {
    format!("{REMOVE} {name}? Namnet raderas för alltid.")
}

/// Names are hidden; heading and chip.
pub const HIDDEN: &str = "Namn är dolda";
/// The way to them.
pub const HIDDEN_WAY: &str = "Knappen högst upp visar dem igen.";
/// Counting goes on.
pub const COUNT_ON: &str = "Du kan räkna som vanligt.";
/// One tap shows them.
pub const SHOW: &str = "Visa namn";
/// Names are in sight.
pub const SHOWN: &str = "Namnen visas";
/// The field for the PIN.
pub const PIN: &str = "Platsens pinkod";
/// Help under it.
pub const PIN_HELP: &str = "Sex siffror. Dina kollegor kan den.";
/// While it is tried.
pub const TRYING: &str = "Provar …";
/// Too many wrong ones.
pub const COORDINATOR: &str = "Koden var fel fem gånger. Be samordnaren om en ny kod.";
/// Too long without a network.
pub const NO_CONTACT: &str = "Plattan har inte haft kontakt på 14 dagar. Ge den nät, så visas namnen igen.";
/// The way back.
pub const TO_DAY: &str = "Till dagen";

/// "Fel kod. Tre försök kvar."
pub fn wrong_pin(left: u8) -> String {
    format!("Fel kod. Du har {} kvar.", swedish::count_of(i64::from(left), "försök", "försök"))
}

/// Between two names.
pub const AND: &str = " och ";
