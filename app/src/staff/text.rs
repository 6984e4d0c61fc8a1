//! What the tablet says, in Swedish.

/// While the store is read.
pub const OPENING: &str = "Öppnar plattan …";
/// An unknown address.
pub const NOT_FOUND: &str = "Sidan finns inte";
/// What to do about it.
pub const NOT_FOUND_HELP: &str = "Adressen leder ingenstans. Börja om från första sidan.";
/// The way out.
pub const TO_START: &str = "Till första sidan";
