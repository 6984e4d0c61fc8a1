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
    /// Pairing with a place.
    Pairing,
    /// None.
    Nowhere,
}

/// Where the screens stand.
pub const HOME: &str = "/personal";
const PAIRING: &str = "koppla";
const DAY: &str = "dag/";
const COUNT: &str = "rakna/";
const SIGN_UPS: &str = "anmalda/";

impl Address {
    /// Reads the path of an address.
    pub fn read(path: &str) -> Self {
        let Some(rest) = path.strip_prefix(HOME) else { return Self::Nowhere };
        let rest = rest.trim_matches('/');
        match rest {
            "" => Self::Day(None),
            PAIRING => Self::Pairing,
            _ => {
                let found = Self::day(rest).or_else(|| Self::count(rest)).or_else(|| Self::sign_ups(rest));
                found.unwrap_or(Self::Nowhere)
            }
        }
    }

    fn day(rest: &str) -> Option<Self> {
        iso::date(rest.strip_prefix(DAY)?).map(|date| Self::Day(Some(date)))
    }

    fn count(rest: &str) -> Option<Self> {
        rest.strip_prefix(COUNT)?.parse().ok().map(Self::Count)
    }

    fn sign_ups(rest: &str) -> Option<Self> {
        rest.strip_prefix(SIGN_UPS)?.parse().ok().map(Self::SignUps)
    }

    /// The address as it is written in a link.
    pub fn path(self) -> String {
        match self {
            Self::Day(None) | Self::Nowhere => HOME.to_owned(),
            Self::Day(Some(date)) => format!("{HOME}/{DAY}{}", iso::Written(date)),
            Self::Count(target) => format!("{HOME}/{COUNT}{target}"),
            Self::SignUps(key) => format!("{HOME}/{SIGN_UPS}{key}"),
            Self::Pairing => format!("{HOME}/{PAIRING}"),
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
            Address::Pairing,
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
