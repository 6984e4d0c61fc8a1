//! The apps that a browser can open. Each has a bundle of its own, so that nobody downloads what
//! others need.

/// Whom an app is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: programmes.
    Public,
    /// The tablet of a meeting place: the day and the counting.
    Staff,
    /// The same tablet, where it is seldom opened: its programme, its settings, itself.
    Editor,
    /// Coordinators.
    Coordinator,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Public, Self::Staff, Self::Editor, Self::Coordinator];

    /// Its name in the build's manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Staff => "staff",
            Self::Editor => "editor",
            Self::Coordinator => "coordinator",
        }
    }

    /// The device that uses it. What one device uses is kept for it together.
    pub fn device(self) -> &'static str {
        match self {
            Self::Public => "phone",
            Self::Staff | Self::Editor => "tablet",
            Self::Coordinator => "desk",
        }
    }

    /// Where its pages stand, and below; the public's are all others, and of two the longer one counts.
    pub fn homes(self) -> &'static [&'static str] {
        match self {
            Self::Public => &["/"],
            Self::Staff => &["/personal"],
            Self::Editor => &[
                "/personal/program",
                "/personal/installningar",
                "/personal/plattan",
                "/personal/skarm",
                "/personal/historik",
            ],
            Self::Coordinator => &["/samordning"],
        }
    }

    /// Where its empty shell stands, for the service worker to keep.
    pub fn shell(self) -> &'static str {
        match self {
            Self::Public => "/skal",
            Self::Staff => "/skal/personal",
            Self::Editor => "/skal/program",
            Self::Coordinator => "/skal/samordning",
        }
    }

    /// Whose page or shell stands at a path.
    pub fn at(path: &str) -> Self {
        let below =
            |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let roots = Self::ALL.into_iter().flat_map(|audience| {
            audience.homes().iter().copied().chain([audience.shell()]).map(move |root| (root, audience))
        });
        let own = roots.filter(|(root, _)| below(root)).max_by_key(|(root, _)| root.len());
        own.map_or(Self::Public, |(_, audience)| audience)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_and_every_shell_belongs_to_one_audience() {
        for audience in Audience::ALL {
            for home in audience.homes() {
                assert_eq!(Audience::at(home), audience, "{home}");
            }
            assert_eq!(Audience::at(audience.shell()), audience);
        }
        assert_eq!(Audience::at("/personal/dag/2026-11-21"), Audience::Staff);
        assert_eq!(Audience::at("/personalen"), Audience::Public);
        assert_eq!(Audience::at("/plats/hatten"), Audience::Public);
    }

    #[test]
    fn of_two_homes_the_longer_one_counts() {
        assert_eq!(Audience::at("/personal/program/ny"), Audience::Editor);
        assert_eq!(Audience::at("/personal/programmet"), Audience::Staff);
    }
}
