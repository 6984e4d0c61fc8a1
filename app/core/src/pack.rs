//! Changes on the wire: columns, in which ids and bodies that repeat are named once.
//!
//! A thousand taps on one occurrence are one body and a thousand small differences of time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::change::{Authored, BodyBytes, Change};
use crate::column::Runs;
use crate::digest::Digest;
use crate::entry::Entry;
use crate::id::{Dot, LogId, Millis, Position, ReplicaId};
use crate::personal::Personal;

/// Changes in columns. Row `n` is the n-th value of every column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The writers that occur.
    #[serde(rename = "w")]
    replicas: Vec<ReplicaId>,
    /// The logs that occur.
    #[serde(rename = "l")]
    logs: Vec<LogId>,
    /// The different bodies.
    #[serde(rename = "b")]
    bodies: Vec<BodyBytes>,
    /// Index into `replicas`.
    #[serde(rename = "wi")]
    replica: Runs,
    /// Index into `logs`.
    #[serde(rename = "li")]
    log: Runs,
    /// Index into `bodies`.
    #[serde(rename = "bi")]
    body: Runs,
    /// Writer's number, as the difference to the row before.
    #[serde(rename = "s")]
    seq: Runs,
    /// Server's clock, as the difference to the row before; 0 in a push.
    #[serde(rename = "r", default)]
    received_at: Runs,
    /// Writer's clock, as the difference to the row before.
    #[serde(rename = "a")]
    at: Vec<i64>,
    /// Commitments, by row.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    sealed: Vec<(u32, Digest)>,
    /// Personal fields, by row.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    personal: Vec<(u32, Personal)>,
}

/// The columns do not fit each other, or hold more than is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPack;

impl fmt::Display for BadPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the columns of the changes do not fit each other")
    }
}

impl std::error::Error for BadPack {}

impl Pack {
    /// The largest number of changes in one message.
    pub const MAX_ROWS: usize = 2_000;

    /// How many changes it holds, as far as its clock column says.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Lets go of the personal fields of these seals; whether there were any.
    pub fn forget_personal(&mut self, erased: &BTreeSet<Digest>) -> bool {
        let (before, sealed) = (self.personal.len(), &self.sealed);
        let is_erased = |row: u32| sealed.iter().any(|(of, seal)| *of == row && erased.contains(seal));
        self.personal.retain(|(row, _)| !is_erased(*row));
        self.personal.len() < before
    }

    /// The personal fields in it.
    pub fn personal_mut(&mut self) -> impl Iterator<Item = &mut Personal> {
        self.personal.iter_mut().map(|(_, personal)| personal)
    }

    /// Lets go of personal fields that are still locked: they are of no use to anybody else.
    pub fn drop_locked(&mut self) {
        self.personal.retain(|(_, personal)| personal.fields.locked.is_none());
    }

    /// Packs changes that are on their way to the server.
    pub fn of_changes<'a>(changes: impl IntoIterator<Item = &'a Authored>) -> Self {
        Packer::default().all(changes.into_iter().map(|authored| (authored, 0)))
    }

    /// Packs entries that are on their way from the server.
    pub fn of_entries<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        Packer::default().all(entries.into_iter().map(|entry| (&entry.authored, entry.received_at)))
    }

    /// Unpacks changes.
    ///
    /// # Errors
    /// [`BadPack`] when the columns do not fit or hold more than [`Pack::MAX_ROWS`].
    pub fn changes(self) -> Result<Vec<Authored>, BadPack> {
        Ok(self.rows()?.into_iter().map(|(authored, _)| authored).collect())
    }

    /// Unpacks entries that follow `after`.
    ///
    /// # Errors
    /// [`BadPack`] when the columns do not fit or hold more than [`Pack::MAX_ROWS`].
    pub fn entries(self, after: Position) -> Result<Vec<Entry>, BadPack> {
        let rows = self.rows()?.into_iter().zip(after + 1..);
        Ok(rows
            .map(|((authored, received_at), position)| Entry { position, received_at, authored })
            .collect())
    }

    fn rows(self) -> Result<Vec<(Authored, Millis)>, BadPack> {
        let count = self.at.len();
        if count > Self::MAX_ROWS {
            return Err(BadPack);
        }
        let column = |runs: &Runs| runs.read(count).ok_or(BadPack);
        let (replica, log, body) = (column(&self.replica)?, column(&self.log)?, column(&self.body)?);
        let (seq, received_at) = (column(&self.seq)?, column(&self.received_at)?);
        let (mut sealed, mut personal) =
            (self.sealed.into_iter().peekable(), self.personal.into_iter().peekable());
        let (mut seq_sum, mut at_sum, mut received_sum) = (0i64, 0i64, 0i64);
        let mut rows = Vec::with_capacity(count);
        for row in 0..count {
            add(&mut seq_sum, seq[row])?;
            add(&mut at_sum, self.at[row])?;
            add(&mut received_sum, received_at[row])?;
            let index = u32::try_from(row).map_err(|_| BadPack)?;
            let dot = Dot {
                replica: *pick(&self.replicas, replica[row])?,
                seq: seq_sum.try_into().map_err(|_| BadPack)?,
            };
            let change = Change {
                dot,
                log: *pick(&self.logs, log[row])?,
                at: at_sum,
                body: pick(&self.bodies, body[row])?.clone(),
                sealed: sealed.next_if(|(row, _)| *row == index).map(|(_, sealed)| sealed),
            };
            let personal = personal.next_if(|(row, _)| *row == index).map(|(_, personal)| personal);
            rows.push((Authored { change, personal }, received_sum));
        }
        // Both columns are in the order of the rows.
        if sealed.next().is_some() || personal.next().is_some() {
            return Err(BadPack);
        }
        Ok(rows)
    }
}

fn add(sum: &mut i64, difference: i64) -> Result<(), BadPack> {
    *sum = sum.checked_add(difference).ok_or(BadPack)?;
    Ok(())
}

fn pick<T>(values: &[T], index: i64) -> Result<&T, BadPack> {
    usize::try_from(index).ok().and_then(|index| values.get(index)).ok_or(BadPack)
}

/// Builds a [`Pack`] row by row.
#[derive(Default)]
struct Packer<'a> {
    pack: Pack,
    bodies: BTreeMap<&'a str, i64>,
    last: (i64, i64, i64),
}

impl<'a> Packer<'a> {
    fn all(mut self, rows: impl Iterator<Item = (&'a Authored, Millis)>) -> Pack {
        for (index, (authored, received_at)) in (0u32..).zip(rows) {
            self.row(index, authored, received_at);
        }
        self.pack
    }

    fn row(&mut self, index: u32, authored: &'a Authored, received_at: Millis) {
        let Change { dot, log, at, body, sealed } = &authored.change;
        let Self { pack, last, .. } = self;
        pack.replica.push(index_of(&mut pack.replicas, dot.replica));
        pack.log.push(index_of(&mut pack.logs, *log));
        let next = self.bodies.len() as i64;
        pack.body.push(*self.bodies.entry(body.as_str()).or_insert_with(|| {
            pack.bodies.push(body.clone());
            next
        }));
        let seq = dot.seq as i64;
        pack.seq.push(seq.wrapping_sub(last.0));
        pack.at.push(at.wrapping_sub(last.1));
        pack.received_at.push(received_at.wrapping_sub(last.2));
        *last = (seq, *at, received_at);
        pack.sealed.extend(sealed.map(|sealed| (index, sealed)));
        pack.personal.extend(authored.personal.clone().map(|personal| (index, personal)));
    }
}

/// The index of a name in its dictionary, which grows if the name is new. There are few of them.
fn index_of<T: PartialEq>(known: &mut Vec<T>, name: T) -> i64 {
    let index = known.iter().position(|known| *known == name).unwrap_or_else(|| {
        known.push(name);
        known.len() - 1
    });
    index as i64
}
