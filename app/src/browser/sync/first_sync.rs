//! Beginning a log from a snapshot: its pages are fetched, checked and kept, a few at a time, and
//! the log begins when all are there.

use samvaro_core::digest::Digest;
use samvaro_core::id::LogId;
use samvaro_core::snapshot::{PAGE_MEDIA_TYPE, Snapshot, page_hash};

use super::super::fetch::{Question, ask};
use super::super::tablet_store::{Applied, Known};
use super::super::together::together;
use super::super::{tablet, tabs};
use super::exchange::{Outcome, TROUBLE};

/// Pages fetched at the same time: as many as a browser asks one server at once.
const PAGES_AT_ONCE: usize = 6;
const GONE: u16 = 404;

/// Begins a log; what follows the snapshot is asked for next.
pub(super) async fn begin(asked: &Known, log: LogId, snapshot: Snapshot) -> Outcome {
    let pages = match pages(log, &snapshot).await {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let writes = tablet::with(|tablet| {
        let mut replica = tablet.replica.borrow_mut();
        let replica = replica.as_mut()?;
        let writes = replica.begin(log, snapshot, pages);
        writes.inspect_err(|bad| decline(replica, bad)).ok()
    });
    let Some(writes) = writes else { return Outcome::Again };
    match tablet::store().apply(asked, &writes).await {
        Ok(Applied::Stored) => {
            tablet::begin(writes);
            tabs::tell_grown();
            Outcome::Again
        }
        Ok(Applied::Overtaken) => {
            tablet::refresh().await;
            Outcome::Again
        }
        Err(broken) => {
            leptos::logging::warn!("the snapshot cannot be stored: {broken}");
            TROUBLE
        }
    }
}

/// All pages in order: those that are kept already, and the others from the server.
async fn pages(log: LogId, snapshot: &Snapshot) -> Result<Vec<String>, Outcome> {
    let store = tablet::store();
    let kept = store.pages(log, &snapshot.pages).await.map_err(|_| TROUBLE)?;
    let mut pages = Vec::new();
    pages.extend(snapshot.pages.iter().copied().zip(kept));
    let right = |(hash, page): &(Digest, Option<String>)| page.as_deref().map(page_hash) == Some(*hash);
    let mut missing: Vec<_> = pages.iter_mut().filter(|page| !right(page)).collect();
    for group in missing.chunks_mut(PAGES_AT_ONCE) {
        let fetched = together(group.iter().map(|(hash, _)| fetch(*hash))).await;
        let mut failed = None;
        let mut came = Vec::new();
        for (page, answer) in group.iter_mut().zip(fetched) {
            match answer {
                Ok(text) => came.push((page.0, text)),
                Err(outcome) => failed = Some(outcome),
            }
        }
        store.keep_pages(log, &came).await.map_err(|_| TROUBLE)?;
        if let Some(outcome) = failed {
            return Err(outcome);
        }
        for (page, (_, text)) in group.iter_mut().zip(came) {
            page.1 = Some(text);
        }
    }
    Ok(pages.into_iter().filter_map(|(_, page)| page).collect())
}

async fn fetch(hash: Digest) -> Result<String, Outcome> {
    let path = format!("/api/v1/pages/{hash}");
    let question = Question { method: "GET", path: &path, accept: PAGE_MEDIA_TYPE, body: None };
    let answer = ask(question).await.map_err(|_| Outcome::Offline)?;
    if answer.status == 200 && answer.content_type == PAGE_MEDIA_TYPE {
        // Damaged on the way; asking again may help.
        return if page_hash(&answer.text) == hash { Ok(answer.text) } else { Err(TROUBLE) };
    }
    match answer.problem() {
        Some(_) if answer.status == GONE => {
            // The snapshot has been replaced long ago, or the server has lost its pages.
            tablet::with(|tablet| {
                if let Some(replica) = tablet.replica.borrow_mut().as_mut() {
                    decline(replica, &"its pages are gone");
                }
            });
            Err(Outcome::Again)
        }
        Some(_) => Err(Outcome::Trouble { retry_after_s: answer.retry_after_s.unwrap_or(0) }),
        None => Err(Outcome::Offline),
    }
}

fn decline(replica: &mut samvaro_core::replica::Replica, why: &dyn std::fmt::Display) {
    leptos::logging::warn!("a snapshot is of no use: {why}");
    replica.decline_snapshots();
}
