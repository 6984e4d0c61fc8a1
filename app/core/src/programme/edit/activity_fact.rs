//! The fields of a series as a person reads and types them.
//!
//! One table between the log's fields and the words in a form, so that forms, drafts and contested
//! values need no table of their own.

use std::collections::BTreeMap;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::field::ActivityField;
use crate::registers::Registers;
use crate::schedule::slot_time::parse_time;
use crate::text::{Description, Line, Name, TextError};

/// One thing that can be said of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityFact {
    /// What it is called.
    Name,
    /// A line under the name.
    Note,
    /// What it is.
    Description,
    /// Where in the house.
    Room,
    /// Who leads it.
    Host,
    /// Price in whole kronor.
    PriceKr,
    /// Whether one must sign up.
    NeedsSignUp,
    /// Whether people sign up here, where the organisation has decided on sign-ups.
    SignUps,
    /// For how many there is room.
    Capacity,
    /// How many days before an occurrence is the last day to sign up.
    SignUpCloses,
    /// The last day to sign up, in words.
    SignUpBy,
    /// Earliest entry.
    EarliestEntry,
    /// What to bring.
    Bring,
    /// Who meets you the first time.
    Greeter,
    /// In which language.
    Language,
    /// Reached without steps.
    StepFree,
    /// With a hearing loop.
    HearingLoop,
    /// Done sitting down.
    Seated,
    /// Out of doors.
    Outdoors,
    /// Run by an association.
    AssociationRun,
}

/// How a fact is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One line of so many characters at most.
    Line(usize),
    /// A text with line breaks, of so many characters at most.
    Text(usize),
    /// A whole number.
    Number,
    /// A time of day.
    Time,
    /// Yes or no.
    Yes,
}

/// Why an answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// The name is missing.
    Missing,
    /// It is too long, or holds what cannot be shown.
    Text(TextError),
    /// It is no price.
    NotAPrice,
    /// It is no whole number up to the largest that makes sense.
    NotANumber {
        /// The largest.
        max: u32,
    },
    /// It is no time of day.
    NotATime,
}

/// How "yes" is kept; "no" is the empty answer.
pub const YES: &str = "1";

/// A series' facts as text; what is not said is missing.
pub type Facts = BTreeMap<ActivityFact, String>;

impl ActivityFact {
    /// The highest price, in kronor.
    pub const PRICE_MAX_KR: u32 = 100_000;
    /// The largest number of persons that there can be room for.
    pub const CAPACITY_MAX: u32 = 10_000;
    /// The longest time before an occurrence at which sign-ups may close, in days.
    pub const CLOSES_MAX_DAYS: u32 = 60;

    /// How it is answered.
    pub fn answer(self) -> Answer {
        match self {
            Self::Name | Self::Room | Self::Host | Self::Language => Answer::Line(Name::MAX_CHARS),
            Self::Note | Self::SignUpBy | Self::Bring | Self::Greeter => Answer::Line(Line::MAX_CHARS),
            Self::Description => Answer::Text(Description::MAX_CHARS),
            Self::PriceKr | Self::Capacity | Self::SignUpCloses => Answer::Number,
            Self::EarliestEntry => Answer::Time,
            Self::NeedsSignUp
            | Self::SignUps
            | Self::StepFree
            | Self::HearingLoop
            | Self::Seated
            | Self::Outdoors
            | Self::AssociationRun => Answer::Yes,
        }
    }

    /// What a field says, as text; `None` for fields that no form asks for.
    pub fn of(field: &ActivityField) -> Option<(Self, String)> {
        let text = |text: &Option<Name>| text.as_ref().map_or("", Name::as_str).to_owned();
        let line = |text: &Option<Line>| text.as_ref().map_or("", Line::as_str).to_owned();
        let yes = |yes: &bool| if *yes { YES } else { "" }.to_owned();
        Some(match field {
            ActivityField::Name(name) => (Self::Name, name.as_str().to_owned()),
            ActivityField::Description(text) => {
                (Self::Description, text.as_ref().map_or("", Description::as_str).to_owned())
            }
            ActivityField::PriceKr(price) => {
                (Self::PriceKr, price.map(|kr| kr.to_string()).unwrap_or_default())
            }
            ActivityField::Room(room) => (Self::Room, text(room)),
            ActivityField::Host(host) => (Self::Host, text(host)),
            ActivityField::AssociationRun(it) => (Self::AssociationRun, yes(it)),
            ActivityField::NeedsSignUp(it) => (Self::NeedsSignUp, yes(it)),
            ActivityField::SignUpBy(by) => (Self::SignUpBy, line(by)),
            ActivityField::SignUps(it) => (Self::SignUps, yes(it)),
            ActivityField::Capacity(room) => {
                (Self::Capacity, room.map(|it| it.to_string()).unwrap_or_default())
            }
            ActivityField::SignUpCloses(days) => {
                (Self::SignUpCloses, days.map(|it| it.to_string()).unwrap_or_default())
            }
            ActivityField::EarliestEntry(time) => {
                (Self::EarliestEntry, time.map(written).unwrap_or_default())
            }
            ActivityField::Bring(it) => (Self::Bring, line(it)),
            ActivityField::StepFree(it) => (Self::StepFree, yes(it)),
            ActivityField::HearingLoop(it) => (Self::HearingLoop, yes(it)),
            ActivityField::Seated(it) => (Self::Seated, yes(it)),
            ActivityField::Outdoors(it) => (Self::Outdoors, yes(it)),
            ActivityField::Language(it) => (Self::Language, text(it)),
            ActivityField::Greeter(it) => (Self::Greeter, line(it)),
            ActivityField::Note(it) => (Self::Note, line(it)),
            ActivityField::Published(_) | ActivityField::Hidden(_) => return None,
        })
    }

    /// The field that a typed answer sets. An empty answer takes the fact away.
    ///
    /// # Errors
    /// [`AnswerError`] when it cannot be taken.
    pub fn read(self, typed: &str) -> Result<ActivityField, AnswerError> {
        let typed = typed.trim();
        let yes = typed == YES;
        Ok(match self {
            Self::Name => ActivityField::Name(name(typed)?.ok_or(AnswerError::Missing)?),
            Self::Note => ActivityField::Note(line(typed)?),
            Self::Description => ActivityField::Description(taken(typed, Description::parse)?),
            Self::Room => ActivityField::Room(name(typed)?),
            Self::Host => ActivityField::Host(name(typed)?),
            Self::PriceKr => ActivityField::PriceKr(price(typed)?),
            Self::NeedsSignUp => ActivityField::NeedsSignUp(yes),
            Self::SignUpBy => ActivityField::SignUpBy(line(typed)?),
            Self::SignUps => ActivityField::SignUps(yes),
            Self::Capacity => ActivityField::Capacity(number(typed, Self::CAPACITY_MAX)?),
            Self::SignUpCloses => ActivityField::SignUpCloses(
                number(typed, Self::CLOSES_MAX_DAYS)?.and_then(|days| u8::try_from(days).ok()),
            ),
            Self::EarliestEntry => ActivityField::EarliestEntry(time(typed)?),
            Self::Bring => ActivityField::Bring(line(typed)?),
            Self::Greeter => ActivityField::Greeter(line(typed)?),
            Self::Language => ActivityField::Language(name(typed)?),
            Self::StepFree => ActivityField::StepFree(yes),
            Self::HearingLoop => ActivityField::HearingLoop(yes),
            Self::Seated => ActivityField::Seated(yes),
            Self::Outdoors => ActivityField::Outdoors(yes),
            Self::AssociationRun => ActivityField::AssociationRun(yes),
        })
    }
}

/// What stands of a series.
pub fn facts(registers: &Registers<ActivityField>) -> Facts {
    let said = registers.iter().filter_map(|register| ActivityFact::of(&register.standing.value));
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// The fields that differ between what was seen and what is typed.
///
/// # Errors
/// Every answer that cannot be taken, in the order of the facts.
pub fn differing(
    seen: &Facts,
    typed: &Facts,
) -> Result<Vec<ActivityField>, Vec<(ActivityFact, AnswerError)>> {
    let (mut fields, mut errors) = (Vec::new(), Vec::new());
    let said = |facts: &Facts, fact| facts.get(fact).map_or("", |text| text.trim()).to_owned();
    for fact in seen.keys().chain(typed.keys()).collect::<std::collections::BTreeSet<_>>() {
        let text = said(typed, fact);
        if text == said(seen, fact) {
            continue;
        }
        match fact.read(&text) {
            Ok(field) => fields.push(field),
            Err(error) => errors.push((*fact, error)),
        }
    }
    if errors.is_empty() { Ok(fields) } else { Err(errors) }
}

/// A time of day as people type it: "13.15".
pub fn written(time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let zero = if minute < 10 { "0" } else { "" };
    [hour.to_string().as_str(), ".", zero, minute.to_string().as_str()].concat()
}

fn taken<T>(typed: &str, parse: fn(&str) -> Result<T, TextError>) -> Result<Option<T>, AnswerError> {
    if typed.is_empty() { Ok(None) } else { parse(typed).map(Some).map_err(AnswerError::Text) }
}

fn name(typed: &str) -> Result<Option<Name>, AnswerError> {
    taken(typed, Name::parse)
}

fn line(typed: &str) -> Result<Option<Line>, AnswerError> {
    taken(typed, Line::parse)
}

fn time(typed: &str) -> Result<Option<Time>, AnswerError> {
    if typed.is_empty() { Ok(None) } else { parse_time(typed).map(Some).ok_or(AnswerError::NotATime) }
}

fn number(typed: &str, max: u32) -> Result<Option<u32>, AnswerError> {
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().ok().filter(|number| *number <= max).map(Some).ok_or(AnswerError::NotANumber { max })
}

/// "20", "20 kr", "20:-".
fn price(typed: &str) -> Result<Option<u32>, AnswerError> {
    let number = typed.trim_end_matches(|last: char| !last.is_ascii_digit()).trim();
    let rest = typed[number.len()..].trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = matches!(rest, "" | "kr" | "kr." | "kronor" | ":-");
    let kronor = number.parse().ok().filter(|kronor| plain && *kronor <= ActivityFact::PRICE_MAX_KR);
    kronor.map(Some).ok_or(AnswerError::NotAPrice)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_price_is_read_as_people_write_it() {
        for (typed, kronor) in [("20", 20), ("20 kr", 20), ("0", 0), ("20:-", 20), ("15 kronor", 15)] {
            assert_eq!(price(typed), Ok(Some(kronor)), "{typed}");
        }
        assert_eq!(price(""), Ok(None));
        for typed in ["gratis", "20 öre", "-5", "20-30", "100001", "kr"] {
            assert_eq!(price(typed), Err(AnswerError::NotAPrice), "{typed}");
        }
    }

    #[test]
    fn only_what_differs_is_written() {
        let seen = Facts::from([(ActivityFact::Name, "Bingo".into()), (ActivityFact::PriceKr, "20".into())]);
        let mut typed = seen.clone();
        assert_eq!(differing(&seen, &typed), Ok(Vec::new()));
        typed.insert(ActivityFact::PriceKr, String::new());
        typed.insert(ActivityFact::Seated, YES.into());
        let fields = vec![ActivityField::PriceKr(None), ActivityField::Seated(true)];
        assert_eq!(differing(&seen, &typed), Ok(fields));
        typed.insert(ActivityFact::Name, " ".into());
        assert_eq!(differing(&seen, &typed), Err(vec![(ActivityFact::Name, AnswerError::Missing)]));
    }

    fn any_field() -> impl Strategy<Value = ActivityField> {
        let name =
            || prop::option::of("[a-zåäö]{1,8}").prop_map(|text| text.and_then(|it| Name::parse(&it).ok()));
        let line =
            || prop::option::of("[a-zåäö ]{1,8}").prop_map(|text| text.and_then(|it| Line::parse(&it).ok()));
        prop_oneof![
            name().prop_map(ActivityField::Room),
            name().prop_map(ActivityField::Language),
            line().prop_map(ActivityField::Bring),
            line().prop_map(ActivityField::SignUpBy),
            prop::option::of(0u32..=ActivityFact::PRICE_MAX_KR).prop_map(ActivityField::PriceKr),
            prop::option::of((0i8..24, 0i8..60))
                .prop_map(|it| ActivityField::EarliestEntry(it.map(|(h, m)| Time::constant(h, m, 0, 0)))),
            any::<bool>().prop_map(ActivityField::Outdoors),
        ]
    }

    proptest! {
        #[test]
        fn a_field_that_is_shown_and_read_again_is_the_same(field in any_field()) {
            let (fact, text) = ActivityFact::of(&field).expect("a fact");
            prop_assert_eq!(fact.read(&text), Ok(field));
        }
    }
}
