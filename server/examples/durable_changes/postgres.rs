//! PostgreSQL, in a cluster of its own on the same disk.

use std::sync::Arc;
use std::time::{Duration, Instant};

use server::store::postgres::PostgresStore;
use server::store::postgres::address::Address;
use server::store::{Push, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::Engine;
use super::cluster::cluster;
use super::pushes::{BATCH_CHANGES, NOW};

/// Parameters of one row.
const COLUMNS: usize = 8;

/// The URL of a database.
pub struct Postgres(String);

impl Engine for Postgres {
    const NAME: &str = "PostgreSQL, fsync and synchronous_commit on, one process";

    fn empty() -> Self {
        Self(cluster().url(&cluster().create()))
    }

    async fn store(&self) -> Arc<dyn Store> {
        Arc::new(PostgresStore::open(&Address::parse(&self.0).unwrap()).await.unwrap())
    }

    async fn write_raw(&self, callers: &[Vec<Push>]) -> Duration {
        let mut connection = PgConnection::connect(&self.0).await.unwrap();
        sqlx::query("set synchronous_commit = on").execute(&mut connection).await.unwrap();
        sqlx::query(
            "create table change (log bytea, position bigint, replica bytea, seq bigint, at bigint, \
             received_at bigint, chain bytea, body text, primary key (log, position))",
        )
        .execute(&mut connection)
        .await
        .unwrap();
        let text: Arc<str> = format!("insert into change values {}", rows()).into();
        let start = Instant::now();
        for batch in 0..callers[0].len() {
            let mut transaction =
                connection.begin_with("begin isolation level read committed").await.unwrap();
            for pushes in callers {
                let mut query = sqlx::query(AssertSqlSafe(text.clone()));
                for authored in &pushes[batch].changes {
                    let change = &authored.change;
                    query = query
                        .bind(change.log.0.as_bytes().to_vec())
                        .bind(change.dot.seq as i64)
                        .bind(change.dot.replica.0.as_bytes().to_vec())
                        .bind(change.dot.seq as i64)
                        .bind(change.at)
                        .bind(NOW)
                        .bind(vec![0u8; 32])
                        .bind(change.body.as_str().to_owned());
                }
                query.execute(&mut *transaction).await.unwrap();
            }
            transaction.commit().await.unwrap();
        }
        let took = start.elapsed();
        connection.close().await.unwrap();
        took
    }
}

fn rows() -> String {
    let row = |row: usize| {
        let numbers: Vec<String> =
            (1..=COLUMNS).map(|column| format!("${}", row * COLUMNS + column)).collect();
        format!("({})", numbers.join(", "))
    };
    let rows: Vec<String> = (0..BATCH_CHANGES as usize).map(row).collect();
    rows.join(", ")
}
