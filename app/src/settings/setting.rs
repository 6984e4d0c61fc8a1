//! Everything that can be set, as words that a person reads and types.

use samvaro_core::field::{Field, Fields, KEEP_MAX_DAYS, KEEP_MIN_DAYS, OrganisationField, PlaceField};
use samvaro_core::id::Millis;
use samvaro_core::programme::Programme;
use samvaro_core::programme::shared::{HANDOVER_DAYS, SIGN_UP_NAMES_DAYS, STAFF_LINK_DAYS};
use samvaro_core::register::Written;
use samvaro_core::registers::Registers;
use samvaro_core::text::{Description, Line, TextError};

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Street and town.
    Address,
    /// How to find in.
    Directions,
    /// Telephone number.
    Phone,
    /// When the telephone is answered.
    PhoneHours,
    /// Opening hours.
    Hours,
    /// Whether one can come in without steps.
    StepFree,
    /// Whether there is a hearing loop.
    HearingLoop,
    /// How visitors are counted at the place.
    CountingRule,
    /// How visits outside activities are counted at the place.
    DropInRule,
    /// Whether recurring slots rest on red days.
    RedDays,
    /// Whether recurring slots rest on eves.
    Eves,
    /// Whether a screen at the door may show the day.
    Screen,
    /// How visitors are counted everywhere.
    SharedCountingRule,
    /// How visits outside activities are counted everywhere.
    SharedDropInRule,
    /// How long the names of those who signed up are kept.
    SignUpNamesDays,
    /// How long it is kept who made a change.
    StaffLinkDays,
    /// How long a note for the next shift is kept.
    HandoverDays,
}

/// How a setting is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A number of days.
    Days,
    /// Yes or no.
    Yes,
}

/// What stands in the form for "yes"; "no" is nothing.
pub const YES: &str = "ja";

/// Why what was typed cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was typed.
    Missing,
    /// More characters than there is room for.
    TooLong(usize),
    /// Characters that cannot be shown.
    Unprintable,
    /// Not a number of days between the limits.
    NotDays,
    /// No date.
    NotADate,
    /// The last day comes before the first.
    EndsBefore,
    /// The day has been.
    HasBeen,
    /// There are as many as there may be.
    Full,
}

impl From<TextError> for Wrong {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Missing,
            TextError::TooLong { max_chars } => Self::TooLong(max_chars),
            TextError::Unprintable | TextError::NotASlug => Self::Unprintable,
        }
    }
}

/// A value in words, and when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: String,
    /// The writer's clock.
    pub at: Millis,
}

/// What stands, and what lost to it without having been seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What stands; nothing if nobody has set it.
    pub standing: Option<Said>,
    /// What lost.
    pub lost: Vec<Said>,
}

impl Setting {
    /// Its name in forms and addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Address => "adress",
            Self::Directions => "vagen-in",
            Self::Phone => "telefon",
            Self::PhoneHours => "telefontid",
            Self::Hours => "oppet",
            Self::StepFree => "utan-trappor",
            Self::HearingLoop => "horslinga",
            Self::CountingRule | Self::SharedCountingRule => "regel",
            Self::DropInRule | Self::SharedDropInRule => "drop-in",
            Self::RedDays => "roda-dagar",
            Self::Eves => "aftnar",
            Self::Screen => "skarm",
            Self::SignUpNamesDays => "anmalda",
            Self::StaffLinkDays => "personal",
            Self::HandoverDays => "overlamning",
        }
    }

    /// How it is typed.
    pub fn kind(self) -> Kind {
        match self {
            Self::CountingRule | Self::DropInRule | Self::SharedCountingRule | Self::SharedDropInRule => {
                Kind::Text
            }
            Self::RedDays | Self::Eves | Self::Screen => Kind::Yes,
            Self::SignUpNamesDays | Self::StaffLinkDays | Self::HandoverDays => Kind::Days,
            _ => Kind::Line,
        }
    }

    /// What holds where nobody has set it.
    pub fn default(self) -> String {
        match self {
            Self::RedDays | Self::Eves => YES.to_owned(),
            Self::SignUpNamesDays => SIGN_UP_NAMES_DAYS.to_string(),
            Self::StaffLinkDays => STAFF_LINK_DAYS.to_string(),
            Self::HandoverDays => HANDOVER_DAYS.to_string(),
            _ => String::new(),
        }
    }

    /// What a programme says of it.
    pub fn shown(self, programme: &Programme) -> Shown {
        let of_place = shown(&programme.place, of_place, self);
        if of_place.standing.is_some() { of_place } else { shown(&programme.organisation, of_shared, self) }
    }

    /// What holds, in words.
    pub fn words(self, programme: &Programme) -> String {
        self.shown(programme).standing.map_or_else(|| self.default(), |said| said.words)
    }

    /// The edit that sets it to what was typed.
    ///
    /// # Errors
    /// [`Wrong`], if it cannot be set to that.
    pub fn written(self, typed: &str) -> Result<Fields, Wrong> {
        let field = match self {
            Self::Address => PlaceField::Address(line(typed)?),
            Self::Directions => PlaceField::Directions(line(typed)?),
            Self::Phone => PlaceField::Phone(line(typed)?),
            Self::PhoneHours => PlaceField::PhoneHours(line(typed)?),
            Self::Hours => PlaceField::Hours(line(typed)?),
            Self::StepFree => PlaceField::StepFree(line(typed)?),
            Self::HearingLoop => PlaceField::HearingLoop(line(typed)?),
            Self::CountingRule => PlaceField::CountingRule(description(typed)?),
            Self::DropInRule => PlaceField::DropInRule(description(typed)?),
            Self::RedDays => PlaceField::RestsOnRedDays(typed == YES),
            Self::Eves => PlaceField::RestsOnEves(typed == YES),
            Self::Screen => PlaceField::Screen(typed == YES),
            _ => return self.written_shared(typed),
        };
        Ok(Fields::Place(vec![field]))
    }

    fn written_shared(self, typed: &str) -> Result<Fields, Wrong> {
        let field = match self {
            Self::SharedDropInRule => OrganisationField::DropInRule(description(typed)?),
            Self::SignUpNamesDays => OrganisationField::SignUpNamesDays(days(typed)?),
            Self::StaffLinkDays => OrganisationField::StaffLinkDays(days(typed)?),
            Self::HandoverDays => OrganisationField::HandoverDays(days(typed)?),
            _ => OrganisationField::CountingRule(description(typed)?),
        };
        Ok(Fields::Organisation(vec![field]))
    }
}

fn line(typed: &str) -> Result<Option<Line>, Wrong> {
    if typed.trim().is_empty() { Ok(None) } else { Ok(Some(Line::parse(typed)?)) }
}

fn description(typed: &str) -> Result<Option<Description>, Wrong> {
    // A browser may send line breaks as two characters, of which one is not shown.
    let typed = typed.replace('\r', "");
    if typed.trim().is_empty() { Ok(None) } else { Ok(Some(Description::parse(&typed)?)) }
}

fn days(typed: &str) -> Result<u16, Wrong> {
    let days = typed.trim().parse().map_err(|_| Wrong::NotDays)?;
    if (KEEP_MIN_DAYS..=KEEP_MAX_DAYS).contains(&days) { Ok(days) } else { Err(Wrong::NotDays) }
}

/// Which setting a field is, and what it says.
type Worded = (Setting, String);

fn shown<F: Field>(registers: &Registers<F>, worded: fn(&F) -> Option<Worded>, setting: Setting) -> Shown {
    let said = |written: &Written<F>| {
        let (_, words) = worded(&written.value)?;
        Some(Said { words, at: written.edit.clamped_at })
    };
    let is_it = |field: &F| worded(field).is_some_and(|(found, _)| found == setting);
    let found = registers.iter().find(|register| is_it(&register.standing.value));
    found.map_or_else(Shown::default, |register| Shown {
        standing: said(&register.standing),
        lost: register.lost.iter().filter_map(said).collect(),
    })
}

fn of_place(field: &PlaceField) -> Option<Worded> {
    let yes = |yes: &bool| if *yes { YES.to_owned() } else { String::new() };
    let words = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let line = |line: &Option<Line>| words(line.as_ref().map(Line::as_str));
    let text = |text: &Option<Description>| words(text.as_ref().map(Description::as_str));
    Some(match field {
        PlaceField::Address(value) => (Setting::Address, line(value)),
        PlaceField::Directions(value) => (Setting::Directions, line(value)),
        PlaceField::Phone(value) => (Setting::Phone, line(value)),
        PlaceField::PhoneHours(value) => (Setting::PhoneHours, line(value)),
        PlaceField::Hours(value) => (Setting::Hours, line(value)),
        PlaceField::StepFree(value) => (Setting::StepFree, line(value)),
        PlaceField::HearingLoop(value) => (Setting::HearingLoop, line(value)),
        PlaceField::CountingRule(value) => (Setting::CountingRule, text(value)),
        PlaceField::DropInRule(value) => (Setting::DropInRule, text(value)),
        PlaceField::RestsOnRedDays(value) => (Setting::RedDays, yes(value)),
        PlaceField::RestsOnEves(value) => (Setting::Eves, yes(value)),
        PlaceField::Screen(value) => (Setting::Screen, yes(value)),
        PlaceField::Name(_) | PlaceField::Slug(_) | PlaceField::Zone(_) | PlaceField::Pin(_) => return None,
    })
}

fn of_shared(field: &OrganisationField) -> Option<Worded> {
    let text = |text: &Option<Description>| text.as_ref().map_or_else(String::new, Description::to_string);
    Some(match field {
        OrganisationField::CountingRule(value) => (Setting::SharedCountingRule, text(value)),
        OrganisationField::DropInRule(value) => (Setting::SharedDropInRule, text(value)),
        OrganisationField::SignUpNamesDays(days) => (Setting::SignUpNamesDays, days.to_string()),
        OrganisationField::StaffLinkDays(days) => (Setting::StaffLinkDays, days.to_string()),
        OrganisationField::HandoverDays(days) => (Setting::HandoverDays, days.to_string()),
        OrganisationField::SignUps(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::section::Section;

    fn all() -> impl Iterator<Item = Setting> {
        let sections = Section::PLACE.into_iter().chain(Section::SHARED);
        sections.flat_map(|section| section.settings().iter().copied())
    }

    #[test]
    fn what_is_written_is_read_again_in_the_same_words() {
        for setting in all() {
            let typed = match setting.kind() {
                Kind::Line | Kind::Text => "Ring på klockan.",
                Kind::Days => "30",
                Kind::Yes => YES,
            };
            let fields = setting.written(typed).expect("it can be written");
            let after = Programme::default().after(&fields);
            assert_eq!(setting.words(&after), typed, "{setting:?}");
            assert_eq!(setting.words(&Programme::default()), setting.default(), "{setting:?}");
        }
    }

    #[test]
    fn nothing_typed_takes_the_words_away_and_a_no_is_kept() {
        let fields = Setting::Phone.written("  ").expect("nothing");
        assert_eq!(fields, Fields::Place(vec![PlaceField::Phone(None)]));
        let no = Setting::RedDays.written("").expect("no");
        assert_eq!(Setting::RedDays.words(&Programme::default().after(&no)), "");
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let long = "a".repeat(Line::MAX_CHARS + 1);
        assert_eq!(Setting::Address.written(&long), Err(Wrong::TooLong(Line::MAX_CHARS)));
        for days in ["0", "366", "två", ""] {
            assert_eq!(Setting::HandoverDays.written(days), Err(Wrong::NotDays), "{days}");
        }
        assert!(Setting::CountingRule.written("Två\r\nrader").is_ok());
    }
}
