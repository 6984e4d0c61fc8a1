//! A change: one edit that a person made. Immutable once written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::digest::Digest;
use crate::field::Put;
use crate::handover::{NotePut, Responsible, Settle};
use crate::id::{Dot, LogId, Millis, Seq};
use crate::personal::Personal;
use crate::sign_up::{Came, SignUp, Withdraw};
use crate::staff::{Shift, StaffPut};
use crate::tally::{Count, Undo};

/// What a change does.
///
/// Variants are only ever added: every version that was released can still be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Somebody counted.
    Count(Count),
    /// A count was taken back.
    Undo(Undo),
    /// Somebody edited the programme.
    Put(Put),
    /// The writer lost its own changes up to this one; the hole is made visible.
    Skip(Skip),
    /// Personal fields are erased for ever, on every side.
    Erase(Erase),
    /// Somebody joined the staff, or left; what they are called is personal text.
    Staff(StaffPut),
    /// From here on the writer's changes are another person's: the one in the personal fields, or
    /// nobody's.
    Shift(Shift),
    /// A line for the next shift; what it says is personal text.
    Note(NotePut),
    /// A note was read, or a question answered.
    Settle(Settle),
    /// Who is responsible for something: the one in the personal fields, or nobody.
    Responsible(Responsible),
    /// Somebody was put on a list, or back on it.
    SignUp(SignUp),
    /// Somebody was taken off a list.
    Withdraw(Withdraw),
    /// Somebody on a list came, or did not after all.
    Came(Came),
}

/// Changes that their writer no longer has, from `from` up to the change that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// The first lost change.
    pub from: Seq,
}

/// Names the seals of the changes whose personal fields are erased, wherever they stand.
///
/// A seal follows its change to other numbers, and says nothing about anybody once the fields and
/// their salt are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erase {
    /// As [`Change::sealed`] of each change; at least one, at most [`Erase::MAX_SEALS`].
    pub sealed: Vec<Digest>,
}

impl Erase {
    /// The most seals in one change: as many as a body has room for.
    pub const MAX_SEALS: usize = 200;

    /// Erasures of any number of seals, each within its limit.
    pub fn of(sealed: &[Digest]) -> impl Iterator<Item = Body> {
        sealed.chunks(Self::MAX_SEALS).map(|sealed| Body::Erase(Self { sealed: sealed.to_vec() }))
    }
}

/// The bytes of a body, exactly as its writer wrote them.
///
/// They are carried and chained untouched, also by a side that is too old to understand them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BodyBytes(Box<RawValue>);

/// The bytes are not JSON, or not a body this version knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable(pub String);

impl BodyBytes {
    /// The longest body, in bytes.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// Writes a body.
    ///
    /// # Errors
    /// [`Undecodable`] when the body cannot be written as JSON, which no body of ours does.
    pub fn write(body: &Body) -> Result<Self, Undecodable> {
        serde_json::value::to_raw_value(body).map(Self).map_err(|error| Undecodable(error.to_string()))
    }

    /// Takes JSON as a store kept it.
    ///
    /// # Errors
    /// [`Undecodable`] when the text is not one JSON value.
    pub fn from_json(text: String) -> Result<Self, Undecodable> {
        RawValue::from_string(text).map(Self).map_err(|error| Undecodable(error.to_string()))
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the body.
    ///
    /// # Errors
    /// [`Undecodable`] when this version does not know it.
    pub fn read(&self) -> Result<Body, Undecodable> {
        crate::json::read(self.as_str()).map_err(|error| Undecodable(error.to_string()))
    }
}

impl PartialEq for BodyBytes {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for BodyBytes {}

/// Reads bodies one after the other. One that repeats the one before is not read again: thousands of
/// taps are one body.
#[derive(Debug, Default)]
pub struct Bodies(Option<(BodyBytes, Option<Body>)>);

impl Bodies {
    /// The body; nothing if this version does not know it.
    pub fn read(&mut self, bytes: &BodyBytes) -> Option<&Body> {
        if self.0.as_ref().is_none_or(|(read, _)| read != bytes) {
            self.0 = Some((bytes.clone(), bytes.read().ok()));
        }
        self.0.as_ref()?.1.as_ref()
    }
}

/// One edit that a person made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its identity.
    pub dot: Dot,
    /// The log it belongs to.
    pub log: LogId,
    /// The writer's clock; evidence, never a gate.
    pub at: Millis,
    /// What it does.
    pub body: BodyBytes,
    /// Binds the personal fields, if there were any; stays when they are erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Digest>,
}

impl Change {
    /// The sum over every byte of the change but the personal ones.
    pub fn digest(&self) -> Digest {
        let sealed: &[u8] = self.sealed.as_ref().map_or(&[], |digest| &digest.0);
        Digest::of(&[
            self.dot.replica.0.as_bytes(),
            &self.dot.seq.to_be_bytes(),
            self.log.0.as_bytes(),
            &self.at.to_be_bytes(),
            self.body.as_str().as_bytes(),
            sealed,
        ])
    }

    /// The first of the writer's numbers that this change accounts for: its own, or the start of
    /// the hole that it declares.
    pub fn covers_from(&self) -> Seq {
        match self.body.read() {
            Ok(Body::Skip(skip)) => skip.from.min(self.dot.seq),
            _ => self.dot.seq,
        }
    }

    /// Whether it puts somebody on a list. Nearly all changes are not even read for this.
    pub fn signs_up(&self) -> bool {
        self.body.as_str().contains("\"sign_up\"") && matches!(self.body.read(), Ok(Body::SignUp(_)))
    }

    /// The seals that this change erases the fields of; none for nearly all changes, which are not
    /// even read.
    pub fn erases(&self) -> Vec<Digest> {
        match self.body.as_str().contains("\"erase\"").then(|| self.body.read()) {
            Some(Ok(Body::Erase(erase))) => erase.sealed,
            _ => Vec::new(),
        }
    }
}

/// A change with its personal fields beside it, as it is stored and sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authored {
    /// The chained part.
    pub change: Change,
    /// The erasable part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<Personal>,
}

impl Authored {
    /// Whether the personal part is the one that the chained part was sealed over.
    /// An erased personal part is fine.
    pub fn seal_holds(&self) -> bool {
        match (&self.personal, &self.change.sealed) {
            (Some(personal), Some(sealed)) => personal.seal() == *sealed,
            (Some(_), None) => false,
            (None, _) => true,
        }
    }

    /// Whether a visitor's name stands beside it.
    pub fn carries_name(&self) -> bool {
        self.personal.as_ref().is_some_and(|personal| personal.fields.name.is_some())
    }

    /// Lets go of the personal part, if its seal is among `erased`.
    pub fn forget_personal(&mut self, erased: &BTreeSet<Digest>) {
        if self.change.sealed.is_some_and(|sealed| erased.contains(&sealed)) {
            self.personal = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_read_as_each_would_be_alone() {
        let texts =
            [r#"{"skip":{"from":1}}"#, r#"{"skip":{"from":1}}"#, r#"{"later":1}"#, r#"{"skip":{"from":2}}"#];
        let mut bodies = Bodies::default();
        for text in texts {
            let bytes = BodyBytes::from_json(text.to_owned()).expect("JSON");
            assert_eq!(bodies.read(&bytes), bytes.read().ok().as_ref(), "{text}");
        }
    }
}
