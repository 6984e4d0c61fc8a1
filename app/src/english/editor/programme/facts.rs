//! The words of what is said of an activity, in English.

use samvaro_core::programme::edit::activity_fact::{ActivityFact, AnswerError, YES};
use samvaro_core::text::TextError;

pub const HEADING: &str = "Details";
pub const YES_WORD: &str = "Yes";

pub const GROUPS: [(&str, &[ActivityFact]); 5] = [
    ("What it is", &[ActivityFact::Name, ActivityFact::Note, ActivityFact::Description]),
    ("Where and who", &[ActivityFact::Room, ActivityFact::Host, ActivityFact::AssociationRun]),
    (
        "Good to know",
        &[
            ActivityFact::PriceKr,
            ActivityFact::EarliestEntry,
            ActivityFact::Bring,
            ActivityFact::Language,
            ActivityFact::Greeter,
        ],
    ),
    (
        "So that more people can join",
        &[ActivityFact::StepFree, ActivityFact::HearingLoop, ActivityFact::Seated, ActivityFact::Outdoors],
    ),
    (
        "Sign-up",
        &[
            ActivityFact::NeedsSignUp,
            ActivityFact::SignUpBy,
            ActivityFact::SignUps,
            ActivityFact::Capacity,
            ActivityFact::SignUpCloses,
        ],
    ),
];

pub fn label(fact: ActivityFact) -> &'static str {
    match fact {
        ActivityFact::Name => "Name",
        ActivityFact::Note => "A note under the name",
        ActivityFact::Description => "Description",
        ActivityFact::Room => "Where in the building",
        ActivityFact::Host => "Who leads it",
        ActivityFact::PriceKr => "Price in kronor",
        ActivityFact::NeedsSignUp => "Only for those signed up",
        ActivityFact::SignUpBy => "Last day to sign up",
        ActivityFact::SignUps => "Take sign-ups in Samvaro",
        // Not "places": those are the meeting places.
        ActivityFact::Capacity => "Number of spots",
        ActivityFact::SignUpCloses => "Sign-up closes, days before",
        ActivityFact::EarliestEntry => "Doors open",
        ActivityFact::Bring => "Bring along",
        ActivityFact::Greeter => "Who meets you the first time",
        ActivityFact::Language => "Language, if not Swedish",
        ActivityFact::StepFree => "Without stairs",
        ActivityFact::HearingLoop => "Hearing loop",
        ActivityFact::Seated => "Done sitting down",
        ActivityFact::Outdoors => "Outdoors",
        ActivityFact::AssociationRun => "Run by an association",
    }
}

pub fn help(fact: ActivityFact) -> Option<&'static str> {
    Some(match fact {
        ActivityFact::Note => "For example: Come whenever you like.",
        ActivityFact::PriceKr => "Write 0 if it is free. Leave empty to say nothing about it.",
        ActivityFact::EarliestEntry => "For example 13:15.",
        ActivityFact::SignUpBy => "For example: Wednesday at 12.",
        ActivityFact::Greeter => "For example: Tell us at the door and we will show you around.",
        ActivityFact::AssociationRun => "The visits are counted under a heading of their own.",
        ActivityFact::SignUps => "Only where the municipality has decided on sign-up.",
        ActivityFact::Capacity => "Leave empty if there is room for everyone.",
        ActivityFact::SignUpCloses => "Leave empty if people can sign up until it starts.",
        _ => return None,
    })
}

pub fn said(fact: ActivityFact, text: &str) -> String {
    let yes = fact.answer() == samvaro_core::programme::edit::activity_fact::Answer::Yes;
    match (yes, text) {
        (true, YES) => YES_WORD.to_owned(),
        (true, _) => "No".to_owned(),
        (false, "") => "Nothing".to_owned(),
        (false, text) if fact == ActivityFact::PriceKr => format!("{text} kr"),
        (false, text) => text.to_owned(),
    }
}

pub fn mend(error: AnswerError) -> String {
    match error {
        AnswerError::Missing => "Write a name.".to_owned(),
        AnswerError::Text(TextError::TooLong { max_chars }) => {
            format!("The text is too long. It may have {max_chars} characters at most.")
        }
        AnswerError::Text(_) => "The text has a character that cannot be shown. Write it again.".to_owned(),
        AnswerError::NotAPrice => "Enter the price in figures, for example 20.".to_owned(),
        AnswerError::NotANumber { max } => format!("Enter a number from 0 to {max}."),
        AnswerError::NotATime => "Enter a time, for example 13:15.".to_owned(),
    }
}
