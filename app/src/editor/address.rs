//! Which of the seldom opened screens an address names.

/// A screen that is seldom opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// The place's programme.
    Programme,
    /// The settings of the place; each section of them stands below.
    Settings,
    /// What the tablet knows of itself.
    Tablet,
    /// None.
    Nowhere,
}

const PROGRAMME: &str = "/personal/program";
const SETTINGS: &str = "/personal/installningar";
const TABLET: &str = "/personal/plattan";

impl Address {
    /// Reads the path of an address.
    pub fn read(path: &str) -> Self {
        if Self::below_settings(path).is_some() {
            return Self::Settings;
        }
        match path.trim_end_matches('/') {
            PROGRAMME => Self::Programme,
            TABLET => Self::Tablet,
            _ => Self::Nowhere,
        }
    }

    /// What stands below the settings in a path, if anything of them does.
    pub fn below_settings(path: &str) -> Option<&str> {
        path.strip_prefix(SETTINGS).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The address as it is written in a link.
    pub fn path(self) -> &'static str {
        match self {
            Self::Programme | Self::Nowhere => PROGRAMME,
            Self::Settings => SETTINGS,
            Self::Tablet => TABLET,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::Audience;

    #[test]
    fn every_screen_is_found_again_by_its_address() {
        for screen in [Address::Programme, Address::Settings, Address::Tablet] {
            assert_eq!(Address::read(screen.path()), screen);
            assert_eq!(Audience::at(screen.path()), Audience::Editor);
        }
        assert_eq!(Address::read("/personal/program/nagot"), Address::Nowhere);
        assert_eq!(Address::read("/personal/installningar/hitta"), Address::Settings);
        assert_eq!(Address::read("/personal/installningarna"), Address::Nowhere);
    }
}
