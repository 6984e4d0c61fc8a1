//! Which screen of the tablet's day an address names.

use jiff::civil::Date;
use samvaro_core::iso;
use samvaro_core::target::{OccurrenceKey, Target};

/// A screen of the tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// A day: today, or the one that is named.
    Day(Option<Date>),
    /// Counting.
    Count(Target),
    /// Those who signed up for an occurrence.
    SignUps(OccurrenceKey),
    /// Changing one occurrence.
    Change(OccurrenceKey),
    /// What one shift leaves for the next.
    Handover,
    /// Who is at the tablet.
    Who,
    /// What stands between a glance and the names.
    Unlock,
    /// Pairing with a place.
    Pairing,
    /// None.
    Nowhere,
}

/// Where the screens stand.
pub const HOME: &str = "/personal";
const PAIRING: &str = "koppla";
const HANDOVER: &str = "overlamning";
const WHO: &str = "vem";
const UNLOCK: &str = "namn";
const DAY: &str = "dag/";
const COUNT: &str = "rakna/";
const SIGN_UPS: &str = "anmalda/";
const CHANGE: &str = "andra/";
const HISTORY: &str = "historik/";
/// Behind the address of a count: opens what corrects it.
pub const CORRECT: &str = "ratta";

impl Address {
    /// A day by its own name: today has none.
    pub fn of_day(date: Date, today: Date) -> Self {
        Self::Day((date != today).then_some(date))
    }

    /// Reads the path of an address.
    pub fn read(path: &str) -> Self {
        let Some(rest) = path.strip_prefix(HOME) else { return Self::Nowhere };
        let rest = rest.trim_matches('/');
        match rest {
            "" => Self::Day(None),
            PAIRING => Self::Pairing,
            HANDOVER => Self::Handover,
            WHO => Self::Who,
            UNLOCK => Self::Unlock,
            _ => Self::of_something(rest).unwrap_or(Self::Nowhere),
        }
    }

    fn of_something(rest: &str) -> Option<Self> {
        if let Some(rest) = rest.strip_prefix(DAY) {
            return iso::date(rest).map(|date| Self::Day(Some(date)));
        }
        if let Some(rest) = rest.strip_prefix(COUNT) {
            return rest.parse().ok().map(Self::Count);
        }
        if let Some(rest) = rest.strip_prefix(SIGN_UPS) {
            return rest.parse().ok().map(Self::SignUps);
        }
        rest.strip_prefix(CHANGE)?.parse().ok().map(Self::Change)
    }

    /// Where a count is corrected.
    pub fn correct(target: Target) -> String {
        format!("{}?{CORRECT}=1", Self::Count(target).path())
    }

    /// Where the story of a count is told, in the other bundle.
    pub fn history(target: Target) -> String {
        format!("{HOME}/{HISTORY}{target}")
    }

    /// The address as it is written in a link.
    pub fn path(self) -> String {
        match self {
            Self::Day(None) | Self::Nowhere => HOME.to_owned(),
            Self::Day(Some(date)) => format!("{HOME}/{DAY}{}", iso::Written(date)),
            Self::Count(target) => format!("{HOME}/{COUNT}{target}"),
            Self::SignUps(key) => format!("{HOME}/{SIGN_UPS}{key}"),
            Self::Change(key) => format!("{HOME}/{CHANGE}{key}"),
            Self::Pairing => format!("{HOME}/{PAIRING}"),
            Self::Handover => format!("{HOME}/{HANDOVER}"),
            Self::Who => format!("{HOME}/{WHO}"),
            Self::Unlock => format!("{HOME}/{UNLOCK}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use samvaro_core::target::Half;

    use super::*;

    #[test]
    fn every_screen_is_found_again_by_its_address() {
        let day = date(2025, 5, 13);
        let key = "0196c9a5-0000-7000-8000-000000000001/0196c9a5-0000-7000-8000-000000000002/2025-05-13";
        for screen in [
            Address::Day(None),
            Address::Day(Some(day)),
            Address::Count(Target::DropIn(day, Half::Forenoon)),
            Address::Count(key.parse().expect("a target")),
            Address::SignUps(key.parse().expect("an occurrence")),
            Address::Change(key.parse().expect("an occurrence")),
            Address::Pairing,
            Address::Handover,
            Address::Who,
            Address::Unlock,
        ] {
            assert_eq!(Address::read(&screen.path()), screen);
        }
    }

    #[test]
    fn what_is_no_address_leads_nowhere() {
        for path in ["/personal/dag/i-dag", "/personal/rakna/allt", "/personal/nagot", "/plats/hatten"] {
            assert_eq!(Address::read(path), Address::Nowhere, "{path}");
        }
    }
}
