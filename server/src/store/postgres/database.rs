//! PostgreSQL's side of what the engines call by different names.

/// The database, as sqlx knows it.
pub(super) type Db = sqlx::Postgres;
/// One connection.
pub(super) type Connection = sqlx::PgConnection;
/// One row of an answer.
pub(super) type Row = sqlx::postgres::PgRow;
/// The parameters of a statement.
pub(super) type Arguments = sqlx::postgres::PgArguments;

/// Begins a transaction that reads one state of everything, from its first question on.
pub(super) const BEGIN_SNAPSHOT: &str = "begin isolation level repeatable read read only";

/// Rows per bulk statement, largest first; the last is 1. A statement has at most 65,535 parameters.
/// The small ones are many, because each statement is a round trip: a push from one place touches
/// a handful of rows in most tables.
pub(super) const CHUNK_ROWS: [usize; 9] = [500, 100, 25, 10, 5, 4, 3, 2, 1];

/// PostgreSQL keeps statistics and finds edits of the programme by itself.
pub(super) const BY_PROGRAMME: &str = "";

/// What ids, sums and salts are kept in.
pub(super) const BYTES: &str = "bytea";

/// How the statement ends that makes a table.
pub(super) const TABLE_END: &str = "";

/// Gives a row if there is a table of this name.
pub(super) const HAS_TABLE: &str =
    "select 1 from pg_catalog.pg_tables where schemaname = current_schema() and tablename = $1";

/// The n-th parameter of a bulk statement, counted from 1.
pub(super) fn parameter(number: usize) -> String {
    format!("${number}")
}
