//! What the seldom opened screens say, in Swedish: one file per screen.

pub mod door;
pub mod history;
pub mod pin;
pub mod programme;
pub mod ready;
pub mod settings;
pub mod tablet;

/// The way back.
pub const TO_DAY: &str = "Till dagen";
