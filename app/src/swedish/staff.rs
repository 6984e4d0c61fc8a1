//! What the tablet says, in Swedish: one file per screen.

pub mod change;
pub mod count;
pub mod day;
pub mod gate;
pub mod handover;
pub mod people;
pub mod sign_ups;
pub mod sync;

/// While the store is read.
pub const OPENING: &str = "Öppnar plattan …";
/// Another tab does not let go of the store.
pub const BLOCKED: &str = "Samvaro är öppet i en annan flik";
/// What to do about it.
pub const BLOCKED_HELP: &str =
    "Stäng den andra fliken, så fortsätter det här. Allt som är räknat finns kvar.";
/// An unknown address.
pub const NOT_FOUND: &str = "Sidan finns inte";
/// What to do about it.
pub const NOT_FOUND_HELP: &str = "Adressen leder ingenstans. Börja om från första sidan.";
/// The way out.
pub const TO_START: &str = "Till första sidan";
/// The first thing a keyboard reaches.
pub const SKIP: &str = "Till innehållet";
/// Closes a dialog without doing anything.
pub const CANCEL: &str = "Avbryt";
/// Closes a dialog that only told something.
pub const CLOSE: &str = "Stäng";

/// A new version is there.
pub const UPDATE: &str = "Det finns en ny version.";
/// Takes the new version into use.
pub const UPDATE_NOW: &str = "Uppdatera";
/// Leaves something for later.
pub const LATER: &str = "Senare";

/// Nobody has looked whether the tablet is ready for use.
pub const NEW_TABLET: &str = "Ny platta: se om den är klar";

/// This build is older than the store.
pub const OLDER: &str = "Plattan har haft en nyare version.";
/// What to do about it.
pub const OLDER_HELP: &str = "Fortsätt räkna, allt sparas. Ladda om när det finns nät.";
/// Loads the page anew.
pub const LOAD_AGAIN: &str = "Ladda om";

/// Storing has failed.
pub const NOT_SAVED: &str = "Det går inte att spara på plattan just nu.";
/// What to do about it.
pub const NOT_SAVED_HELP: &str = "Skriv ner siffran på papper. Det som redan är sparat finns kvar.";
/// Stores once more.
pub const TRY_AGAIN: &str = "Försök igen";
/// The server does not know the tablet any more.
pub const UNPAIRED: &str = "Plattan är inte kopplad längre.";
/// What that means.
pub const UNPAIRED_HELP: &str = "Fortsätt räkna. Det sparas här och skickas när plattan är kopplad igen.";
/// The way to pair it.
pub const PAIR_AGAIN: &str = "Koppla plattan";
/// Opens the list of what needs help.
pub const LOOK: &str = "Titta";

/// Changes that the server refused.
pub fn refused(count: usize) -> String {
    match count {
        1 => "En ändring behöver hjälp.".to_owned(),
        _ => format!("{count} ändringar behöver hjälp."),
    }
}

/// They are kept.
pub const REFUSED_HELP: &str = "Ingenting är borta. Fortsätt räkna som vanligt.";

/// The store was cleared before all was sent.
pub fn lost(count: usize) -> String {
    match count {
        0 => "Plattans minne har rensats.".to_owned(),
        1 => "Plattans minne har rensats. En ändring hann inte skickas.".to_owned(),
        _ => format!("Plattans minne har rensats. {count} ändringar hann inte skickas."),
    }
}

/// The store was damaged, and everything that was not sent is there all the same.
pub fn restored(count: usize) -> String {
    match count {
        0 => "Plattans minne var skadat.".to_owned(),
        1 => "Plattans minne var skadat. En ändring är hämtad från reservkopian.".to_owned(),
        _ => format!("Plattans minne var skadat. {count} ändringar är hämtade från reservkopian."),
    }
}

/// What that means.
pub const RESTORED_HELP: &str = "Inget är borta. Räkna vidare som vanligt.";
/// What to do about it.
pub const LOST_HELP: &str = "Räkna om de senaste tillfällena om du kan.";
