//! The words of the public pages, in one place.
//!
//! Short, present tense, *du*: what is, then what to do.

use jiff::civil::DateTime;
use samvaro_core::schedule::IsoWeek;

use crate::swedish;

pub const BRAND: &str = "Samvaro";
pub const SKIP: &str = "Till innehållet";
pub const LARGER_TEXT: &str = "Större text";
pub const NORMAL_TEXT: &str = "Vanlig text";

pub const TODAY_IS: &str = "I dag är det";
pub const ALL_PLACES_TODAY: &str = "Alla platser i dag";
pub const SEARCH: &str = "Sök";
pub const SEARCH_LABEL: &str = "Sök plats eller aktivitet";
pub const CHANGE_PLACE: &str = "Byt plats";
pub const CHOOSE_HINT: &str = "Öppna din plats och tryck på stjärnan. Då står dess dag här.";
pub const NO_PLACES: &str = "Här finns inga platser än.";

pub const ALL_PLACES: &str = "Alla platser";
pub const MY_PLACE: &str = "Min plats";
pub const MAKE_MY_PLACE: &str = "Gör till min plats";
pub const WEEK: &str = "Vecka";
pub const TODAY: &str = "I dag";
pub const NOW: &str = "Nu";
pub const CANCELLED: &str = "Inställt";
pub const CANCELLED_THIS_TIME: &str = "Det blir inget den här gången.";
pub const MOVED: &str = "Flyttat";
pub const CLOSED: &str = "Stängt";
pub const SIGN_UP: &str = "Anmälan";
pub const ONLY_SIGNED_UP: &str = "Bara för anmälda.";
pub const CALL_TO_SIGN_UP: &str = "Ring och anmäl dig";
pub const TIME_UNKNOWN: &str = "Tid saknas";
pub const ASK_FOR_TIME: &str = "Ring och fråga om tiden.";
pub const NOTHING_PLANNED: &str = "Inget på programmet.";
pub const NOTHING_THIS_WEEK: &str = "Inget på programmet den här veckan";
pub const SEE_OTHER_PLACES: &str = "Se andra platser";
pub const BACK_TO_THIS_WEEK: &str = "Till den här veckan";

pub const TAKE_ALONG: &str = "Ta med veckan";
pub const PRINT: &str = "Skriv ut veckan";
pub const PRINT_PLAIN: &str = "Skriv ut utan gult";
pub const TO_CALENDAR: &str = "Lägg i min kalender";
pub const FIND_US: &str = "Hitta hit";
pub const OPEN: &str = "Öppet";
pub const STEP_FREE: &str = "In utan trappor";
pub const HEARING_LOOP: &str = "Hörslinga";
pub const A_CHAIR_FOR_YOU: &str = "Det finns alltid en stol till.";
pub const RATHER_CALL: &str = "Vill du hellre ringa?";
pub const NUMBERS_AT_PLACES: &str = "Numret står på varje plats sida.";
pub const FOR_STAFF: &str = "För personal";
pub const FOR_COORDINATORS: &str = "För samordnare";

pub const FETCHING: &str = "Hämtar programmet …";
pub const NOT_REACHED: &str = "Vi når inte nätet";
pub const NOT_REACHED_ADVICE: &str =
    "Det här programmet har telefonen inte hämtat än. Försök igen när du har nät.";
pub const WEEK_NOT_KEPT: &str = "Den veckan är inte hämtad";
pub const WEEK_NOT_KEPT_ADVICE: &str = "Du är utan nät. Telefonen har de närmaste veckorna.";
pub const UNAVAILABLE: &str = "Programmet går inte att visa just nu";
pub const UNAVAILABLE_ADVICE: &str = "Felet är vårt. Försök igen om en stund, eller ring din mötesplats.";
pub const TRY_AGAIN: &str = "Försök igen";
pub const NO_SUCH_PLACE: &str = "Den platsen hittar vi inte";
pub const NO_SUCH_PLACE_ADVICE: &str = "Adressen kan vara felskriven, eller platsen har bytt namn.";

pub fn title(page: &str) -> String {
    format!("{page} – {BRAND}")
}

pub fn week_title(place: &str, week: IsoWeek) -> String {
    title(&format!("{place}, vecka {}", week.week()))
}

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

pub fn see_week(week: IsoWeek) -> String {
    format!("Se vecka {}", week.week())
}

pub fn whole_week_at(place: &str) -> String {
    format!("Hela veckan på {place}")
}

pub fn places_in(organisation: &str) -> String {
    format!("Mötesplatser i {organisation}.")
}

pub fn places_found(count: usize) -> String {
    match count {
        0 => "Ingen plats stämmer. Prova ett kortare ord.".to_owned(),
        1 => "En plats stämmer.".to_owned(),
        count => format!("{} platser stämmer.", swedish::capitalised(&swedish::count_word(count))),
    }
}

pub fn until(time: &str) -> String {
    format!("till {time}")
}

pub fn resting(names: &[&str]) -> String {
    format!("Vilar: {}.", swedish::list_of(names))
}

pub fn moved_to(when: &str) -> String {
    format!("Till {when}.")
}

pub fn moved_from(place_or_time: &str) -> String {
    format!("Flyttat från {place_or_time}.")
}

/// What a phone without a network shows above what it has kept.
pub fn kept_since(fetched_at: DateTime, now: DateTime) -> String {
    let day = swedish::day_relative_to(now.date(), fetched_at.date());
    format!("Du ser det som hämtades {day} {}.", swedish::time(fetched_at.time()))
}

pub const WITHOUT_NETWORK: &str = "Utan nät.";

/// An unknown address.
pub const NOT_FOUND: &str = "Sidan finns inte";
/// What to do about it.
pub const NOT_FOUND_ADVICE: &str = "Adressen leder ingenstans. Börja om från alla platser.";

/// A phone has not fetched this day.
pub const DAY_NOT_FETCHED: &str = "Dagens program är inte hämtat.";
/// Before what follows what goes on now.
pub const THEN: &str = "Sedan";
pub const OVER: &str = "Slut för i dag.";
pub const CLOSED_TODAY: &str = "Stängt i dag.";
pub const NOTHING_TODAY: &str = "Inget i dag.";
pub const FREE: &str = "Gratis.";

/// The end of a list that is too long to be told.
pub fn more(count: &str) -> String {
    format!("{count} till")
}

pub fn price(kronor: &str) -> String {
    format!("{kronor}\u{a0}kr.")
}

pub fn earliest_entry(time: &str) -> String {
    format!("Insläpp tidigast {time}.")
}

pub fn hosted_by(host: &str) -> String {
    format!("Med {host}")
}

pub fn spoken(language: &str) -> String {
    format!("På {language}")
}

pub fn bring(things: &str) -> String {
    format!("Ta med: {things}")
}

pub fn last_day(day: &str) -> String {
    format!("Sista dag: {day}")
}

pub fn call(phone: &str) -> String {
    format!("Ring {phone}.")
}

pub fn call_within(phone: &str, hours: &str) -> String {
    format!("Ring {phone}. {hours}.")
}
