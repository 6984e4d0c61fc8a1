//! The words of the programme editor.

use crate::swedish;

pub mod facts;
pub mod review;
pub mod slot;
pub mod term;

/// Heading.
pub const HEADING: &str = "Programmet";
/// There is none yet.
pub const EMPTY: &str = "Här finns inga aktiviteter än.";
/// An activity that nobody has named.
pub const UNNAMED: &str = "Aktivitet utan namn";
/// Opens an empty form.
pub const NEW: &str = "Ny aktivitet";
/// Opens the copying of a term.
pub const COPY: &str = "Kopiera en termin";
/// Finds an activity.
pub const SEARCH: &str = "Sök på namn";
/// Nothing has that name.
pub const NOT_FOUND: &str = "Ingen aktivitet heter så.";
/// Heading of what waits for a person.
pub const NEEDS_YOU: &str = "Behöver dig";
/// Heading of what the public does not see.
pub const DRAFTS: &str = "Utkast";
/// Heading of what the public sees.
pub const PUBLISHED: &str = "I programmet";
/// The public does not see it.
pub const DRAFT: &str = "Utkast";
/// The public sees it.
pub const IS_PUBLISHED: &str = "Syns i programmet";
/// What a draft is.
pub const DRAFT_HELP: &str = "Bara personalen ser det än.";
/// What is new is a draft.
pub const NEW_DRAFTS: &str = "Det finns nya tider som bara personalen ser än.";
/// Two changed the same thing.
pub const CONTESTED: &str = "Två har ändrat samma sak";
/// The way back.
pub const TO_LIST: &str = "Till programmet";
/// The way back to an activity.
pub const BACK: &str = "Tillbaka";
/// It is not there.
pub const GONE: &str = "Aktiviteten finns inte";
/// What that may mean.
pub const GONE_HELP: &str = "Någon kan ha tagit bort den, eller så har den inte kommit hit än.";
/// The public sees it from now on.
pub const PUBLISH: &str = "Publicera";
/// The public no longer sees it.
pub const UNPUBLISH: &str = "Göm för besökare";
/// Heading of the slots.
pub const WHEN: &str = "När";
/// No slot yet.
pub const NO_SLOTS: &str = "Ingen tid är satt än.";
/// Adds one.
pub const NEW_SLOT: &str = "Ny tid";
/// Heading of the next dates.
pub const NEXT: &str = "Närmast";
/// Nothing comes.
pub const NO_DATES: &str = "Inga tillfällen det närmaste året.";
/// Heading of the facts.
pub const FACTS: &str = "Uppgifter";
/// Nothing is said.
pub const NO_FACTS: &str = "Inget mer är skrivet än.";
/// Opens them.
pub const CHANGE_FACTS: &str = "Ändra uppgifter";
/// Heading of the last section.
pub const REMOVE: &str = "Ta bort";
/// Deletes the activity.
pub const DELETE: &str = "Ta bort aktiviteten";
/// Deletes the slot.
pub const DELETE_SLOT: &str = "Ta bort tiden";
/// Takes one date out.
pub const TAKE_OUT: &str = "Ta bort ur programmet";
/// Why a counted date cannot be taken out.
pub const COUNTED: &str = "Någon har räknat besök den dagen. Därför står den kvar.";
/// People may have planned for it.
pub const RATHER_CANCEL: &str =
    "Vet någon om tillfället? Ställ in det på dagens sida i stället. Då syns det varför.";
/// Does not delete.
pub const KEEP: &str = "Behåll";
/// Saves.
pub const SAVE: &str = "Spara";
/// Saves a new activity.
pub const SAVE_DRAFT: &str = "Spara som utkast";
/// On its way.
pub const SAVING: &str = "Sparar …";
/// Leaves the form.
pub const GIVE_UP: &str = "Ångra och gå tillbaka";
/// The form was half written before.
pub const RECALLED: &str = "Här är det du skrev förut. Det är inte sparat än.";
/// Something must be mended.
pub const MEND: &str = "Något behöver rättas";
/// It was not saved.
pub const NOT_SAVED: &str = "Inte sparat";
/// It is stored on the tablet.
pub const ON_TABLET: &str = "Sparat på plattan.";
/// It is stored by the server.
pub const SAVED: &str = "Sparat.";
/// The server was not reached.
pub const OFFLINE: &str = "Vi når inte servern. Det du skrev finns kvar här. Försök igen om en stund.";
/// The server took only a part.
pub const REFUSED: &str = "Servern kunde inte ta emot allt. Ladda om sidan och titta en gång till.";
/// The programme is on its way.
pub const FETCHING: &str = "Hämtar programmet …";
/// Asks the server again.
pub const TRY_AGAIN: &str = "Försök igen";
/// Opens the programme from the figures.
pub const OPEN: &str = "Ändra programmet";

/// "Ta bort Bingo?"
pub fn delete_question(name: &str) -> String {
    format!("Ta bort {name}?")
}

/// What deleting means: "Den försvinner ur programmet. 12 räknade tillfällen finns kvar i siffrorna."
pub fn delete_means(counted: usize) -> String {
    match counted {
        0 => "Det försvinner ur programmet på alla plattor.".to_owned(),
        _ => format!(
            "Det försvinner ur programmet på alla plattor. {} finns kvar i siffrorna.",
            times_counted(counted)
        ),
    }
}

/// "12 räknade tillfällen".
pub fn times_counted(count: usize) -> String {
    swedish::count_of(i64::try_from(count).unwrap_or(i64::MAX), "räknat tillfälle", "räknade tillfällen")
}

/// "12 tillfällen".
pub fn times(count: usize) -> String {
    swedish::count_of(i64::try_from(count).unwrap_or(i64::MAX), "tillfälle", "tillfällen")
}
