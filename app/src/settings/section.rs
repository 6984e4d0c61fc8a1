//! The sections of the settings, each a screen of its own.

use samvaro_core::field::OrganisationField;
use samvaro_core::programme::Programme;
use samvaro_core::registers::Registers;

use super::setting::Setting;
use crate::editor::address::CLOSED_PERIODS;

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Where the place is and how to reach it.
    Find,
    /// When it is open.
    Hours,
    /// Who can come in, and hear.
    Access,
    /// The rules of counting at the place.
    Counting,
    /// Red days and eves.
    RedDays,
    /// Closed periods.
    Closed,
    /// The screen at the door.
    Screen,
    /// What is counted beside the total, everywhere.
    Categories,
    /// The rules of counting everywhere.
    SharedCounting,
    /// The decision on sign-ups.
    SignUps,
    /// How long what is said of persons is kept.
    Keeping,
}

impl Section {
    /// Those of a place.
    pub const PLACE: [Self; 7] =
        [Self::Find, Self::Hours, Self::Closed, Self::RedDays, Self::Access, Self::Counting, Self::Screen];

    /// Those that the places share.
    pub const SHARED: [Self; 4] = [Self::Categories, Self::SharedCounting, Self::SignUps, Self::Keeping];

    /// Its part of the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Find => "hitta",
            Self::Hours => "oppet",
            Self::Access => "tillganglighet",
            Self::Counting | Self::SharedCounting => "rakna",
            Self::RedDays => "roda-dagar",
            Self::Closed => CLOSED_PERIODS,
            Self::Screen => "skarm",
            Self::Categories => "kategorier",
            Self::SignUps => "anmalan",
            Self::Keeping => "spara",
        }
    }

    /// The one of these that an address names.
    pub fn named(of: &[Self], slug: &str) -> Option<Self> {
        of.iter().copied().find(|section| section.slug() == slug)
    }

    /// What is set there, in order; closed periods, categories and the decision have forms of their own.
    pub fn settings(self) -> &'static [Setting] {
        match self {
            Self::Find => &[Setting::Address, Setting::Directions, Setting::Phone, Setting::PhoneHours],
            Self::Hours => &[Setting::Hours],
            Self::Access => &[Setting::StepFree, Setting::HearingLoop],
            Self::Counting => &[Setting::CountingRule, Setting::DropInRule],
            Self::RedDays => &[Setting::RedDays, Setting::Eves],
            Self::Screen => &[Setting::Screen],
            Self::SharedCounting => &[Setting::SharedCountingRule, Setting::SharedDropInRule],
            Self::Keeping => &[Setting::SignUpNamesDays, Setting::StaffLinkDays, Setting::HandoverDays],
            Self::Closed | Self::Categories | Self::SignUps => &[],
        }
    }

    /// Whether two have set something there without having seen each other.
    pub fn is_contested(self, programme: &Programme) -> bool {
        match self {
            Self::Closed => {
                let standing = programme.closures.values().filter(|closure| !closure.is_hidden());
                standing.into_iter().any(|closure| closure.is_contested() || closure.needs_review())
            }
            Self::Categories => {
                let standing = programme.categories.values().filter(|category| !category.is_hidden());
                standing.into_iter().any(Registers::is_contested)
            }
            Self::SignUps => {
                let mut contested = programme.organisation.contested();
                contested.any(|said| matches!(said.standing.value, OrganisationField::SignUps(_)))
            }
            _ => self.settings().iter().any(|setting| !setting.shown(programme).lost.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_again_by_its_address() {
        for of in [&Section::PLACE[..], &Section::SHARED[..]] {
            for section in of {
                assert_eq!(Section::named(of, section.slug()), Some(*section));
            }
        }
        assert_eq!(Section::named(&Section::PLACE, "nagot"), None);
    }
}
