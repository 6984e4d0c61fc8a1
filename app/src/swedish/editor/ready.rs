//! The words of the tablet's check of itself.

use samvaro_core::api::ReadyStep;

/// Heading.
pub const HEADING: &str = "Klar att använda?";
/// Tries everything out anew.
pub const AGAIN: &str = "Kontrollera igen";

/// How it came out.
pub fn verdict(lacks: Option<usize>) -> String {
    match lacks {
        None => "Kontrollerar …".to_owned(),
        Some(0) => "Ja. Plattan är klar att använda.".to_owned(),
        Some(1) => "En sak återstår. Du kan räkna under tiden.".to_owned(),
        Some(count) => format!("{count} saker återstår. Du kan räkna under tiden."),
    }
}

/// How a step stands.
pub fn stands(stands: Option<bool>) -> &'static str {
    match stands {
        Some(true) => "Ja",
        Some(false) => "Inte än",
        None => "Provas …",
    }
}

/// What a step is about.
pub fn step(step: ReadyStep) -> &'static str {
    match step {
        ReadyStep::Store => "Plattan sparar",
        ReadyStep::Contact => "Allt kommer fram",
        ReadyStep::Persisted => "Det sparade får ligga kvar",
        ReadyStep::Clock => "Klockan går rätt",
        ReadyStep::Offline => "Samvaro öppnas utan nät",
        ReadyStep::Network => "Nätet har varit borta och kommit tillbaka",
        ReadyStep::Awake => "Skärmen kan hållas tänd",
    }
}

/// What to do about it.
pub fn help(step: ReadyStep) -> &'static str {
    match step {
        ReadyStep::Store => "Stäng privata fönster. Starta om plattan. Hjälper det inte, ring samordnaren.",
        ReadyStep::Contact => "Ge plattan nät och vänta en stund.",
        ReadyStep::Persisted => {
            "Lägg Samvaro på hemskärmen och öppna därifrån. Fråga sedan webbläsaren igen."
        }
        ReadyStep::Clock => "Ställ klockan på automatisk tid i plattans inställningar.",
        ReadyStep::Offline => "Ha nät och vänta en minut. Kontrollera sedan igen.",
        ReadyStep::Network => "Slå av wifi en halv minut och slå sedan på det igen.",
        ReadyStep::Awake => "Ladda plattan. Ställ skärmens vila på minst tio minuter.",
    }
}
