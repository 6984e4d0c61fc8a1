//! One sign-up as its occurrence's tally keeps it.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::id::{Dot, Position};
use crate::register::{Edit, UNCONFIRMED};
use crate::sign_up::{AddWins, SignUp};

/// One sign-up, without its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// For how many; 0 if only a tick of it is known.
    #[serde(rename = "n", default)]
    pub persons: u32,
    /// From where in the log on it stands, which gives its place in line. Taking back a withdrawal
    /// begins anew, because meanwhile somebody else may have been told that there is room.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub since: Option<(Position, Dot)>,
    /// Under which seal the name is found, while it is not erased.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Digest>,
    /// Whether it came after the last day to sign up.
    #[serde(rename = "l", default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// What keeps it on the list.
    #[serde(rename = "o", default, skip_serializing_if = "AddWins::is_empty")]
    pub on: AddWins,
    /// The ticks that say who came.
    #[serde(rename = "c", default, skip_serializing_if = "AddWins::is_empty")]
    pub came: AddWins,
}

impl Listed {
    /// Takes in the sign-up, or that its withdrawal was taken back. A number of persons that has
    /// its place in line stays: more of them would push others out.
    pub fn sign_up(&mut self, sign_up: &SignUp, sealed: Option<Digest>, edit: Edit) {
        if !self.is_on() {
            self.persons = sign_up.persons;
            self.since = Some((edit.position, edit.dot));
            self.late = sign_up.late;
        }
        self.sealed = self.sealed.or(sealed);
        self.on.add(sign_up.persons, edit);
    }

    /// Whether it stands on the list.
    pub fn is_on(&self) -> bool {
        !self.on.is_empty()
    }

    /// Whether no log has shown yet where it stands in line.
    pub fn is_unanswered(&self) -> bool {
        self.since.is_some_and(|(position, _)| position == UNCONFIRMED)
    }

    /// Its place in line, if it stands there.
    pub(super) fn place(&self) -> Option<(Position, Dot)> {
        self.since.filter(|_| self.is_on())
    }
}
