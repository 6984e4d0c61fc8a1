//! The words of what is said of an activity.

use samvaro_core::programme::edit::activity_fact::{ActivityFact, AnswerError, YES};
use samvaro_core::text::TextError;

/// Heading.
pub const HEADING: &str = "Uppgifter";
/// Yes, where a fact is only that.
pub const YES_WORD: &str = "Ja";

/// The headings of the form, each with what is asked under it.
pub const GROUPS: [(&str, &[ActivityFact]); 5] = [
    ("Vad det är", &[ActivityFact::Name, ActivityFact::Note, ActivityFact::Description]),
    ("Var och vem", &[ActivityFact::Room, ActivityFact::Host, ActivityFact::AssociationRun]),
    (
        "Bra att veta",
        &[
            ActivityFact::PriceKr,
            ActivityFact::EarliestEntry,
            ActivityFact::Bring,
            ActivityFact::Language,
            ActivityFact::Greeter,
        ],
    ),
    (
        "Så att fler kan vara med",
        &[ActivityFact::StepFree, ActivityFact::HearingLoop, ActivityFact::Seated, ActivityFact::Outdoors],
    ),
    (
        "Anmälan",
        &[
            ActivityFact::NeedsSignUp,
            ActivityFact::SignUpBy,
            ActivityFact::SignUps,
            ActivityFact::Capacity,
            ActivityFact::SignUpCloses,
        ],
    ),
];

/// What a fact is called.
pub fn label(fact: ActivityFact) -> &'static str {
    match fact {
        ActivityFact::Name => "Namn",
        ActivityFact::Note => "En rad under namnet",
        ActivityFact::Description => "Beskrivning",
        ActivityFact::Room => "Var i huset",
        ActivityFact::Host => "Vem som leder",
        ActivityFact::PriceKr => "Pris i kronor",
        ActivityFact::NeedsSignUp => "Bara för anmälda",
        ActivityFact::SignUpBy => "Sista dag att anmäla sig",
        ActivityFact::SignUps => "Ta emot anmälan i Samvaro",
        ActivityFact::Capacity => "Antal platser",
        ActivityFact::SignUpCloses => "Anmälan stänger, dagar före",
        ActivityFact::EarliestEntry => "Insläpp tidigast",
        ActivityFact::Bring => "Ta med",
        ActivityFact::Greeter => "Vem möter dig första gången",
        ActivityFact::Language => "Språk, om inte svenska",
        ActivityFact::StepFree => "Utan trappor",
        ActivityFact::HearingLoop => "Hörslinga",
        ActivityFact::Seated => "Man sitter",
        ActivityFact::Outdoors => "Utomhus",
        ActivityFact::AssociationRun => "En förening håller i det",
    }
}

/// How to answer, where that is not plain.
pub fn help(fact: ActivityFact) -> Option<&'static str> {
    Some(match fact {
        ActivityFact::Note => "Till exempel: Kom när du vill.",
        ActivityFact::PriceKr => "Skriv 0 om det är gratis. Lämna tomt om det inte ska stå något.",
        ActivityFact::EarliestEntry => "Till exempel 13.15.",
        ActivityFact::SignUpBy => "Till exempel: onsdag klockan 12.",
        ActivityFact::Greeter => "Till exempel: Säg till i dörren, så visar vi dig runt.",
        ActivityFact::AssociationRun => "Besöken räknas under en egen rubrik.",
        ActivityFact::SignUps => "Gäller bara där kommunen har beslutat om anmälan.",
        ActivityFact::Capacity => "Lämna tomt om alla får plats.",
        ActivityFact::SignUpCloses => "Lämna tomt om man kan anmäla sig ända tills det börjar.",
        _ => return None,
    })
}

/// What was answered: "Ja" or the words themselves.
pub fn said(fact: ActivityFact, text: &str) -> String {
    let yes = fact.answer() == samvaro_core::programme::edit::activity_fact::Answer::Yes;
    match (yes, text) {
        (true, YES) => YES_WORD.to_owned(),
        (true, _) => "Nej".to_owned(),
        (false, "") => "Inget".to_owned(),
        (false, text) if fact == ActivityFact::PriceKr => format!("{text} kr"),
        (false, text) => text.to_owned(),
    }
}

/// How to mend an answer.
pub fn mend(error: AnswerError) -> String {
    match error {
        AnswerError::Missing => "Skriv ett namn.".to_owned(),
        AnswerError::Text(TextError::TooLong { max_chars }) => {
            format!("Texten är för lång. Den får ha högst {max_chars} tecken.")
        }
        AnswerError::Text(_) => "Texten har ett tecken som inte går att visa. Skriv om den.".to_owned(),
        AnswerError::NotAPrice => "Skriv priset med siffror, till exempel 20.".to_owned(),
        AnswerError::NotANumber { max } => format!("Skriv ett tal från 0 till {max}."),
        AnswerError::NotATime => "Skriv en tid, till exempel 13.15.".to_owned(),
    }
}
