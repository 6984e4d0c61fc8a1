//! SQLite's side of what the engines call by different names.

use sqlx::sqlite::SqliteArguments;

/// The database, as sqlx knows it.
pub(super) type Db = sqlx::Sqlite;
/// One connection.
pub(super) type Connection = sqlx::SqliteConnection;
/// One row of an answer.
pub(super) type Row = sqlx::sqlite::SqliteRow;
/// The parameters of a statement.
pub(super) type Arguments = SqliteArguments;

/// Begins a transaction that reads one state of everything, from its first question on.
pub(super) const BEGIN_SNAPSHOT: &str = "begin";

/// Rows per bulk statement, largest first; the last is 1.
pub(super) const CHUNK_ROWS: [usize; 4] = [100, 25, 5, 1];

/// Makes SQLite look for edits of the programme where they are: it keeps no statistics.
pub(super) const BY_PROGRAMME: &str = "indexed by change_of_programme";

/// What ids, sums and salts are kept in.
pub(super) const BYTES: &str = "blob";

/// How the statement ends that makes a table.
pub(super) const TABLE_END: &str = "strict, without rowid";

/// Gives a row if there is a table of this name.
pub(super) const HAS_TABLE: &str = "select 1 from sqlite_schema where type = 'table' and name = $1";

/// The n-th parameter of a bulk statement, counted from 1. SQLite counts by itself, and binds
/// parameters without a name faster.
pub(super) fn parameter(_number: usize) -> String {
    "?".to_owned()
}
