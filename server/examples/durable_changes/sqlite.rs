//! SQLite.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use server::store::sqlite::SqliteStore;
use server::store::{Push, Store};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};
use tempfile::TempDir;

use super::Engine;
use super::pushes::{BATCH_CHANGES, NOW};

/// A file in a folder of its own.
pub struct Sqlite(TempDir);

impl Sqlite {
    fn file(&self) -> PathBuf {
        self.0.path().join("bench.db")
    }
}

impl Engine for Sqlite {
    const NAME: &str = "SQLite, WAL, synchronous=FULL";

    fn empty() -> Self {
        Self(tempfile::tempdir_in(".").unwrap())
    }

    async fn store(&self) -> Arc<dyn Store> {
        Arc::new(SqliteStore::open(&self.file()).await.unwrap())
    }

    async fn write_raw(&self, callers: &[Vec<Push>]) -> Duration {
        let mut connection: SqliteConnection = SqliteConnectOptions::new()
            .filename(self.file())
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("cache_size", "-16384")
            .disable_statement_logging()
            .connect()
            .await
            .unwrap();
        sqlx::query(
            "create table change (log blob, position integer, replica blob, seq integer, at integer, \
             received_at integer, chain blob, body text, primary key (log, position)) strict, without rowid",
        )
        .execute(&mut connection)
        .await
        .unwrap();
        let rows = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; BATCH_CHANGES as usize].join(", ");
        let text: Arc<str> = format!("insert into change values {rows}").into();
        let start = Instant::now();
        for batch in 0..callers[0].len() {
            let mut transaction = connection.begin_with("begin immediate").await.unwrap();
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
