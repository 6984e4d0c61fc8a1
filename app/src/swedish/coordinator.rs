//! The words of the coordinator's pages, in one place.

use samvaro_core::api::PASSWORD_MIN_CHARS;
use samvaro_core::attendance::{Figures, Heading};
use samvaro_core::schedule::IsoWeek;

use crate::coordinator::period::PeriodKind;
use crate::swedish;

#[cfg(feature = "coordinator")]
pub mod help;

pub const BRAND: &str = "Samvaro";
pub const TITLE: &str = "Samordning – Samvaro";
pub const SKIP: &str = "Till innehållet";
pub const OPENING: &str = "Öppnar samordningen …";

pub const SIGN_IN: &str = "Logga in";
pub const SIGNING_IN: &str = "Loggar in …";
pub const SIGN_OUT: &str = "Logga ut";
pub const FOR_COORDINATORS: &str = "För dig som samordnar mötesplatserna.";
pub const EMAIL: &str = "E-post";
pub const PASSWORD: &str = "Lösenord";
pub const NO_ACCOUNT: &str = "Inget konto, eller glömt lösenordet? Be om en ny länk.";
pub const CHOOSE_PASSWORD: &str = "Välj ett lösenord";
pub const SAVE_PASSWORD: &str = "Spara lösenordet";
pub const SAVING_PASSWORD: &str = "Sparar …";
pub const WORK_KEPT_OUT: &str = "Vi når inte nätet. Försök igen om en stund.";

pub const NOT_REACHED: &str = "Vi når inte nätet";
pub const NOT_REACHED_ADVICE: &str =
    "Siffrorna finns hos servern och sparas inte här. Försök igen när du har nät.";
pub const FAILED: &str = "Siffrorna går inte att visa just nu";
pub const TRY_AGAIN: &str = "Försök igen";
pub const FETCHING: &str = "Hämtar siffrorna …";

pub const PRINT: &str = "Skriv ut";
pub const WEEK: &str = "Vecka";
pub const PLACE: &str = "Plats";
pub const ACTIVITY: &str = "Aktivitet";
pub const VISITS: &str = "Besök";
pub const TWELVE_WEEKS: &str = "Tolv veckor, egen skala";
pub const AGAINST_LAST_YEAR: &str = "Mot i fjol";
pub const COUNTED: &str = "Räknade";
pub const ALL_PLACES: &str = "Alla platser";
pub const TOGETHER: &str = "Summa";
pub const NONE: &str = "–";
pub const NOT_FETCHED: &str = "Hämtades inte.";
pub const NO_PLACES: &str = "Här finns inga platser än. Lägg in ett program först.";
pub const NO_SUCH_PLACE: &str = "Den platsen finns inte";

pub const SHARED_SETTINGS: &str = "Gemensamma inställningar";
pub const PLACE_SETTINGS: &str = "Platsens inställningar";

pub const NEEDS_YOU: &str = "Behöver dig";
pub const NOTHING_NEEDS_YOU: &str = "Inget just nu. Alla platser räknar.";

pub const EXPLAINED: &str = "Besök är alla som räknats på platsernas egna aktiviteter, utan namn. \
    Föreningars aktiviteter och drop-in räknas för sig, och ideella räknas aldrig som besök. \
    Räknade: så många av veckans tillfällen som är räknade. I fjol är samma veckodagar, 52 veckor \
    tidigare, och jämförs bara när hela tiden finns och minst 80 % är räknat båda gångerna. Lucka i linjen: stängt eller \
    inte färdigräknat.";
pub const PLACE_EXPLAINED: &str = "Varje ruta är besöken en vecka. ”2 av 3” betyder att tre tillfällen \
    hölls och två är räknade. ”Ungefär”: antalet är uppskattat. Streck: inget hölls. Egna aktiviteter, föreningars aktiviteter och \
    drop-in läggs aldrig ihop, och ideella räknas för sig.";

pub const VOLUNTEERS: &str = "Ideella och värdar";
pub const NO_FIGURES: &str = "Inget är räknat här under de veckorna.";

pub fn password_rule() -> String {
    format!("Minst {PASSWORD_MIN_CHARS} tecken. Gärna några ord efter varandra.")
}

pub fn title(page: &str) -> String {
    format!("{page} – {TITLE}")
}

/// "Besök på sju platser".
pub fn visits_at_places(count: usize) -> String {
    let places = if count == 1 { "plats" } else { "platser" };
    format!("Besök på {} {places}", swedish::count_word(count))
}

/// "Tertial 1, klar".
pub fn period(kind: PeriodKind, month: &str) -> String {
    match kind {
        PeriodKind::Week => "Denna vecka, hittills".to_owned(),
        PeriodKind::Month => format!("{}, hittills", swedish::capitalised(month)),
        PeriodKind::Tertial { number, over: false } => format!("Tertial {number}, hittills"),
        PeriodKind::Tertial { number, over: true } => format!("Tertial {number}, klar"),
        PeriodKind::Year => "I år, hittills".to_owned(),
    }
}

/// "2 % fler än i fjol", from "+2 %".
pub fn change_in_words(change: &str) -> String {
    let more = change.strip_prefix('+').map(|more| format!("{more} fler än i fjol"));
    let fewer = || change.strip_prefix('\u{2212}').map(|fewer| format!("{fewer} färre än i fjol"));
    more.or_else(fewer).unwrap_or_else(|| "Lika många som i fjol".to_owned())
}

/// "29 av 36 räknade", "29 av 36 räknade, varav 2 ungefär".
pub fn counted_in_words(figures: Figures) -> String {
    match figures.held {
        0 => "Inget har hållits".to_owned(),
        _ if figures.estimates > 0 => {
            format!("{} räknade, {}", counted(figures), estimates(figures.estimates))
        }
        _ => format!("{} räknade", counted(figures)),
    }
}

/// "varav 2 ungefär".
pub fn estimates(count: u32) -> String {
    format!("varav {} {}", swedish::number(count.into()), swedish::staff::day::ABOUT)
}

/// "29 av 36".
pub fn counted(figures: Figures) -> String {
    format!("{} av {}", swedish::number(figures.counted.into()), swedish::number(figures.held.into()))
}

/// "Dessutom 40 hos föreningar och 31 drop-in."
pub fn besides(associations: i64, drop_in: i64) -> Option<String> {
    let parts = [(associations, "hos föreningar"), (drop_in, "drop-in")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(visits, _)| *visits > 0)
        .map(|(visits, name)| format!("{} {name}", swedish::number(*visits)))
        .collect();
    (!parts.is_empty()).then(|| format!("Dessutom {}", swedish::list_of(&parts)))
}

pub fn heading(heading: Heading) -> &'static str {
    match heading {
        Heading::Activity => "Egna aktiviteter",
        Heading::Association => "Föreningars aktiviteter",
        Heading::DropIn => "Drop-in, utanför aktiviteter",
    }
}

pub const DROP_IN: &str = "Drop-in";

pub fn week_number(week: IsoWeek) -> String {
    format!("Vecka {}", week.week())
}

pub fn week_short(week: IsoWeek) -> String {
    format!("v. {}", week.week())
}

pub fn week_before(week: IsoWeek) -> String {
    format!("Veckan före, {}", week_short(week))
}

pub fn week_after(week: IsoWeek) -> String {
    format!("Veckan efter, {}", week_short(week))
}

pub fn table_caption(week: IsoWeek) -> String {
    format!("Besök per plats, vecka {}", week.week())
}

pub fn is_silent(place: &str) -> String {
    format!("{place} är tyst.")
}

/// "Inget räknat sedan vecka 18."
pub fn silent_since(week: Option<IsoWeek>) -> String {
    match week {
        Some(week) => format!("Inget räknat sedan vecka {}.", week.week()),
        None => "Inget räknat än.".to_owned(),
    }
}

pub fn number_of(place: &str) -> String {
    format!("Visa numret till {place}")
}

/// "Sju veckor till och med vecka 20".
pub fn weeks_shown(count: usize, last: IsoWeek) -> String {
    format!("{} veckor till och med vecka {}", swedish::capitalised(&swedish::count_word(count)), last.week())
}

/// Why the server refused, by the kind of the problem: it says so in Swedish itself.
pub fn problem(_kind: &str, title: String) -> String {
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_in_words() {
        assert_eq!(change_in_words("+2\u{a0}%"), "2\u{a0}% fler än i fjol");
        assert_eq!(change_in_words("\u{2212}11\u{a0}%"), "11\u{a0}% färre än i fjol");
        assert_eq!(change_in_words("0\u{a0}%"), "Lika många som i fjol");
    }

    #[test]
    fn a_sum_says_how_much_of_it_is_estimated() {
        let sums = |estimates| Figures { visits: 300, volunteers: 0, counted: 29, held: 36, estimates };
        assert_eq!(counted_in_words(sums(0)), "29 av 36 räknade");
        assert_eq!(counted_in_words(sums(2)), "29 av 36 räknade, varav 2 ungefär");
    }

    #[test]
    fn other_headings_are_named_only_when_somebody_came() {
        assert_eq!(besides(0, 0), None);
        assert_eq!(besides(40, 31).as_deref(), Some("Dessutom 40 hos föreningar och 31 drop-in"));
        assert_eq!(besides(0, 31).as_deref(), Some("Dessutom 31 drop-in"));
    }
}
