//! What the tablet says about its way to the server. Offline is normal; only what a person must
//! do something about is loud.

use jiff::civil::Time;

use crate::connection::Reach;
use crate::icon::IconName;

/// What is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncFacts {
    /// Whether the server is there.
    pub reach: Reach,
    /// Whether changes are on their way just now.
    pub sending: bool,
    /// When the server last answered.
    pub last_contact: Option<Time>,
    /// Changes that are not sent.
    pub unsent: usize,
    /// Changes that the server refused.
    pub refused: usize,
    /// Whether the tablet cannot store.
    pub failing: bool,
}

/// How it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncWords {
    /// The drawing.
    pub icon: IconName,
    /// The bold line.
    pub headline: String,
    /// The line under it.
    pub detail: String,
    /// Whether a person must do something.
    pub help: bool,
}

impl SyncFacts {
    /// The words.
    pub fn words(&self) -> SyncWords {
        self.trouble().unwrap_or_else(|| self.normal())
    }

    fn trouble(&self) -> Option<SyncWords> {
        let detail = if self.failing {
            say!(staff::sync::CANNOT_SAVE)
        } else if self.reach == Reach::Unpaired {
            say!(staff::sync::NOT_LINKED)
        } else {
            return None;
        };
        Some(SyncWords {
            icon: IconName::TriangleAlert,
            headline: say!(staff::sync::NEEDS_HELP).to_owned(),
            detail: detail.to_owned(),
            help: true,
        })
    }

    fn normal(&self) -> SyncWords {
        let (icon, headline) = match self.reach {
            Reach::Offline => (IconName::CloudOff, say!(staff::sync::OFFLINE).to_owned()),
            Reach::Trouble => (IconName::CloudOff, say!(staff::sync::NO_ANSWER).to_owned()),
            Reach::Unknown => (IconName::Tablet, say!(staff::sync::SAVED_HERE).to_owned()),
            _ if self.unsent > 0 || self.sending => {
                (IconName::CloudUp, say!(staff::sync::SENDING).to_owned())
            }
            _ if self.refused > 0 => (IconName::TriangleAlert, say!(staff::sync::NEEDS_HELP).to_owned()),
            _ => (IconName::CloudCheck, self.sent_at()),
        };
        let detail = match (self.unsent, icon) {
            (0, IconName::CloudCheck) => say!(staff::sync::ALL_ARRIVED).to_owned(),
            (0, IconName::TriangleAlert) => say!(staff::sync::refused)(&number(self.refused)),
            (0, IconName::CloudUp) => say!(staff::sync::ALMOST_DONE).to_owned(),
            (0, _) => self.all_sent(),
            (unsent, IconName::CloudUp) => say!(staff::sync::left)(&number(unsent)),
            (unsent, _) => say!(staff::sync::not_sent)(&number(unsent)),
        };
        SyncWords { icon, headline, detail, help: false }
    }

    fn sent_at(&self) -> String {
        match self.last_contact {
            Some(at) => say!(staff::sync::sent_at)(&say!(time)(at)),
            None => say!(staff::sync::SENT).to_owned(),
        }
    }

    fn all_sent(&self) -> String {
        match self.last_contact {
            Some(at) => say!(staff::sync::all_sent_at)(&say!(time)(at)),
            None => say!(staff::sync::NOTHING_TO_SEND).to_owned(),
        }
    }
}

fn number(count: usize) -> String {
    say!(number)(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn facts(reach: Reach, unsent: usize) -> SyncFacts {
        let last_contact = Some(time(10, 21, 0, 0));
        SyncFacts { reach, sending: false, last_contact, unsent, refused: 0, failing: false }
    }

    fn said(facts: SyncFacts) -> (String, String) {
        let words = facts.words();
        (words.headline, words.detail)
    }

    fn lines(headline: &str, detail: &str) -> (String, String) {
        (headline.to_owned(), detail.to_owned())
    }

    #[test]
    fn offline_is_said_plainly_with_what_waits() {
        assert_eq!(said(facts(Reach::Offline, 3)), lines("Utan nät", "3 ej skickade"));
        assert_eq!(said(facts(Reach::Offline, 0)), lines("Utan nät", "Allt är skickat 10.21"));
        assert!(!facts(Reach::Offline, 3).words().help);
    }

    #[test]
    fn nothing_is_called_sent_while_something_waits() {
        assert_eq!(said(facts(Reach::Online, 0)), lines("Skickat 10.21", "Allt är framme"));
        assert_eq!(said(facts(Reach::Online, 2)), lines("Skickar", "2 kvar"));
    }

    #[test]
    fn what_was_refused_never_hides_what_waits() {
        let refused = SyncFacts { refused: 1, ..facts(Reach::Offline, 3) };
        assert_eq!(said(refused), lines("Utan nät", "3 ej skickade"));
    }

    #[test]
    fn only_what_a_person_must_mend_is_loud() {
        let refused = SyncFacts { refused: 1, ..facts(Reach::Online, 0) };
        assert_eq!(said(refused), lines("Behöver hjälp", "1 togs inte emot"));
        assert!(!refused.words().help, "nothing is lost: the day goes on");
        assert!(facts(Reach::Unpaired, 0).words().help);
        assert!(SyncFacts { failing: true, ..facts(Reach::Online, 0) }.words().help);
        assert!(!facts(Reach::Trouble, 1).words().help);
    }
}
