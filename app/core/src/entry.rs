//! A change with its place in a log, and the chain that binds the log together.

use serde::{Deserialize, Serialize};

use crate::change::{Authored, Change};
use crate::digest::Digest;
use crate::id::{Millis, Position};
use crate::register::Edit;

/// Counts the lives of a log: a server restored from a backup begins a new one.
pub type Epoch = u32;

/// How far somebody has read a log. The chain shows whether it is still the same log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The life of the log.
    #[serde(rename = "e")]
    pub epoch: Epoch,
    /// The last position read; 0 before the first.
    #[serde(rename = "p")]
    pub position: Position,
    /// The chain at that position.
    #[serde(rename = "c")]
    pub chain: Digest,
}

impl Cursor {
    /// The empty log.
    pub fn start(epoch: Epoch) -> Self {
        Self { epoch, ..Self::default() }
    }

    /// The cursor after one more change, which the server received at `received_at`.
    pub fn next(&self, change: &Change, received_at: Millis) -> Self {
        let chain = Digest::of(&[&self.chain.0, &change.digest().0, &received_at.to_be_bytes()]);
        Self { epoch: self.epoch, position: self.position + 1, chain }
    }
}

/// A change in its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place, from 1.
    pub position: Position,
    /// When the server received it, by the server's clock.
    pub received_at: Millis,
    /// The change, with its personal fields until they are erased.
    pub authored: Authored,
}

impl Entry {
    /// The chained part.
    pub fn change(&self) -> &Change {
        &self.authored.change
    }

    /// Where an edit in this entry stands, if its writer had seen the log up to `base`.
    pub fn edit(&self, base: Position) -> Edit {
        let &Change { dot, at, .. } = self.change();
        Edit { dot, position: self.position, base, clamped_at: at.min(self.received_at) }
    }
}
