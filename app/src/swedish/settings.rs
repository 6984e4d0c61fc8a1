//! What the settings say, in Swedish.

use jiff::civil::Date;
use samvaro_core::field::{CategoryKind, KEEP_MAX_DAYS, KEEP_MIN_DAYS};

use crate::settings::section::Section;
use crate::settings::setting::{Kind, Setting, Wrong, YES};
use crate::swedish;

pub mod categories;
pub mod closures;
pub mod sign_ups;

/// Heading of a place's settings.
pub const HEADING: &str = "Inställningar";
/// Heading of what the places share.
pub const SHARED_HEADING: &str = "Gemensamma inställningar";
/// What they are.
pub const SHARED_LEAD: &str = "Det här gäller på alla platser. Plattorna hämtar det själva.";
/// What a place's settings are.
pub const LEAD: &str = "Det mesta syns för alla på platsens sida.";
/// Heads the list of sections, for screen readers.
pub const SECTIONS: &str = "Det som går att ställa in";
/// Back to all sections.
pub const ALL: &str = "Alla inställningar";
/// Opens a section.
pub const CHANGE: &str = "Ändra";
/// Nothing is set.
pub const NOTHING: &str = "Inget är ifyllt.";
/// Saves.
pub const SAVE: &str = "Spara";
/// It is on its way.
pub const SAVING: &str = "Sparar …";
/// Saves what was not saved.
pub const TRY_AGAIN: &str = "Försök igen";
/// It is saved on the tablet.
#[cfg(feature = "editor")]
pub const SAVED: &str = "Sparat på plattan.";
/// It is saved at the server.
#[cfg(not(feature = "editor"))]
pub const SAVED: &str = "Sparat.";
/// What was typed is still there.
pub const KEPT: &str = "Du har skrivit något som inte är sparat.";
/// Takes what stands instead.
pub const THROW_AWAY: &str = "Släng det jag skrev";
/// Nothing is read yet.
pub const FETCHING: &str = "Hämtar inställningarna …";
/// They cannot be read.
pub const NOT_FETCHED: &str = "Inställningarna går inte att hämta";
/// What to do.
pub const NOT_FETCHED_ADVICE: &str = "Vi når inte nätet. Försök igen om en stund.";
/// It was not saved.
pub const NOT_SAVED: &str = "Det gick inte att spara.";
/// What to do without a network.
pub const OFFLINE_ADVICE: &str = "Vi når inte nätet. Det du skrev står kvar. Försök igen.";
/// What to do when the server says no.
pub const REFUSED_ADVICE: &str = "Servern tog inte emot det. Det du skrev står kvar.";
/// Above the list of what is wrong.
pub const CHECK: &str = "Titta på det här först:";

/// Somebody else changed the same.
pub const TWO_VERSIONS: &str = "Två har ändrat samma sak";
/// What to do about it.
pub const TWO_VERSIONS_HELP: &str = "Välj det som ska gälla.";
/// The one that stands.
pub const STANDS: &str = "Gäller nu";
/// The other.
pub const OTHER: &str = "Den andra ändringen";
/// Chooses one.
pub const KEEP: &str = "Ta den här";

/// "Ändrat fre 20 nov 14.03".
pub fn changed_at(date: &str, time: &str) -> String {
    format!("Ändrat {date} {time}")
}

/// The button that opens a section, for screen readers.
pub fn change(section: Section) -> String {
    format!("{CHANGE}: {}", heading(section))
}

/// What a section is called.
pub fn heading(section: Section) -> &'static str {
    match section {
        Section::Find => "Hitta hit",
        Section::Hours => "Öppettider",
        Section::Access => "Tillgänglighet",
        Section::Counting => "Så räknar vi här",
        Section::SharedCounting => "Så räknar vi",
        Section::RedDays => "Röda dagar och aftnar",
        Section::Closed => "Stängt",
        Section::Screen => "Skärm vid dörren",
        Section::Categories => "Det vi räknar",
        Section::SignUps => "Anmälan med namn",
        Section::Keeping => "Så länge sparas det",
    }
}

/// What it is for.
pub fn help(section: Section) -> &'static str {
    match section {
        Section::Find => "Syns på platsens sida och i almanackan.",
        Section::Hours => "Syns överst på platsens sida.",
        Section::Access => "Den som går med rullator eller hör illa läser det här först.",
        Section::Counting => "Personalen läser regeln när de räknar. Tomt: samma regel som på alla platser.",
        Section::SharedCounting => "Personalen läser regeln när de räknar. En plats kan ha en egen.",
        Section::RedDays => "Det som återkommer vilar de dagarna. Det syns i programmet som stängt.",
        Section::Closed => {
            "Sommar, jul eller en planeringsdag. Det som återkommer vilar, och det syns varför."
        }
        Section::Screen => "En skärm i entrén kan visa dagens program. Den har inga knappar och inga namn.",
        Section::Categories => {
            "Totalen räknas alltid. Här väljer ni vad mer som räknas. Inget av det är namn."
        }
        Section::SignUps => {
            "Utan beslut finns ingen plats att skriva namn på. Med beslut kan man anmäla sig."
        }
        Section::Keeping => "Sedan tas det bort, överallt. Det som är räknat finns kvar.",
    }
}

/// What a setting is called.
pub fn label(setting: Setting) -> &'static str {
    match setting {
        Setting::Address => "Adress",
        Setting::Directions => "Vägen in",
        Setting::Phone => "Telefon",
        Setting::PhoneHours => "När ni svarar",
        Setting::Hours => "Öppet",
        Setting::StepFree => "In utan trappor",
        Setting::HearingLoop => "Hörslinga",
        Setting::CountingRule | Setting::SharedCountingRule => "Vem räknas",
        Setting::DropInRule | Setting::SharedDropInRule => "Drop-in",
        Setting::RedDays => "Vila på röda dagar",
        Setting::Eves => "Vila på aftnar",
        Setting::Screen => "Visa dagens program på en skärm",
        Setting::SignUpNamesDays => "Namn på anmälda",
        Setting::StaffLinkDays => "Vem i personalen som gjorde vad",
        Setting::HandoverDays => "Rader till nästa pass",
    }
}

/// A word of help under it.
pub fn hint(setting: Setting) -> &'static str {
    match setting {
        Setting::Address => "Gata, nummer och ort.",
        Setting::Directions => "Till exempel: Ingång från gården, ring på klockan.",
        Setting::Phone => "Så som ni skriver det.",
        Setting::PhoneHours => "Till exempel: Vardagar 9–12.",
        Setting::Hours => "Till exempel: Måndag till fredag 9–16.",
        Setting::StepFree => "Till exempel: Ja, dörren öppnas med en knapp.",
        Setting::HearingLoop => "Till exempel: Ja, i stora rummet.",
        Setting::CountingRule | Setting::SharedCountingRule => {
            "Till exempel: Var och en räknas en gång vid varje aktivitet."
        }
        Setting::DropInRule | Setting::SharedDropInRule => {
            "Till exempel: Högst en gång på förmiddagen och en gång på eftermiddagen."
        }
        Setting::RedDays => "Vanliga söndagar är inte röda dagar här.",
        Setting::Eves => "Påskafton, midsommarafton, julafton, nyårsafton och några till.",
        Setting::Screen => "Knappen finns sedan under Plattan, på den platta som ska visa det.",
        Setting::SignUpNamesDays => "Dagar efter tillfället. Sedan blir namnen ett antal.",
        Setting::StaffLinkDays => "Dagar efter ändringen.",
        Setting::HandoverDays => "Dagar efter att raden skrevs.",
    }
}

/// "Ja", "Nej", "14 dagar" or the words themselves, for the overview.
pub fn summary(setting: Setting, words: &str) -> String {
    let value = match setting.kind() {
        Kind::Yes => if words == YES { "ja" } else { "nej" }.to_owned(),
        Kind::Days => format!("{words} dagar"),
        Kind::Line | Kind::Text => words.to_owned(),
    };
    format!("{}: {value}", label(setting))
}

/// What the organisation says, where a place may say otherwise.
pub fn shared_rule(rule: &str) -> String {
    format!("På alla platser gäller: {rule}")
}

/// What is wrong, and how to mend it.
pub fn wrong(wrong: Wrong) -> String {
    match wrong {
        Wrong::Missing => "Skriv något här.".to_owned(),
        Wrong::TooLong(max_chars) => format!("Högst {max_chars} tecken får plats. Korta texten."),
        Wrong::Unprintable => "Texten har tecken som inte kan visas. Skriv den för hand.".to_owned(),
        Wrong::NotDays => format!("Skriv ett antal dagar, {KEEP_MIN_DAYS} till {KEEP_MAX_DAYS}."),
        Wrong::NotADate => "Välj ett datum.".to_owned(),
        Wrong::EndsBefore => "Sista dagen kommer före den första. Byt en av dem.".to_owned(),
        Wrong::HasBeen => "Dagen har redan varit. Välj en senare.".to_owned(),
        Wrong::Full => categories::FULL.to_owned(),
    }
}

/// "14 tillfällen vilar."
pub fn rests(count: usize) -> String {
    match count {
        0 => "Inget i programmet vilar då.".to_owned(),
        1 => "Ett tillfälle vilar.".to_owned(),
        _ => format!("{} tillfällen vilar.", swedish::capitalised(&swedish::count_word(count))),
    }
}

/// "Det närmaste halvåret vilar 14 tillfällen."
pub fn rest_soon(count: usize) -> String {
    match count {
        0 => "Det närmaste halvåret vilar inget i programmet.".to_owned(),
        1 => "Det närmaste halvåret vilar ett tillfälle.".to_owned(),
        _ => format!("Det närmaste halvåret vilar {} tillfällen.", swedish::count_word(count)),
    }
}

/// "Närmast: julafton 24 december, juldagen 25 december."
pub fn next_days(days: &[(&str, Date)]) -> String {
    let day = |(name, date): &(&str, Date)| format!("{name} {}", swedish::day_and_month(*date));
    let days: Vec<String> = days.iter().map(day).collect();
    format!("Närmast: {}.", swedish::list_of(&days))
}

/// What kind of category it is.
pub fn kind(kind: CategoryKind) -> &'static str {
    match kind {
        CategoryKind::Split => "Del av totalen",
        CategoryKind::Mark => "Märke",
        CategoryKind::External => "Externa besökare",
    }
}
