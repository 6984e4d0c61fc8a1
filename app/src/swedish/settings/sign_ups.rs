//! The words of the decision on sign-ups.

use jiff::civil::Date;

use crate::swedish;

/// None holds.
pub const OFF: &str = "Anmälan är avstängd. Inget namn kan skrivas någonstans.";
/// Where the decision is found.
pub const REFERENCE: &str = "Beslutets nummer";
/// Where the decision is found, in words.
pub const REFERENCE_HINT: &str = "Diarienumret, så att beslutet går att hitta.";
/// Its last day.
pub const UNTIL: &str = "Gäller till och med";
/// What happens then.
pub const UNTIL_HINT: &str = "Sedan stängs anmälan av sig själv. Beslutet kan förnyas.";
/// Switches it on.
pub const SWITCH_ON: &str = "Slå på anmälan";
/// Saves another decision.
pub const CHANGE: &str = "Spara beslutet";
/// Switches it off.
pub const SWITCH_OFF: &str = "Stäng av anmälan";
/// What it means.
pub const MEANING: [&str; 4] = [
    "Personalen kan skriva upp den som vill komma, till de aktiviteter ni väljer.",
    "Namnen syns bara på platsens plattor. De göms när plattan får vila.",
    "Namnen tas bort efter tillfället. Antalet finns kvar.",
    "Den som bara kommer förbi räknas utan namn, precis som nu.",
];
/// What switching off does.
pub const OFF_HELP: &str =
    "Stänger ni av anmälan kan inga nya namn skrivas. De som finns tas bort när deras tid är slut.";

/// "På, till och med 30 juni 2027. Beslut KS 2026/12."
pub fn on(reference: &str, until: Date) -> String {
    format!("På till och med {} {}. Beslut {reference}.", swedish::day_and_month(until), until.year())
}

/// "Beslutet gick ut 30 juni 2027. Anmälan är avstängd."
pub fn over(until: Date) -> String {
    format!("Beslutet gick ut {} {}. Anmälan är avstängd.", swedish::day_and_month(until), until.year())
}
