//! From the store into memory: all of it at the start, the news after another tab has written.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::untrack;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::LogId;
use samvaro_core::replica::{Replica, Writes};

use super::super::database::Broken;
use super::super::memo;
use super::super::tablet_store::{Kept, News, PIECES_MAX};
use super::mend::{self, Mended};
use super::own_counts::OwnCounts;
use super::{Phase, bump, phase, remember, set_connection, set_phase, store, update_memory, with};
use crate::connection::Connection;

/// Reads everything anew.
///
/// # Errors
/// [`Broken`] when the store cannot be read.
pub(super) async fn load() -> Result<(), Broken> {
    let store = store();
    // A tablet that shows its day may store something meanwhile.
    let unhurried = !matches!(untrack(phase), Phase::Paired(_));
    let (kept, mended) = mend::read(&store, unhurried).await?;
    let many = kept.pieces > PIECES_MAX;
    let tails = if many { kept.stored.logs.clone() } else { BTreeMap::new() };
    take_in(kept, mended);
    for (log, (cursor, entries)) in tails {
        store.compact(log, cursor, &entries).await?;
    }
    Ok(())
}

fn take_in(kept: Kept, mended: Mended) {
    let remembered = memo::recall();
    // Later on, what only the journal holds may be on its way to the store this very moment.
    let at_start = !matches!(untrack(phase), Phase::Paired(_));
    update_memory(|memory| {
        memory.persisted = kept.persisted;
        memory.unreadable = kept.unreadable;
        memory.newer = store().is_newer();
        memory.lost = memory.lost.max(remembered.map_or(0, |memo| memo.lost) + mended.lost);
        if mended.damaged || (at_start && mended.restored > 0) {
            memory.restored = Some(mended.restored);
        }
    });
    let (Some(writer), Some(pairing)) = (kept.writer, kept.pairing) else {
        set_phase(Phase::Unpaired);
        return;
    };
    let own = OwnCounts::of(writer.replica, &kept.stored);
    let replica = Replica::load(writer.replica, kept.stored);
    with(|tablet| {
        *tablet.replica.borrow_mut() = Some(replica);
        *tablet.own.borrow_mut() = own;
        tablet.reloaded.set(true);
        *tablet.view.borrow_mut() = None;
        *tablet.waiting.borrow_mut() = None;
    });
    let before = super::connection_now();
    let last_contact = before.last_contact.or(remembered.and_then(|memo| memo.last_contact));
    set_connection(Connection { last_contact, ..before });
    memo::remember_pairing(&pairing);
    set_phase(Phase::Paired(Box::new(pairing)));
    if mended.damaged {
        remember();
    }
    bump();
}

/// Takes in what another tab has stored.
pub async fn refresh() {
    let Some(have) = cursors() else { return };
    let read = match store().catch_up(&have).await {
        // Nothing may happen between the store's last answer and this: a change that is stored
        // meanwhile would look as if it had left the outbox.
        Ok(news) if follows(&have, &news) => {
            take_in_news(news);
            Ok(())
        }
        Ok(_) => load().await,
        Err(broken) => Err(broken),
    };
    if let Err(broken) = read {
        leptos::logging::warn!("the tablet's store cannot be read: {broken}");
    }
    bump();
}

/// How far each log has been read.
fn cursors() -> Option<Vec<(LogId, Cursor)>> {
    with(|tablet| tablet.replica.borrow().as_ref().map(Replica::cursors))
}

fn follows(have: &[(LogId, Cursor)], news: &News) -> bool {
    let same_writer = super::replica_id() == Some(news.writer.replica);
    let follow = news.logs.iter().all(|(_, _, entries)| entries.is_some());
    same_writer && follow && cursors().is_some_and(|now| now == have)
}

fn take_in_news(news: News) {
    let grown = |(log, cursor, entries): (_, _, Option<Vec<Entry>>)| {
        let entries = entries.filter(|entries| !entries.is_empty())?;
        Some((log, entries, cursor))
    };
    let append = news.logs.into_iter().filter_map(grown).collect();
    with(|tablet| {
        let mut replica = tablet.replica.borrow_mut();
        let Some(replica) = replica.as_mut() else { return };
        let (mut refused, mut kept, mut held) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        refused.extend(news.refused.iter().map(|refused| refused.authored.change.dot));
        kept.extend(refused.iter().copied().chain(news.outbox.iter().map(|authored| authored.change.dot)));
        held.extend(replica.outbox().map(|authored| authored.change.dot));
        let mut gone = held.clone();
        gone.extend(replica.refused().map(|refused| refused.authored.change.dot));
        gone.retain(|dot| !kept.contains(dot));
        // What is offered again is among the refused ones, and waits as well.
        let (again, outbox): (Vec<_>, Vec<_>) =
            news.outbox.into_iter().partition(|authored| refused.contains(&authored.change.dot));
        let mut own = tablet.own.borrow_mut();
        let offer: Vec<_> =
            outbox.into_iter().filter(|authored| !held.contains(&authored.change.dot)).collect();
        offer.iter().for_each(|authored| own.add(authored));
        replica.commit(Writes {
            append,
            settle: gone.into_iter().collect(),
            offer,
            refuse: news.refused,
            ..Writes::default()
        });
        replica.commit(Writes { offer: again, ..Writes::default() });
        *tablet.view.borrow_mut() = None;
        *tablet.waiting.borrow_mut() = None;
    });
}
