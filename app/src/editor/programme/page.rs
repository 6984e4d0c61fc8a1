//! Which screen of the programme editor an address names, at a tablet and at a desk alike.

use samvaro_core::id::{ActivityId, SlotId};
use samvaro_core::target::OccurrenceKey;

/// A screen of the programme editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// All activities.
    List,
    /// A new one.
    New,
    /// Copying a term.
    Copy,
    /// One activity.
    Activity(ActivityId),
    /// What is said of it.
    Facts(ActivityId),
    /// A new slot of it.
    NewSlot(ActivityId),
    /// A slot of it.
    Slot(ActivityId, SlotId),
    /// One date of it.
    Occurrence(OccurrenceKey),
    /// None.
    Nowhere,
}

const NEW: &str = "ny";
const COPY: &str = "kopiera";
const FACTS: &str = "uppgifter";
const SLOT: &str = "tid";
const OCCURRENCE: &str = "tillfalle";

impl Page {
    /// Reads what stands in an address below the editor's home.
    pub fn read(rest: &str) -> Self {
        let mut parts = rest.trim_matches('/').splitn(3, '/');
        let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        match (first, second) {
            ("", _) => return Self::List,
            (NEW, None) => return Self::New,
            (COPY, None) => return Self::Copy,
            _ => {}
        }
        first.parse().ok().and_then(|activity| Self::of(activity, second, third)).unwrap_or(Self::Nowhere)
    }

    fn of(activity: ActivityId, second: Option<&str>, third: Option<&str>) -> Option<Self> {
        match (second, third) {
            (None, _) => Some(Self::Activity(activity)),
            (Some(FACTS), None) => Some(Self::Facts(activity)),
            (Some(SLOT), None) => Some(Self::NewSlot(activity)),
            (Some(SLOT), Some(slot)) => Some(Self::Slot(activity, slot.parse().ok()?)),
            (Some(OCCURRENCE), Some(rest)) => format!("{activity}/{rest}").parse().ok().map(Self::Occurrence),
            _ => None,
        }
    }

    /// The address below `home`.
    pub fn path(self, home: &str) -> String {
        match self {
            Self::List | Self::Nowhere => home.to_owned(),
            Self::New => [home, "/", NEW].concat(),
            Self::Copy => [home, "/", COPY].concat(),
            Self::Activity(activity) => format!("{home}/{activity}"),
            Self::Facts(activity) => format!("{home}/{activity}/{FACTS}"),
            Self::NewSlot(activity) => format!("{home}/{activity}/{SLOT}"),
            Self::Slot(activity, slot) => format!("{home}/{activity}/{SLOT}/{slot}"),
            Self::Occurrence(key) => {
                let date = samvaro_core::iso::Written(key.date);
                format!("{home}/{}/{OCCURRENCE}/{}/{date}", key.activity, key.slot)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_screen_is_found_again_by_its_address() {
        let (activity, slot) = (ActivityId(Uuid::from_u128(1)), SlotId(Uuid::from_u128(2)));
        let key = OccurrenceKey { activity, slot, date: date(2027, 1, 12) };
        let home = "/personal/program";
        for page in [
            Page::List,
            Page::New,
            Page::Copy,
            Page::Activity(activity),
            Page::Facts(activity),
            Page::NewSlot(activity),
            Page::Slot(activity, slot),
            Page::Occurrence(key),
        ] {
            let path = page.path(home);
            assert_eq!(Page::read(path.strip_prefix(home).expect("below home")), page, "{path}");
        }
        for rest in ["/nytt", "/ny/nu", "/kopiera/allt", "/1"] {
            assert_eq!(Page::read(rest), Page::Nowhere, "{rest}");
        }
    }
}
