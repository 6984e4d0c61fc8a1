//! The words of what a coordinator mends: refused changes, saved files, tablets.

use samvaro_core::api::ReadyStep;
use samvaro_core::help::{HelpChange, HelpCount, HelpWhat, Helped};
use samvaro_core::id::Millis;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::rescue::RescuedPlace;
use samvaro_core::target::{Half, Target};

use crate::browser::clock;
use crate::swedish;

pub const MORE: &str = "Inställningar, plattor och filer";
pub const BACK: &str = "Till siffrorna";
pub const LOOK: &str = "Titta";
pub const FETCHING: &str = "Hämtar …";
pub const NOT_DONE: &str = "Det gick inte just nu";

pub const HELP: &str = "Ändringar som behöver hjälp";
pub const HELP_LEAD: &str = "Servern tog inte emot dem när de kom. Ingenting är borta: varje ändring finns kvar här \
    tills du har tagit hand om den.";
pub const NOTHING: &str = "Inget behöver hjälp just nu.";
pub const ELSEWHERE: &str = "Okänd plats";
pub const ALL_PLACES: &str = "Gäller alla platser";
/// What it is, if it is one of all places.
pub const EDIT_SHARED: &str = "Ändring i inställningarna";
/// Why a tablet's change of what the places share waits.
pub const WHY_SHARED: &str = "En platta mindes den när servern hade återställts. Stämmer den, försök igen.";
pub const TRY_AGAIN: &str = "Försök igen";
pub const PUT_ASIDE: &str = "Lägg åt sidan";
pub const PUT_ASIDE_HELP: &str =
    "Försök igen räknar in det som går. Lägg åt sidan behåller resten utan att fråga mer.";
pub const TRY_ASIDE: &str = "Försök igen med dem";

pub const FILE: &str = "Lägg in en fil från en platta";
pub const FILE_LEAD: &str = "Har någon sparat det oskickade på en platta som en fil? Välj den här. Inget läggs in förrän \
    du har sett vad den innehåller, och inget räknas två gånger.";
pub const CHOOSE_FILE: &str = "Välj fil";
pub const CHOOSE_FILE_HELP: &str = "Den heter samvaro och ett datum, eller samvaro-ej-skickat.";
pub const READING: &str = "Läser filen …";
pub const PUT_IN: &str = "Lägg in";
pub const HOLDS: &str = "Filen innehåller";
pub const IS_IN: &str = "Filen är inlagd";
pub const EMPTY_FILE: &str = "Filen innehåller inga ändringar.";
pub const ALL_KNOWN: &str = "Allt i filen finns redan. Du behöver inte göra något.";

pub const TABLETS: &str = "Plattor";
pub const TABLETS_LEAD: &str = "En platta som är borttappad eller ska till någon annan tas bort här. Nästa gång den har nät \
    lämnar den det oskickade till dig och glömmer allt.";
pub const ALL_TABLETS: &str = "Alla plattor";
pub const NO_TABLETS: &str = "Ingen platta är parkopplad än.";
pub const TAKE_AWAY: &str = "Ta bort plattan";
pub const KEEP: &str = "Behåll";
pub const WITHDRAWN: &str = "Borttagen. Det oskickade hamnar under ändringar som behöver hjälp.";
pub const SUSPENDED: &str = "Pausad";
pub const NEVER_SEEN: &str = "Ingen kontakt än";

fn changes(count: u64) -> String {
    swedish::count_of(i64::try_from(count).unwrap_or(i64::MAX), "ändring", "ändringar")
}

/// "Tre ändringar behöver hjälp."
pub fn need_help(count: u64) -> String {
    let verb = "behöver hjälp.";
    format!("{} {verb}", swedish::capitalised(&changes(count)))
}

/// "3 ändringar togs inte emot."
pub fn waiting(count: u64) -> String {
    format!("{} togs inte emot.", swedish::capitalised(&changes(count)))
}

/// "Och 12 till."
pub fn and_more(count: u64) -> String {
    format!("Och {} till.", changes(count))
}

/// "2 ändringar är lagda åt sidan."
pub fn aside(count: u64) -> String {
    match count {
        1 => "En ändring är lagd åt sidan och sparad.".to_owned(),
        _ => format!("{} är lagda åt sidan och sparade.", changes(count)),
    }
}

/// What came of a button.
pub fn helped(helped: Helped) -> String {
    let Helped { taken, aside, left } = helped;
    match (taken, aside, left) {
        (0, 0, _) => "Servern sa nej igen. Titta på skälen nedan.".to_owned(),
        (0, aside, _) => self::aside(aside),
        (taken, _, 0) => format!("{} räknas nu.", swedish::capitalised(&changes(taken))),
        (taken, _, left) => {
            format!(
                "{} räknas nu. {} väntar fortfarande.",
                swedish::capitalised(&changes(taken)),
                changes(left)
            )
        }
    }
}

/// "Sittgympa, 21 nov: 1 besök".
pub fn what(change: &HelpChange) -> String {
    match &change.what {
        HelpWhat::Count(count) => format!("{}: {}", about(count), signed(count.visitors)),
        HelpWhat::Undo(count) => format!("Ångrat: {}, {}", about(count), signed(count.visitors)),
        HelpWhat::Edit => "Ändring i programmet".to_owned(),
        HelpWhat::Unknown => "Annan ändring".to_owned(),
    }
}

fn about(count: &HelpCount) -> String {
    let name = match (&count.name, count.target) {
        (Some(name), _) => name.clone(),
        (None, Target::Occurrence(_)) => "Okänd aktivitet".to_owned(),
        (None, Target::DropIn(_, Half::Forenoon)) => "Drop-in, förmiddag".to_owned(),
        (None, Target::DropIn(_, Half::Afternoon)) => "Drop-in, eftermiddag".to_owned(),
    };
    format!("{name} {}", swedish::short_date(count.target.date()))
}

fn signed(visitors: i32) -> String {
    let sign = if visitors < 0 { "\u{2212}" } else { "+" };
    format!("{sign}{}", swedish::number(i64::from(visitors).abs()))
}

/// "10.19, 21 nov · platta 1a2b".
pub fn when(change: &HelpChange) -> String {
    let at = clock::wall(change.at);
    let tablet = change.tablet.as_ref().map_or_else(String::new, |tablet| format!(" · {tablet}"));
    format!("{} {}{tablet}", swedish::short_date(at.date()), swedish::time(at.time()))
}

/// Why, and what to do.
pub fn why(verdict: Verdict) -> &'static str {
    let (Verdict::Rejected(reason) | Verdict::Quarantined(reason)) = verdict;
    match reason {
        Reason::Forbidden => "Plattan fick inte skriva för platsen. Försök igen tar emot den.",
        Reason::Revoked => "Plattan är borttagen. Litar du på siffran, försök igen.",
        Reason::AfterSkip => "Plattan hade tappat bort den och hittade den igen. Försök igen tar emot den.",
        Reason::Undecodable => "Plattan är nyare än servern. Den tas emot när servern har uppdaterats.",
        Reason::UnknownUndone => "Det som skulle ångras finns inte.",
        Reason::BeyondLimits => "Talet eller texten är för stor. Räkna om tillfället om det behövs.",
        Reason::NamesNotDecided => "Inget beslut om anmälan gäller. Namnet är inte sparat.",
        Reason::BrokenSeal | Reason::ScheduleRefused => "Den är skadad och kan inte användas.",
    }
}

/// "Hatten: 41 ändringar, 38 besök".
pub fn holds(place: &RescuedPlace) -> String {
    let visits = swedish::count_of(place.visitors, "besök", "besök");
    format!("{}, {visits}", swedish::capitalised(&changes(place.changes)))
}

/// "21 nov 09.14 till 23 nov 15.40".
pub fn span(place: &RescuedPlace) -> String {
    let moment = |at| {
        let at = clock::wall(at);
        format!("{} {}", swedish::short_date(at.date()), swedish::time(at.time()))
    };
    format!("{} till {}", moment(place.from), moment(place.until))
}

/// How many are there already.
pub fn known(place: &RescuedPlace) -> String {
    match place.known {
        0 => "Ingen av dem finns här än.".to_owned(),
        known if known == place.changes => "Alla finns redan.".to_owned(),
        known => format!("{} finns redan och räknas inte igen.", swedish::capitalised(&changes(known))),
    }
}

/// What came of putting it in.
pub fn taken(place: &RescuedPlace) -> String {
    let taken = format!("{} lades in.", swedish::capitalised(&changes(place.taken)));
    match place.refused {
        0 => taken,
        refused => format!("{taken} {} behöver hjälp.", changes(refused)),
    }
}

/// Changes of another organisation.
pub fn foreign(count: u64) -> String {
    format!("{} hör till en annan organisation och läggs inte in.", swedish::capitalised(&changes(count)))
}

/// "Från platta 1a2b".
pub fn from_tablets(names: &[String]) -> String {
    format!("Från {}.", swedish::list_of(names))
}

/// "Senaste kontakt 21 nov 09.14".
pub fn last_seen(at: Option<Millis>) -> String {
    at.map_or_else(
        || NEVER_SEEN.to_owned(),
        |at| {
            let at = clock::wall(at);
            format!("Senaste kontakt {} {}", swedish::short_date(at.date()), swedish::time(at.time()))
        },
    )
}

pub const NEW_PIN: &str = "Ny pinkod";
pub const NEW_PIN_WHAT: &str =
    "En ny pinkod öppnar plattor som har fått fel kod fem gånger. Den gäller alla plattor på platsen.";
pub const PIN_PLACE: &str = "Plats";
pub const PIN_DIGITS: &str = "Sex siffror";
pub const SET_PIN: &str = "Spara pinkoden";

/// It is set.
pub fn pin_is_set(place: &str) -> String {
    format!("{place} har en ny pinkod. Berätta den för personalen.")
}

/// How a tablet's check of itself came out.
pub fn ready(lacks: Option<&[ReadyStep]>) -> String {
    match lacks {
        None => "Inte kontrollerad än.".to_owned(),
        Some([]) => "Klar att använda.".to_owned(),
        Some(lacks) => {
            format!("Återstår: {}.", swedish::list_of(&lacks.iter().map(lack).collect::<Vec<_>>()))
        }
    }
}

fn lack(step: &ReadyStep) -> String {
    let words = match step {
        ReadyStep::Store => "att spara",
        ReadyStep::Contact => "kontakt",
        ReadyStep::Persisted => "löfte om att behålla det sparade",
        ReadyStep::Clock => "rätt tid",
        ReadyStep::Offline => "att öppnas utan nät",
        ReadyStep::Network => "prov utan nät",
        ReadyStep::Awake => "tänd skärm",
    };
    words.to_owned()
}

/// "Har ändringar från 21 nov 09.14 som inte är mottagna."
pub fn waiting_since(at: Millis) -> String {
    let at = clock::wall(at);
    let (day, time) = (swedish::short_date(at.date()), swedish::time(at.time()));
    format!("Har ändringar från {day} {time} som inte är mottagna.")
}

/// "Version 1a2b3c"
pub fn build(name: &str) -> String {
    format!("Version {name}")
}

/// The question before a tablet is taken away.
pub fn sure(name: &str, place: &str) -> String {
    format!("Ta bort {name} på {place}?")
}

/// The button's name for screen readers.
pub fn take_away(name: &str) -> String {
    format!("{TAKE_AWAY}: {name}")
}
