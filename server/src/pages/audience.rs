//! The three apps that a browser can open. Each has a bundle of its own, so that nobody downloads
//! what others need.

/// Whom an app is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: programmes.
    Public,
    /// The tablet of a meeting place.
    Staff,
    /// Coordinators.
    Coordinator,
}

impl Audience {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Public, Self::Staff, Self::Coordinator];

    /// Its name in the build's manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Staff => "staff",
            Self::Coordinator => "coordinator",
        }
    }

    /// Where its pages stand; the public's are all others.
    pub fn home(self) -> &'static str {
        match self {
            Self::Public => "/",
            Self::Staff => "/personal",
            Self::Coordinator => "/samordning",
        }
    }

    /// Where its empty shell stands, for the service worker to keep.
    pub fn shell(self) -> &'static str {
        match self {
            Self::Public => "/skal",
            Self::Staff => "/skal/personal",
            Self::Coordinator => "/skal/samordning",
        }
    }

    /// Whose page or shell stands at a path.
    pub fn at(path: &str) -> Self {
        let below =
            |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let own = |audience: &Self| below(audience.home()) || below(audience.shell());
        [Self::Staff, Self::Coordinator].into_iter().find(own).unwrap_or(Self::Public)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_and_every_shell_belongs_to_one_audience() {
        for audience in Audience::ALL {
            assert_eq!(Audience::at(audience.home()), audience);
            assert_eq!(Audience::at(audience.shell()), audience);
        }
        assert_eq!(Audience::at("/personal/dag/2026-11-21"), Audience::Staff);
        assert_eq!(Audience::at("/personalen"), Audience::Public);
        assert_eq!(Audience::at("/plats/hatten"), Audience::Public);
    }
}
