//! The words of the tablet's day.

use samvaro_core::target::Half;

/// The stepper's name.
pub const DAY: &str = "Dag";
/// Before the name of the day before.
pub const DAY_BEFORE: &str = "Dagen före";
/// Before the name of the day after.
pub const DAY_AFTER: &str = "Dagen efter";
/// It goes on.
pub const NOW: &str = "Nu";
/// Opens the counting.
pub const COUNT: &str = "Räkna";
/// Opens the counting of an earlier day.
pub const COUNT_NOW: &str = "Räkna nu";
/// Opens the correction of an earlier day.
pub const CORRECT: &str = "Rätta";
/// Nobody came.
pub const NOBODY: &str = "Ingen kom";
/// Takes something back.
pub const UNDO: &str = "Ångra";
/// The other occurrences.
pub const THEN: &str = "Dagens program";
/// Heading of what waits.
pub const NOT_COUNTED_YET: &str = "Inte räknat än";
/// It has not begun.
pub const NOT_BEGUN: &str = "Inte börjat";
/// It is over and has no figure.
pub const NOT_COUNTED: &str = "Inte räknat";
/// Cancelled.
pub const CANCELLED: &str = "Inställt";
/// The place is closed.
pub const CLOSED: &str = "Stängt";
/// The programme does not name it any more.
pub const OUTSIDE: &str = "Utanför programmet";
/// The time is not known.
pub const TIME_UNKNOWN: &str = "Tid saknas";
/// Heading of drop-in.
pub const DROP_IN: &str = "Drop-in";
/// Heading of what associations run.
pub const ASSOCIATIONS: &str = "Föreningar i huset";
/// Something that one runs.
pub const ASSOCIATION: &str = "Förening i huset";
/// What drop-in is.
pub const DROP_IN_NAME: &str = "Besök utan aktivitet";
/// Nothing on the programme.
pub const NOTHING: &str = "Inget på programmet";
/// The programme has not arrived yet.
pub const FETCHING: &str = "Hämtar programmet …";
/// Back to today.
pub const TO_TODAY: &str = "Till i dag";
/// Read before a figure.
pub const NUMBER: &str = "Antal ";
/// It is an estimate.
pub const ABOUT: &str = "ungefär";

/// Heading of what is over.
pub const EARLIER: &str = "Tidigare i dag";
/// Heading of the seldom things.
pub const MORE: &str = "Mer";
/// The field of another day.
pub const OTHER_DAY: &str = "Gå till en annan dag";
/// Looks further back.
pub const OLDER: &str = "Visa äldre som inte är räknat";
/// Nothing was found further back.
pub const NOTHING_OLDER: &str = "Allt är räknat det senaste året.";

/// "Leds av Anna."
pub fn led_by(host: &str) -> String {
    format!("Leds av {host}.")
}

/// "till 10.45".
pub fn until(end: &str) -> String {
    format!("till {end}")
}

/// "Börjar om 25 minuter."
pub fn begins_in(minutes: i64) -> String {
    match minutes {
        ..=0 => "Börjar nu.".to_owned(),
        1 => "Börjar om en minut.".to_owned(),
        2..90 => format!("Börjar om {minutes} minuter."),
        _ => format!("Börjar om {} timmar.", (minutes + 30) / 60),
    }
}

/// "Flyttat från stora rummet".
pub fn moved_from(before: &str) -> String {
    format!("Flyttat från {before}")
}

/// "Flyttat till tors 26 november 10.00".
pub fn moved_to(now: &str) -> String {
    format!("Flyttat till {now}")
}

/// Half of a day, as the small line under "Drop-in".
pub fn half(half: Half) -> &'static str {
    match half {
        Half::Forenoon => "förmiddag",
        Half::Afternoon => "eftermiddag",
    }
}

/// Half of a day, as a sentence.
pub fn half_rule(half: Half) -> &'static str {
    match half {
        Half::Forenoon => "Före klockan 12. Räkna var och en högst en gång.",
        Half::Afternoon => "Från klockan 12. Räkna var och en högst en gång.",
    }
}

/// "Räkna: Sittgympa", for those who hear the buttons one by one.
pub fn count_this(name: &str) -> String {
    does_this(COUNT, name)
}

/// "Rätta: Sittgympa".
pub fn does_this(does: &str, name: &str) -> String {
    format!("{does}: {name}")
}

/// "Ingen kom: Fredagsfika. Räknat i efterhand."
pub fn noted_nobody(name: &str) -> String {
    format!("Ingen kom: {name}.")
}

/// "Visa alla 34".
pub fn show_all(count: usize) -> String {
    format!("Visa alla {count}")
}
