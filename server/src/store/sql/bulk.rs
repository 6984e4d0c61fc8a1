//! Statements over many rows at once.
//!
//! A round trip to the database costs more than inserting a row. Rows go in chunks of a
//! few fixed sizes, so that few texts need preparing and each is prepared once.

use std::sync::{Arc, OnceLock};

use sqlx::AssertSqlSafe;
use sqlx::query::Query;

use super::database::{Arguments, CHUNK_ROWS, Connection, Db, Row, parameter};

/// A query with its parameters.
pub(super) type Bound<'q> = Query<'q, Db, Arguments>;

/// A statement around `values (?, …), (?, …)`.
pub(super) struct Bulk {
    /// Up to and with the word `values`.
    pub head: &'static str,
    /// One row, with `?` for each parameter.
    pub row: &'static str,
    /// What follows the rows.
    pub tail: &'static str,
    /// The texts for each chunk size.
    texts: OnceLock<[Arc<str>; CHUNK_ROWS.len()]>,
}

impl Bulk {
    /// A statement made of constant texts only.
    pub const fn new(head: &'static str, row: &'static str, tail: &'static str) -> Self {
        Self { head, row, tail, texts: OnceLock::new() }
    }

    /// Runs the statement over all rows; `bind` binds one row.
    pub async fn execute<T>(
        &self,
        connection: &mut Connection,
        rows: &[T],
        bind: impl for<'q> Fn(Bound<'q>, &T) -> Bound<'q>,
    ) -> sqlx::Result<()> {
        for (text, chunk) in self.chunks(rows) {
            let query = chunk.iter().fold(sqlx::query(AssertSqlSafe(text)), &bind);
            query.execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Runs the statement over all rows and gathers what it gives.
    pub async fn fetch<T>(
        &self,
        connection: &mut Connection,
        rows: &[T],
        bind: impl for<'q> Fn(Bound<'q>, &T) -> Bound<'q>,
    ) -> sqlx::Result<Vec<Row>> {
        let mut found = Vec::new();
        for (text, chunk) in self.chunks(rows) {
            let query = chunk.iter().fold(sqlx::query(AssertSqlSafe(text)), &bind);
            found.extend(query.fetch_all(&mut *connection).await?);
        }
        Ok(found)
    }

    fn chunks<'a, T>(&self, mut rows: &'a [T]) -> impl Iterator<Item = (Arc<str>, &'a [T])> {
        let texts = self.texts.get_or_init(|| CHUNK_ROWS.map(|rows| self.text(rows))).clone();
        std::iter::from_fn(move || {
            let size = CHUNK_ROWS.iter().position(|&size| size <= rows.len())?;
            let (chunk, rest) = rows.split_at(CHUNK_ROWS[size]);
            rows = rest;
            Some((texts[size].clone(), chunk))
        })
    }

    fn text(&self, rows: usize) -> Arc<str> {
        let all = vec![self.row; rows].join(", ");
        let mut parts = all.split('?');
        let first = parts.next().unwrap_or_default().to_owned();
        let all = parts.enumerate().fold(first, |text, (before, part)| text + &parameter(before + 1) + part);
        format!("{} {all} {}", self.head, self.tail).into()
    }
}
