//! One value of one row, on its way between a database and a backup.

use sha2::{Digest as _, Sha256};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments};

/// One value of one row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Nothing is known.
    Null,
    /// Bytes: ids, sums, salts.
    Bytes(Vec<u8>),
    /// A number.
    Number(i64),
    /// Text.
    Text(String),
}

impl Cell {
    /// Adds the value to a sum, so that no two different rows add the same bytes.
    pub(super) fn add_to(&self, sum: &mut Sha256) {
        match self {
            Self::Null => sum.update([0]),
            Self::Bytes(bytes) => add(sum, 1, bytes),
            Self::Number(number) => add(sum, 2, &number.to_be_bytes()),
            Self::Text(text) => add(sum, 3, text.as_bytes()),
        }
    }

    /// Binds the value to a statement over a backup.
    pub(super) fn bound<'q>(
        &'q self,
        query: Query<'q, Sqlite, SqliteArguments>,
    ) -> Query<'q, Sqlite, SqliteArguments> {
        match self {
            Self::Null => query.bind(None::<i64>),
            Self::Bytes(bytes) => query.bind(bytes.as_slice()),
            Self::Number(number) => query.bind(*number),
            Self::Text(text) => query.bind(text.as_str()),
        }
    }

    /// The bytes of an id; empty for anything else.
    pub fn bytes(&self) -> &[u8] {
        if let Self::Bytes(bytes) = self { bytes } else { &[] }
    }

    /// The number; 0 for anything else.
    pub fn number(&self) -> i64 {
        if let Self::Number(number) = self { *number } else { 0 }
    }

    /// The text; empty for anything else.
    pub fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }
}

fn add(sum: &mut Sha256, kind: u8, bytes: &[u8]) {
    sum.update([kind]);
    sum.update((bytes.len() as u64).to_be_bytes());
    sum.update(bytes);
}
