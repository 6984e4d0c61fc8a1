//! What the seldom opened screens say, in English: one file per screen.

pub mod door;
pub mod history;
pub mod pin;
pub mod programme;
pub mod ready;
pub mod settings;
pub mod tablet;

pub const TO_DAY: &str = "Back to the day";
