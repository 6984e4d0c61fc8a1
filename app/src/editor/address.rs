//! Which of the seldom opened screens an address names.

use jiff::civil::Date;
use samvaro_core::id::ActivityId;
use samvaro_core::iso;

/// A screen that is seldom opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// The place's programme; its screens stand below.
    Programme,
    /// The settings of the place; each section of them stands below.
    Settings,
    /// What the tablet knows of itself.
    Tablet,
    /// One more activity on a day.
    Add(Date),
    /// Closing the place for a day.
    Close(Date),
    /// The day's programme on a screen at the door.
    Door,
    /// None.
    Nowhere,
}

/// Where closed periods stand below the settings.
pub const CLOSED_PERIODS: &str = "stangt";

/// Which part of what the tablet knows of itself is its check.
pub const CHECK: &str = "klar";

const PROGRAMME: &str = "/personal/program";
const SETTINGS: &str = "/personal/installningar";
const TABLET: &str = "/personal/plattan";
const DOOR: &str = "/personal/skarm";
const ADD: &str = "/personal/program/lagg-till/";
const CLOSE: &str = "/personal/program/stang/";

impl Address {
    /// Reads the path of an address.
    pub fn read(path: &str) -> Self {
        if Self::below_settings(path).is_some() {
            return Self::Settings;
        }
        if Self::below_programme(path).is_some() {
            return Self::of_a_day(path.trim_end_matches('/')).unwrap_or(Self::Programme);
        }
        match path.trim_end_matches('/') {
            TABLET => Self::Tablet,
            DOOR => Self::Door,
            _ => Self::Nowhere,
        }
    }

    /// What stands below the programme in a path, if anything of it does.
    pub fn below_programme(path: &str) -> Option<&str> {
        path.strip_prefix(PROGRAMME).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// What stands below the settings in a path, if anything of them does.
    pub fn below_settings(path: &str) -> Option<&str> {
        path.strip_prefix(SETTINGS).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Where a series is changed, and what people changed of it at once is settled.
    pub fn series(activity: ActivityId) -> String {
        format!("{PROGRAMME}/{activity}")
    }

    /// Where closed periods are changed.
    pub fn closed_periods() -> String {
        format!("{SETTINGS}/{CLOSED_PERIODS}")
    }

    /// Where the tablet looks whether it is ready for use.
    pub fn check() -> String {
        format!("{TABLET}#{CHECK}")
    }

    fn of_a_day(path: &str) -> Option<Self> {
        if let Some(day) = path.strip_prefix(ADD) {
            return iso::date(day).map(Self::Add);
        }
        iso::date(path.strip_prefix(CLOSE)?).map(Self::Close)
    }

    /// The address as it is written in a link.
    pub fn path(self) -> String {
        match self {
            Self::Programme | Self::Nowhere => PROGRAMME.to_owned(),
            Self::Settings => SETTINGS.to_owned(),
            Self::Tablet => TABLET.to_owned(),
            Self::Door => DOOR.to_owned(),
            Self::Add(day) => format!("{ADD}{}", iso::Written(day)),
            Self::Close(day) => format!("{CLOSE}{}", iso::Written(day)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::Audience;

    #[test]
    fn every_screen_is_found_again_by_its_address() {
        let day = jiff::civil::date(2025, 5, 13);
        let of_a_day = [Address::Add(day), Address::Close(day), Address::Door];
        for screen in [Address::Programme, Address::Settings, Address::Tablet].into_iter().chain(of_a_day) {
            assert_eq!(Address::read(&screen.path()), screen);
            assert_eq!(Audience::at(&screen.path()), Audience::Editor);
        }
        let series = Address::series(ActivityId(uuid::Uuid::from_u128(1)));
        assert_eq!(Address::read(&series), Address::Programme);
        assert_eq!(Address::read(&Address::closed_periods()), Address::Settings);
        assert_eq!(Address::read("/personal/program/ny"), Address::Programme);
        assert_eq!(Address::read("/personal/programmet"), Address::Nowhere);
        assert_eq!(Address::read("/personal/installningar/hitta"), Address::Settings);
        assert_eq!(Address::read("/personal/installningarna"), Address::Nowhere);
    }
}
