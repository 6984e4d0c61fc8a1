//! Telling other processes which logs grew, after the commit and on another connection: NOTIFY
//! inside the transaction would let only one transaction of the whole cluster commit at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use samvaro_core::id::{LogId, Position};
use sqlx::PgPool;
use tokio::sync::Notify;
use tokio::time::timeout;
use uuid::Uuid;

use super::notice::{self, CHANNEL, NOTICE_MAX_LOGS};
use crate::store::Growth;

/// How long to wait after a notice could not be sent, in milliseconds.
const RETRY_DELAY_MS: u64 = 500;

/// How long telling takes at most, in milliseconds: a connection may have died without a word.
const TELL_TIMEOUT_MS: u64 = 5_000;

/// What is still to be told: at most one line per log, however often it grew meanwhile.
pub(super) struct Announcing {
    /// This process, which does not listen to itself.
    pub process: Uuid,
    grown: Mutex<BTreeMap<LogId, Position>>,
    more: Notify,
    /// Held while a notice is on its way, so that the end of the store waits for it.
    speaking: tokio::sync::Mutex<()>,
}

impl Default for Announcing {
    fn default() -> Self {
        Self {
            process: Uuid::new_v4(),
            grown: Mutex::default(),
            more: Notify::new(),
            speaking: tokio::sync::Mutex::default(),
        }
    }
}

impl Announcing {
    /// Adds a log that grew.
    pub fn add(&self, growth: Growth) {
        self.put([(growth.log, growth.head)].into());
        self.more.notify_one();
    }

    fn put(&self, more: BTreeMap<LogId, Position>) {
        let mut grown = self.grown.lock().unwrap_or_else(PoisonError::into_inner);
        for (log, head) in more {
            let known = grown.entry(log).or_default();
            *known = head.max(*known);
        }
    }

    fn take(&self) -> BTreeMap<LogId, Position> {
        let mut grown = self.grown.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = grown.keys().nth(NOTICE_MAX_LOGS).copied().map(|log| grown.split_off(&log));
        std::mem::replace(&mut *grown, rest.unwrap_or_default())
    }

    /// Tells everything; false if something could not be told and waits still.
    pub async fn announce(&self, pool: &PgPool) -> bool {
        let _speaking = self.speaking.lock().await;
        loop {
            let grown = self.take();
            if grown.is_empty() {
                return true;
            }
            let text = notice::write(self.process, &grown);
            if let Err(error) = tell(pool, text).await {
                tracing::warn!(%error, "other processes were not told that logs grew");
                self.put(grown);
                return false;
            }
        }
    }
}

async fn tell(pool: &PgPool, text: String) -> sqlx::Result<()> {
    let telling = sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(text).execute(pool);
    match timeout(Duration::from_millis(TELL_TIMEOUT_MS), telling).await {
        Ok(told) => told.map(drop),
        Err(_) => Err(sqlx::Error::PoolTimedOut),
    }
}

/// Tells until the store is closed. What comes while a notice is on its way goes into the next.
pub(super) async fn run(announcing: Arc<Announcing>, pool: PgPool) {
    loop {
        announcing.more.notified().await;
        while !announcing.announce(&pool).await {
            tokio::time::sleep(Duration::from_millis(RETRY_DELAY_MS)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(number: usize) -> LogId {
        LogId(Uuid::from_u128(number as u128))
    }

    #[test]
    fn a_log_that_grows_twice_is_told_once_with_its_end() {
        let announcing = Announcing::default();
        for head in [4, 6, 5] {
            announcing.add(Growth { log: log(1), head });
        }
        assert_eq!(announcing.take(), [(log(1), 6)].into());
        assert!(announcing.take().is_empty());
    }

    #[test]
    fn what_does_not_fit_into_one_notice_goes_into_the_next() {
        let announcing = Announcing::default();
        for number in 0..2 * NOTICE_MAX_LOGS + 1 {
            announcing.add(Growth { log: log(number), head: 1 });
        }
        let lengths = [(); 4].map(|()| announcing.take().len());
        assert_eq!(lengths, [NOTICE_MAX_LOGS, NOTICE_MAX_LOGS, 1, 0]);
    }
}
