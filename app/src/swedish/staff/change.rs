//! The words of changing the day: one occurrence, one more, and the whole house.

use crate::swedish;

/// Opens the page of an occurrence.
pub const CHANGE: &str = "Ändra";
/// The way back.
pub const TO_DAY: &str = "Till dagen";
/// Nothing has this address.
pub const UNKNOWN: &str = "Det här tillfället finns inte på plattan.";

/// Opens the form.
pub const CANCEL: &str = "Ställ in";
/// Opens the form.
pub const MOVE: &str = "Flytta dag, tid eller rum";
/// Opens the form.
pub const NOTE: &str = "Skriv en rad";

/// Heading of the reasons.
pub const WHY: &str = "Varför?";
/// The reasons to choose from.
pub const REASONS: [&str; 5] = [
    "Ledaren är sjuk.",
    "Vi är för få i personalen.",
    "För få har anmält sig.",
    "Rummet går inte att använda.",
    "Vädret är för dåligt.",
];
/// The reasons to close the house.
pub const REASONS_TO_CLOSE: [&str; 5] = [
    "Vi är för få i personalen.",
    "Vattnet är avstängt.",
    "Strömmen är borta.",
    "Det är fel på värmen.",
    "Vädret är för dåligt.",
];
/// A field for another reason.
pub const OWN_WORDS: &str = "Egna ord";
/// What they are for.
pub const OWN_WORDS_HELP: &str = "Gäller före det du valt. Skriv inga namn.";
/// Before what the public will read.
pub const PUBLIC: &str = "Alla kan läsa det:";

/// The fields of a move.
pub const DAY: &str = "Dag";
/// The fields of a move.
pub const FROM: &str = "Från";
/// The fields of a move.
pub const UNTIL: &str = "Till";
/// The fields of a move.
pub const ROOM: &str = "Rum";
/// Moves.
pub const SAVE_MOVE: &str = "Flytta";
/// The day is none.
pub const NO_DAY: &str = "Välj en dag.";
/// The times do not fit each other.
pub const NO_TIME: &str = "Sluttiden ska komma efter starttiden.";
/// The room is too long.
pub const NO_ROOM: &str = "Skriv rummet kort, högst 80 tecken.";
/// Nothing was changed.
pub const NOTHING_CHANGED: &str = "Ändra dag, tid eller rum först.";

/// The field of a note.
pub const NOTE_FIELD: &str = "Raden under namnet";
/// What it is for.
pub const NOTE_HELP: &str = "Till exempel: Ta med glasögon. Alla kan läsa den. Skriv inga namn.";
/// Saves a note.
pub const SAVE_NOTE: &str = "Spara raden";
/// A text is too long, or empty.
pub const NO_TEXT: &str = "Skriv en kort rad, högst 200 tecken.";

/// Heading of what is changed.
pub const CHANGED: &str = "Ändrat";
/// Takes one of them back.
pub const TAKE_BACK: &str = "Ta tillbaka";
/// Held although the house rests.
pub const HOLD_ANYWAY: &str = "Håll det ändå";

/// It is being stored.
pub const SAVING: &str = "Sparar …";
/// It is stored on the tablet.
pub const ON_TABLET: &str = "Sparat på plattan";
/// It has arrived.
pub const SENT: &str = "Skickat";
/// Takes the last change back.
pub const UNDO: &str = "Ångra";

/// Heading of a clash.
pub const CLASH: &str = "Två har ändrat samma sak";
/// What to do about it.
pub const CLASH_HELP: &str = "Båda ändringarna är sparade. Välj vilken som ska gälla.";
/// The version that holds.
pub const HOLDS: &str = "Gäller nu";
/// Who wrote a version.
pub const THIS_TABLET: &str = "Den här plattan";
/// Who wrote a version.
pub const OTHER_TABLET: &str = "En annan platta";
/// Leaves a clash for later.
pub const LATER: &str = "Vänta med det här";
/// One can choose again.
pub const LATER_HELP: &str = "Du kan ändra dig senare.";
/// Opens a clash.
pub const LOOK: &str = "Titta";

/// Heading of a deletion that crossed an edit.
pub const REVIEW: &str = "Borttaget och ändrat samtidigt";
/// What to do about it.
pub const REVIEW_HELP: &str =
    "En har tagit bort det, en annan har ändrat det. Det står kvar tills du väljer.";
/// Keeps it.
pub const KEEP_IT: &str = "Låt stå kvar";
/// Removes it.
pub const REMOVE_IT: &str = "Ta bort";

/// Heading of what stands outside the programme.
pub const OUTSIDE: &str = "Utanför programmet";
/// What that means.
pub const OUTSIDE_HELP: &str = "Det är räknat, men står inte i programmet längre. Siffran finns kvar. Du kan lägga den hos något annat \
     samma dag, eller låta den stå.";
/// Nothing else is on that day.
pub const NO_HOME: &str = "Inget annat finns den dagen.";

/// Opens the page.
pub const ADD: &str = "Lägg till en aktivitet";
/// The field.
pub const NAME: &str = "Namn";
/// What is public.
pub const ADD_HELP: &str = "Det syns i programmet för alla.";
/// The name is missing.
pub const NO_NAME: &str = "Skriv vad det heter, högst 80 tecken.";
/// Adds it.
pub const SAVE_ADD: &str = "Lägg till";

/// "6 är redan räknade. De står kvar i siffrorna."
pub fn counted_stay(count: i64) -> String {
    match count {
        1 => "1 är redan räknad, och står kvar i siffrorna.".to_owned(),
        _ => format!("{} är redan räknade. De står kvar i siffrorna.", swedish::number(count)),
    }
}

/// What closing does not touch.
pub fn stays(count: usize) -> String {
    match count {
        1 => "Ett har börjat eller är räknat, och står kvar.".to_owned(),
        _ => format!(
            "{} har börjat eller är räknade, och står kvar.",
            swedish::capitalised(&swedish::count_word(count))
        ),
    }
}

/// What closing stops.
pub fn stops(count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    match count {
        0 => "Inget ställs in.".to_owned(),
        _ => format!("{} ställs in:", swedish::count_of(count, "tillfälle", "tillfällen")),
    }
}

/// "Stäng i dag", "Stäng tisdag 13 maj".
pub fn close(day: &str) -> String {
    format!("Stäng {day}")
}

/// "Öppna igen i dag".
pub fn open(day: &str) -> String {
    format!("Öppna igen {day}")
}

/// Heading of a closed day: "Stängt i dag".
pub fn closed(day: &str) -> String {
    format!("Stängt {day}")
}

/// A longer period is changed elsewhere.
pub const CLOSED_LONGER: &str =
    "Det är stängt flera dagar. Vill du hålla något ändå? Tryck på Ändra vid det.";

/// "Inställt: Bingo."
pub fn cancelled(name: &str) -> String {
    format!("Inställt: {name}.")
}

/// "Flyttat: Bingo."
pub fn moved(name: &str) -> String {
    format!("Flyttat: {name}.")
}

/// "Ny rad: Bingo."
pub fn noted(name: &str) -> String {
    format!("Ny rad: {name}.")
}

/// "Tillagt: Bingo."
pub fn added(name: &str) -> String {
    format!("Tillagt: {name}.")
}

/// "Ändrat: Bingo."
pub fn changed(name: &str) -> String {
    format!("Ändrat: {name}.")
}

/// "Ändra: Bingo", for those who hear the buttons one by one.
pub fn change_this(name: &str) -> String {
    format!("{CHANGE}: {name}")
}

/// "Ändrat i dag 9.40."
pub fn changed_at(when: &str) -> String {
    format!("Ändrat {when}.")
}

/// "Behåll 10.30–12.00"
pub fn keep(value: &str) -> String {
    format!("Behåll {value}")
}

/// "Byt till 10.00–11.30"
pub fn take(value: &str) -> String {
    format!("Byt till {value}")
}

/// "Två har ändrat samma sak: Bingo, ons 14 maj."
pub fn clash_in(name: &str, day: &str) -> String {
    format!("{name}, {day}.")
}

/// "Bingo, alla tillfällen."
pub fn clash_in_series(name: &str) -> String {
    format!("{name}, alla tillfällen.")
}

/// "Räkna hos Öppet café"
pub fn count_with(name: &str) -> String {
    format!("Räkna hos {name}")
}

/// "4 av dem räknades som Fredagsfika."
pub fn of_them(count: &str, name: &str) -> String {
    format!("{count} av dem räknades som {name}.")
}

/// One field's value in words, as within a sentence: "Behåll inställt".
pub mod value {
    /// The occurrence.
    pub const CANCELLED: &str = "inställt";
    /// The occurrence.
    pub const HELD: &str = "hålls som vanligt";
    /// Why.
    pub const NO_REASON: &str = "inget skäl";
    /// Its time.
    pub const USUAL_TIME: &str = "vanlig tid";
    /// Its room.
    pub const USUAL_ROOM: &str = "vanligt rum";
    /// Its name.
    pub const USUAL_NAME: &str = "vanligt namn";
    /// Its note.
    pub const NO_NOTE: &str = "ingen rad";
    /// Held although the house rests.
    pub const ANYWAY: &str = "hålls ändå";
    /// It rests with the house.
    pub const RESTS: &str = "vilar med huset";
    /// It is not in the programme.
    pub const REMOVED: &str = "borttaget ur programmet";
    /// Its counts.
    pub const BY_ITSELF: &str = "räknas för sig";
    /// Its counts.
    pub const ELSEWHERE: &str = "räknas hos något annat";
    /// The house.
    pub const CLOSED: &str = "stängt";
    /// The house.
    pub const OPEN: &str = "öppet";
}
