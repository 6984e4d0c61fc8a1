//! The words of what is counted beside the total.

use samvaro_core::field::CategoryKind;

/// Parts of the total.
pub const SPLITS: &str = "Delar av totalen";
/// What they are.
pub const SPLITS_HELP: &str =
    "Varje besökare räknas i en del. Summan är totalen. Den som räknar utan del blir ”ej angivet”.";
/// What is noted of some.
pub const MARKS: &str = "Märken";
/// What they are.
pub const MARKS_HELP: &str = "Ett extra tryck för några av besökarna. Det går alltid att hoppa över.";
/// Nothing is set up.
pub const NONE: &str = "Inga. Bara totalen räknas.";
/// Nothing is noted.
pub const NO_MARKS: &str = "Inga märken.";
/// Proposals.
pub const PROPOSALS: &str = "Förslag";
/// Proposes parts.
pub const PROPOSE_SPLITS: &str = "Kvinnor, män, annat";
/// What they are called.
pub const PROPOSED_SPLITS: [&str; 3] = ["Kvinnor", "Män", "Annat"];
/// What the proposed marks are called.
pub const PROPOSED_MARKS: [(&str, CategoryKind); 3] = [
    ("Första besöket", CategoryKind::Mark),
    ("Kom med någon", CategoryKind::Mark),
    ("Externa besökare", CategoryKind::External),
];
/// Heading of the form.
pub const ADD: &str = "Lägg till något eget";
/// Heading of the form while one is renamed.
pub const RENAME: &str = "Byt namn";
/// Its name.
pub const NAME: &str = "Namn";
/// What it should be like.
pub const NAME_HINT: &str = "Kort, så att det får plats på en knapp. Inga namn på personer.";
/// What it says of the visitors.
pub const KIND: &str = "Vad det är";
/// Earlier in the order.
pub const UP: &str = "Flytta upp";
/// Later in the order.
pub const DOWN: &str = "Flytta ner";
/// Counts it no longer.
pub const HIDE: &str = "Sluta räkna";
/// No longer counted.
pub const HIDDEN: &str = "Räknas inte längre";
/// What was counted stays.
pub const HIDDEN_HELP: &str = "Det som är räknat finns kvar.";
/// Counts it again.
pub const SHOW: &str = "Räkna igen";
/// There is no room for more.
pub const FULL: &str = "Fler får inte plats. Sluta räkna en först.";

/// A button about one category, for screen readers.
pub fn about(what: &str, name: &str) -> String {
    format!("{what}: {name}")
}
