//! The words of the list of those who signed up.

/// The list's name, and the way to it.
pub const LIST: &str = "Anmälda";
/// The tab's title: no name, and no activity that could say something about a person.
pub const TITLE: &str = "Anmälda – Samvaro";
/// Heading of those who wait.
pub const WAITING: &str = "Väntar på plats";
/// Nobody is on the list.
pub const NOBODY: &str = "Ingen är anmäld än.";
/// Heading of the form.
pub const ADD: &str = "Skriv upp någon";
/// The field.
pub const NAME: &str = "Namn";
/// Why there is a field for a name at all.
pub const NAME_HELP: &str = "Bara namnet. Skriv inget om hälsa eller annat privat.";
/// One more person under the same name.
pub const FOR_TWO: &str = "För två";
/// Adds.
pub const SAVE: &str = "Skriv upp";
/// The field is empty or too long.
pub const NOT_A_NAME: &str = "Skriv ett namn, högst 80 tecken.";
/// This browser cannot lock names.
pub const CANNOT_KEEP: &str = "Plattan kan inte spara namn säkert. Skriv upp personen på papper.";
/// The last day has gone.
pub const LATE: &str = "Sista dagen har gått. Du kan ändå skriva upp någon.";
/// Beside a sign-up that came after the last day.
pub const LATE_MARK: &str = "Efter sista dagen";
/// Somebody without a sign-up came.
pub const WALK_IN: &str = "Kom utan anmälan";
/// What the plain number means.
pub const WALK_IN_HELP: &str = "Räknas, men skrivs inte upp.";
/// On that button.
pub const ONE_MORE: &str = "+1";
/// The same for screen readers, which hear one button after the other.
pub fn walk_in_named() -> String {
    format!("{ONE_MORE}, {}", WALK_IN.to_lowercase())
}

/// The name was erased.
pub const ERASED: &str = "Namnet är borttaget";
/// Names are hidden, and what that keeps from being done.
pub const HIDDEN_HELP: &str = "Visa dem för att pricka av, ändra eller skriva upp.";
/// It stands on this tablet alone.
pub const UNANSWERED: &str = "Väntar på svar";
/// Withdrew and came.
pub const CAME_ANYWAY: &str = "Avanmäld, men kom";
/// Opens what can be done with one line.
pub const CHANGE: &str = "Ändra";
/// Takes somebody off the list.
pub const WITHDRAW: &str = "Ta bort anmälan";
/// What taking back a withdrawal cannot bring back, where others wait.
pub const WITHDRAW_HELP: &str = "Fler står i kön. Den som ångrar sig hamnar sist.";
/// The sign-up of the open dialog has gone meanwhile.
pub const GONE: &str = "Anmälan är redan borttagen";
/// Erases a name.
pub const ERASE: &str = "Radera namnet nu";
/// Asks before it is done.
pub const ERASE_SURE: &str = "Namnet går inte att få tillbaka.";
/// Erases it then.
pub const ERASE_ANYWAY: &str = "Radera namnet";
/// What erasing does.
pub const ERASE_HELP: &str = "Namnet försvinner för alltid, på alla plattor. Platsen och siffran är kvar.";
/// Takes back a withdrawal.
pub const UNDO: &str = "Ångra avanmälan";
/// Where one ends up then.
pub const UNDO_LAST: &str = "Den som ångrar ställs sist.";
/// Where there is no list.
pub const CLOSED: &str = "Här finns ingen lista";
/// Why.
pub const CLOSED_HELP: &str = "Anmälan är inte påslagen, eller så har beslutet gått ut.";
/// Back to the counting.
pub const TO_COUNT: &str = "Till räkningen";

/// "12 av 20", or "12" where there is room for everybody.
pub fn taken(persons: u32, capacity: Option<u32>) -> String {
    capacity.map_or_else(|| persons.to_string(), |capacity| format!("{persons} av {capacity}"))
}

/// "Anmälda 12 av 20", on the way to the list.
pub fn way(taken: &str) -> String {
    format!("{LIST} {taken}")
}

/// "9 har kommit".
pub fn came(persons: i64) -> String {
    format!("{persons} har kommit")
}

/// "Sista dag: 24 november".
pub fn last_day(date: &str) -> String {
    format!("Sista dag: {date}.")
}

/// "nummer 3 i kön", as far as it is known.
pub fn in_queue(number: u32, sure: bool) -> String {
    if sure {
        format!("Väntar, nummer {number}")
    } else {
        format!("Väntar på svar, troligen nummer {number}")
    }
}

/// "för två".
pub fn persons(persons: u32) -> Option<String> {
    match persons {
        0 | 1 => None,
        2 => Some("för två".to_owned()),
        more => Some(format!("för {more}")),
    }
}

/// "1 av 2 kom".
pub fn some_came(came: u32, persons: u32) -> String {
    format!("{came} av {persons} kom")
}

/// "Ångra +1, 10.19": what an undo takes back.
pub fn undo_walk_in(time: &str) -> String {
    format!("Ångra {ONE_MORE}, {time}")
}

/// "Ändra: Astrid Berg", for those who hear the buttons one by one.
pub fn change(name: &str) -> String {
    format!("{CHANGE}: {name}")
}

/// "Bara 1 kom".
pub fn only(persons: u32) -> String {
    format!("Bara {persons} kom")
}

/// "Astrid Berg är uppskriven."
pub fn added(name: &str) -> String {
    format!("{name} är uppskriven.")
}

/// "Astrid Berg är avanmäld."; without the name once it is erased.
pub fn withdrawn(name: Option<&str>) -> String {
    name.map_or_else(|| "Anmälan är borttagen.".to_owned(), |name| format!("{name} är avanmäld."))
}
