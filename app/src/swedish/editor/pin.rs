//! The words of the place's PIN.

/// Heading.
pub const HEADING: &str = "Namn på skärmen";
/// What it does.
pub const WHAT: &str =
    "När ingen rört plattan på fem minuter döljs namn och anteckningar. Det går alltid att räkna.";
/// The place has one.
pub const HAS_PIN: &str = "Platsen har en pinkod. Den visar namnen igen, på alla plattor här.";
/// The place has none.
pub const NO_PIN: &str = "Platsen har ingen pinkod. Ett tryck visar namnen igen.";
/// Names must be in sight.
pub const SHOW_FIRST: &str = "Visa namnen först";
/// The field.
pub const NEW: &str = "Ny pinkod";
/// Help under it.
pub const NEW_HELP: &str = "Sex siffror. Berätta den för alla i personalen.";
/// The second field.
pub const AGAIN: &str = "Samma kod igen";
/// The fields say different things.
pub const NOT_THE_SAME: &str = "Koderna är olika. Skriv samma sex siffror två gånger.";
/// Sets it.
pub const SET: &str = "Spara pinkoden";
/// Removes it.
pub const REMOVE: &str = "Ta bort pinkoden";
/// Asks before it is removed, and says what that means.
pub const REMOVE_SURE: &str =
    "Ta bort pinkoden? Då räcker ett tryck för att visa namnen, på alla plattor här.";
/// Does not remove it.
pub const KEEP: &str = "Behåll pinkoden";
/// It is set.
pub const IS_SET: &str = "Pinkoden är sparad. De andra plattorna får den när de har nät.";
/// It is removed.
pub const IS_REMOVED: &str = "Pinkoden är borttagen.";
/// It is no PIN.
pub const NOT_A_PIN: &str = "Skriv sex siffror.";
/// The browser cannot do it.
pub const NOT_POSSIBLE: &str = "Webbläsaren klarar inte pinkoder. Öppna Samvaro med https.";
