//! The words of what the tablet knows of itself.

use crate::swedish;

/// Heading.
pub const HEADING: &str = "Plattan";
/// The other seldom opened pages.
pub const MORE: &str = "Mer";
/// The place.
pub const PLACE: &str = "Räknar för";
/// When the server last answered.
pub const LAST_CONTACT: &str = "Senaste kontakt";
/// It has not answered yet.
pub const NO_CONTACT: &str = "Ingen kontakt än";
/// What waits.
pub const UNSENT: &str = "Inte skickat";
/// Nothing waits.
pub const NOTHING_UNSENT: &str = "Ingenting. Allt är framme.";
/// Whether the browser cleans up.
pub const MEMORY: &str = "Minnet";
/// It has promised not to.
pub const PERSISTED: &str = "Webbläsaren har lovat att behålla det som sparas här.";
/// It has not promised.
pub const NOT_PERSISTED: &str =
    "Webbläsaren har inte lovat att behålla det som sparas. Lägg Samvaro på hemskärmen, så blir det säkrare.";
/// Only one copy is left of what is not sent.
pub const JOURNAL_FULL: &str = " Reservkopian är full. Låt plattan få nät.";
/// Asks it again.
pub const ASK_AGAIN: &str = "Fråga webbläsaren igen";
/// The clock.
pub const CLOCK: &str = "Klockan";
/// The clock is right.
pub const CLOCK_RIGHT: &str = "Går rätt.";
/// Heading of what a press answers with.
pub const ANSWERS: &str = "När du räknar";
/// A sound.
pub const SOUND: &str = "Ett mjukt klick hörs för varje tryck";
/// A shake.
pub const SHAKE: &str = "Plattan skakar till för varje tryck";
/// Installing.
pub const INSTALL: &str = "Lägg på hemskärmen";
/// How to.
pub const INSTALL_HELP: &str = "Öppna webbläsarens meny och välj Installera, eller Lägg till på hemskärmen. På en iPad: tryck på \
     Dela och välj Lägg till på hemskärmen. Koppla plattan inne i den nya ikonen.";
/// Takes the browser's offer.
pub const INSTALL_NOW: &str = "Lägg på hemskärmen nu";
/// It is done.
pub const INSTALLED: &str = "Du har öppnat Samvaro från hemskärmen. Bra!";
/// Saves the unsent changes.
pub const SAVE_FILE: &str = "Spara det oskickade som en fil";
/// When that is needed.
pub const SAVE_FILE_HELP: &str = "Behövs bara om plattan ska bytas eller lagas innan allt är skickat.";
/// Heading of the refused changes.
pub fn refused(count: usize) -> String {
    match count {
        0 => "Ingenting behöver hjälp".to_owned(),
        1 => "En ändring behöver hjälp".to_owned(),
        _ => format!("{count} ändringar behöver hjälp"),
    }
}
/// What to do about them.
pub const REFUSED_HELP: &str = "Servern tog inte emot dem. Ingenting är borta: de finns kvar här och hos samordnaren, som ser dem hos sig.";
/// Has them judged again.
pub const TRY_AGAIN: &str = "Försök igen";
/// They are on their way.
pub const OFFERED: &str = "Skickas igen …";
/// All of them were taken.
pub const TAKEN: &str = "Nu är allt mottaget.";
/// Some were refused again.
pub const STILL_REFUSED: &str = "Servern sa nej igen. Visa det för samordnaren.";
/// Saves them.
pub const SAVE_REFUSED: &str = "Spara till fil";
/// Pairs with another place.
pub const PAIR_AGAIN: &str = "Koppla till en plats";

/// "3 ändringar".
pub fn changes(count: usize) -> String {
    swedish::count_of(i64::try_from(count).unwrap_or(i64::MAX), "ändring", "ändringar")
}

/// "Går 3 minuter fel. Räkningen stämmer ändå."; from two hours on in hours, from two days on in days.
pub fn clock_off(minutes: i64) -> String {
    let off = match minutes {
        ..120 => swedish::count_of(minutes, "minut", "minuter"),
        120..2880 => swedish::count_of(minutes / 60, "timme", "timmar"),
        _ => swedish::count_of(minutes / 1440, "dag", "dagar"),
    };
    format!("Går {off} fel. Räkningen stämmer ändå.")
}

/// "2,4 MB sparat."
pub fn used(megabytes: f64) -> String {
    format!("{megabytes:.1} MB sparat.").replacen('.', ",", 1)
}

/// Something on the list of those who signed up.
pub fn listed(what: &str) -> String {
    format!("Anmälan: {what}")
}

/// What was undone.
pub fn undone(what: &str) -> String {
    format!("Ångrat: {what}")
}

/// An edit of the programme.
pub const EDIT: &str = "Ändring i programmet";
/// A change that this version does not know.
pub const OTHER: &str = "Annan ändring";
/// An activity that is not in the programme.
pub const UNKNOWN_ACTIVITY: &str = "Okänd aktivitet";
/// The tablet may not write there.
pub const FORBIDDEN: &str =
    "Plattan fick inte skriva för den platsen. Försök igen när samordnaren har ordnat det.";
/// The tablet is no longer trusted.
pub const REVOKED: &str = "Plattan var inte betrodd längre. Samordnaren avgör.";
/// What it takes back is not there.
pub const UNKNOWN_UNDONE: &str = "Det som skulle ångras finns inte hos servern.";
/// The server does not know this kind of change.
pub const UNDECODABLE: &str = "Servern är äldre än plattan. Försök igen när den är uppdaterad.";
/// A number or a text is too large.
pub const BEYOND_LIMITS: &str = "Talet eller texten är för stor. Räkna om tillfället om det behövs.";
/// The organisation has no decision by which names may be kept.
pub const NAMES_NOT_DECIDED: &str = "Inget beslut om anmälan gäller. Namnet är inte sparat.";
/// Anything else.
pub const OTHER_REASON: &str = "Servern kunde inte använda den.";
