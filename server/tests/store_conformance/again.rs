//! Refused changes that are judged again, put by, or come in a saved file.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::admission::Asking;
use samvaro_core::change::{Authored, Body, BodyBytes};
use samvaro_core::id::{Dot, OrganisationId, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::replica::{Refused, Writes, rewritten};
use samvaro_core::rescue::{RescueFile, RescueReport};
use samvaro_core::tally::Undo;
use samvaro_core::text::Name;
use server::help::{self, Helper};
use server::rescue::{self, RescueError};
use server::store::access::AccountId;
use server::store::{Handling, Owner, Push, Shelf, Store, StoreError};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, NOW, ORGANISATION, TODAY, count, figures, forenoon, house, slug, tap};
use crate::tablet::{Tablet, all, push, pushed};

const GRETA: AccountId = AccountId(Uuid::from_u128(0x77));

fn greta() -> Helper {
    Helper { organisation: ORGANISATION, account: Some(GRETA), now: NOW + 1, today: TODAY }
}

/// What the tablet would save now.
fn file(tablet: &Tablet) -> String {
    let outbox: Vec<&Authored> = tablet.replica.outbox().collect();
    let refused: Vec<&Refused> = tablet.replica.refused().collect();
    let (outbox, refused) =
        (serde_json::to_string(&outbox).unwrap(), serde_json::to_string(&refused).unwrap());
    format!(r#"{{"format":"samvaro-unsent-1","outbox":{outbox},"refused":{refused}}}"#)
}

fn read(file: &str) -> RescueFile {
    RescueFile::read(file.as_bytes()).unwrap()
}

async fn import(store: &dyn Store, file: &str) -> RescueReport {
    rescue::take_in(store, greta(), read(file)).await.unwrap()
}

fn taken(report: &RescueReport) -> (u64, u64, u64) {
    let places = || report.places.iter();
    (
        places().map(|place| place.known).sum(),
        places().map(|place| place.taken).sum(),
        places().map(|place| place.refused).sum(),
    )
}

/// Counts visitors one by one, each at a moment of its own: no two fingers meet two plates in the
/// same millisecond.
fn taps(tablet: &mut Tablet, times: usize) {
    for _ in 0..times {
        let mut authored = tablet.next(&tap(forenoon()));
        let dot = authored.change.dot;
        authored.change.at =
            NOW - 10_000_000 + 10_000 * (dot.replica.0.as_u128() as i64 >> 8) + dot.seq as i64;
        tablet.replica.record(authored);
    }
}

/// A tablet whose scope is wrong: it counts for Hatten and may write Elefanten only.
async fn with_wrong_scope(store: &dyn Store) -> Tablet {
    let mut tablet = Tablet::at(HATTEN, 1);
    tablet.caller.writes = [ELEFANTEN.log()].into();
    let dot = tablet.write([tap(forenoon()), tap(forenoon())])[0];
    tablet.write([Body::Undo(Undo::of(dot, &count(forenoon(), 1)))]);
    tablet.sync(store).await;
    assert_eq!(tablet.replica.refused().count(), 3);
    tablet
}

pub async fn a_change_judged_again_enters_its_log_under_its_own_number_and_leaves_its_tablet(
    engine: &dyn Engine,
) {
    let store = house(engine).await;
    let mut tablet = with_wrong_scope(&*store).await;
    let helped = help::again(&*store, greta(), HATTEN.log(), false).await.unwrap();
    assert_eq!((helped.taken, helped.left), (3, 0), "the undo comes along with its count");
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
    let dots: Vec<u64> =
        all(&*store, HATTEN.log()).await.iter().map(|entry| entry.change().dot.seq).collect();
    assert_eq!(dots, [1, 2, 3]);
    let kept = store.refused(ORGANISATION, 10).await.unwrap();
    let by = |kept: &server::store::KeptRefusal| match kept.handling {
        Handling::Taken(handled) => handled.by,
        _ => panic!("{:?}", kept.handling),
    };
    assert!(kept.len() == 3 && kept.iter().all(|kept| by(kept) == Some(GRETA)), "kept, and by whom");
    assert!(store.refused_counts(ORGANISATION).await.unwrap().is_empty());

    // Again, by everybody: nothing more.
    tablet.caller.writes = [HATTEN.log()].into();
    let offered = tablet.replica.offer_refused();
    tablet.replica.commit(offered);
    tablet.sync(&*store).await;
    help::again(&*store, greta(), HATTEN.log(), false).await.unwrap();
    assert_eq!((tablet.replica.refused().count(), tablet.replica.unsent()), (0, 0));
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
    assert_eq!(all(&*store, HATTEN.log()).await.len(), 3);
}

pub async fn a_tablet_that_asks_after_the_mending_is_heard_once(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = with_wrong_scope(&*store).await;
    tablet.caller.writes = [HATTEN.log()].into();
    for _ in 0..2 {
        let offered = tablet.replica.offer_refused();
        tablet.replica.commit(offered);
        tablet.sync(&*store).await;
    }
    let helped = help::again(&*store, greta(), HATTEN.log(), false).await.unwrap();
    assert_eq!((helped.taken, tablet.replica.refused().count()), (0, 0));
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
}

pub async fn what_is_put_aside_stays_kept_and_only_a_person_takes_it_up_again(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = with_wrong_scope(&*store).await;
    let helped = help::put_aside(&*store, greta(), HATTEN.log()).await.unwrap();
    assert_eq!(helped.aside, 3);
    let counts = store.refused_counts(ORGANISATION).await.unwrap();
    assert_eq!((counts[0].waiting, counts[0].aside), (0, 3));
    tablet.caller.writes = [HATTEN.log()].into();
    let offered = tablet.replica.offer_refused();
    tablet.replica.commit(offered);
    tablet.sync(&*store).await;
    assert_eq!((tablet.replica.refused().count(), figures(&*store, TODAY).await.visits), (3, 0));

    store.close().await;
    let store = engine.open().await;
    let shelf = Shelf { organisation: ORGANISATION, log: HATTEN.log(), aside: true };
    let kept = store.shelf(shelf, None, 10).await.unwrap();
    assert!(matches!(kept[0].handling, Handling::Aside(handled) if handled.by == Some(GRETA)));
    assert_eq!(help::again(&*store, greta(), HATTEN.log(), true).await.unwrap().taken, 3);
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
}

pub async fn b27_one_poison_change_among_five_hundred_stops_none_and_waits_for_a_person(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    tablet.write((0..250).map(|_| tap(forenoon())));
    let mut poison = tablet.next(&tap(forenoon()));
    poison.change.body = BodyBytes::from_json(r#"{"of": {"next":  "year"}}"#.to_owned()).unwrap();
    tablet.replica.record(poison.clone());
    tablet.write((0..249).map(|_| tap(forenoon())));
    tablet.sync(&*store).await;
    assert_eq!(figures(&*store, TODAY).await.visits, 499);
    let kept = store.refused(ORGANISATION, 10).await.unwrap();
    let mine: Vec<_> = tablet.replica.refused().collect();
    assert_eq!((kept.len(), mine.len(), tablet.replica.unsent()), (1, 1, 0));
    assert_eq!((&kept[0].authored, &mine[0].authored), (&poison, &poison), "byte for byte on both sides");

    // Neither a person nor a new start of the same server helps it.
    let helped = help::again(&*store, greta(), HATTEN.log(), false).await.unwrap();
    let started = help::look_again_at_start(&*store, NOW, TODAY).await.unwrap();
    assert_eq!((helped.taken, helped.left, started.taken, started.left), (0, 1, 0, 1));
    assert_eq!(store.refused_counts(ORGANISATION).await.unwrap()[0].waiting, 1);
}

pub async fn what_an_older_server_did_not_understand_is_taken_when_a_newer_one_starts(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    let changes = vec![tablet.next(&tap(forenoon())), tablet.next(&tap(forenoon()))];
    // As an older server would have judged: it kept what it could not read.
    let mut older = push(&tablet.caller, changes.clone());
    older.scope = [].into();
    store.push(older).await.unwrap();
    engine.behind_its_back(r#"update refused set verdict = '{"quarantined":"undecodable"}'"#).await;
    let helped = help::look_again_at_start(&*store, NOW, TODAY).await.unwrap();
    assert_eq!((helped.taken, figures(&*store, TODAY).await.visits), (2, 2));
    assert_eq!(help::look_again_at_start(&*store, NOW, TODAY).await.unwrap().taken, 0);
    let again = pushed(&*store, &tablet, changes).await;
    assert_eq!((again.refusals.len(), again.forked_at, again.last_seq), (0, None, 2));
    assert_eq!(figures(&*store, TODAY).await.visits, 2);
}

pub async fn b20_a_coordinator_takes_over_what_a_withdrawn_tablet_still_had(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    tablet.write([tap(forenoon()), tap(forenoon())]);
    tablet.caller.revoked = true;
    tablet.caller.reads = [].into();
    let (reply, _) = tablet.round(&*store).await.unwrap();
    assert!(reply.refusals.iter().all(|refusal| refusal.verdict == Verdict::Quarantined(Reason::Revoked)));
    assert_eq!((tablet.replica.unsent(), figures(&*store, TODAY).await.visits), (0, 0));
    assert_eq!(help::look_again_at_start(&*store, NOW, TODAY).await.unwrap().taken, 0, "not by itself");
    assert_eq!(help::again(&*store, greta(), HATTEN.log(), false).await.unwrap().taken, 2);
    assert_eq!(figures(&*store, TODAY).await.visits, 2);
}

pub async fn a_saved_file_counts_once_in_whatever_order_it_and_its_tablet_come(engine: &dyn Engine) {
    let store = house(engine).await;
    // Each digit is a step: 0 the file, 1 the tablet.
    for (number, order) in [[0, 0, 1], [0, 1, 0], [1, 0, 0], [1, 0, 1], [0, 1, 1]].into_iter().enumerate() {
        let before = figures(&*store, TODAY).await.visits;
        let mut tablet = Tablet::at(HATTEN, 1 + number as u128);
        taps(&mut tablet, 1);
        tablet.sync(&*store).await;
        taps(&mut tablet, 2);
        let saved = file(&tablet);
        let looked = rescue::look(&*store, greta(), read(&saved)).await.unwrap();
        assert_eq!((looked.places[0].changes, looked.places[0].visitors, looked.places[0].known), (2, 2, 0));
        assert_eq!(figures(&*store, TODAY).await.visits, before + 1, "looking stores nothing");
        for step in order {
            match step {
                0 => drop(import(&*store, &saved).await),
                _ => tablet.sync(&*store).await,
            }
        }
        taps(&mut tablet, 1);
        tablet.sync(&*store).await;
        assert_eq!(figures(&*store, TODAY).await.visits, before + 4, "{order:?}");
        assert_eq!((tablet.replica.unsent(), tablet.replica.refused().count()), (0, 0), "{order:?}");
        assert_eq!(taken(&import(&*store, &saved).await), (2, 0, 0));
    }
}

pub async fn a_file_of_a_tablet_that_never_spoke_lets_the_tablet_come_later(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    taps(&mut tablet, 2);
    assert_eq!(taken(&import(&*store, &file(&tablet)).await), (0, 2, 0));
    let owner = store.replica(ORGANISATION, tablet.replica.id()).await.unwrap().unwrap().owner;
    assert_eq!(owner, Owner::Unclaimed);
    taps(&mut tablet, 1);
    tablet.sync(&*store).await;
    let owner = store.replica(ORGANISATION, tablet.replica.id()).await.unwrap().unwrap().owner;
    assert_eq!((owner, figures(&*store, TODAY).await.visits), (tablet.caller.owner, 3));
    let mut thief = tablet.clone();
    thief.caller.owner = Owner::Device(Uuid::from_u128(0x99));
    thief.write([tap(forenoon())]);
    assert!(thief.round(&*store).await.is_err(), "it has an owner now");
}

pub async fn a_file_with_holes_is_taken_and_the_tablet_fills_them(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    taps(&mut tablet, 6);
    let mut torn = tablet.clone();
    let second = Dot { replica: tablet.replica.id(), seq: 2 };
    torn.replica.commit(Writes { settle: vec![second], ..Writes::default() });
    let saved = file(&torn);
    assert_eq!(taken(&import(&*store, &saved).await), (0, 5, 0));
    assert_eq!(taken(&import(&*store, &saved).await), (5, 0, 0));
    tablet.sync(&*store).await;
    taps(&mut tablet, 1);
    tablet.sync(&*store).await;
    assert_eq!((figures(&*store, TODAY).await.visits, tablet.replica.unsent()), (7, 0));
}

pub async fn a_file_of_a_tablet_that_has_met_its_twin_counts_once(engine: &dyn Engine) {
    let store = house(engine).await;
    for (number, file_first) in [(1, true), (2, false)] {
        let before = figures(&*store, TODAY).await.visits;
        let mut tablet = Tablet::at(HATTEN, number);
        taps(&mut tablet, 1);
        tablet.sync(&*store).await;
        let mut twin = tablet.clone();
        twin.write([Body::Count(count(forenoon(), 10))]);
        twin.sync(&*store).await;
        // Number 2 is the twin's now; these part from it.
        taps(&mut tablet, 2);
        let saved = file(&tablet);
        if file_first {
            assert_eq!(taken(&import(&*store, &saved).await), (0, 2, 0));
            tablet.sync(&*store).await;
        } else {
            tablet.sync(&*store).await;
            assert_eq!(taken(&import(&*store, &saved).await), (2, 0, 0));
        }
        let after = figures(&*store, TODAY).await.visits;
        assert_eq!((after - before, tablet.replica.unsent()), (13, 0), "{file_first}");
    }
}

pub async fn a_file_of_a_tablet_that_was_given_another_identity_counts_once(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    tablet.write([tap(forenoon())]);
    let dot = tablet.write([tap(forenoon())])[0];
    tablet.write([Body::Undo(Undo::of(dot, &count(forenoon(), 1)))]);
    let saved = file(&tablet);
    // It was paired anew, and has written what had not arrived under its new identity.
    let mut push = push(&tablet.caller, anew(&tablet, 0xfeed));
    push.owner = Owner::Device(Uuid::from_u128(0x55));
    assert!(store.push(push).await.unwrap().refusals.is_empty());
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
    assert_eq!(taken(&import(&*store, &saved).await), (3, 0, 0));
    assert_eq!(figures(&*store, TODAY).await.visits, 1);
}

/// What waits on a tablet, as it writes it anew under another identity.
fn anew(tablet: &Tablet, identity: u128) -> Vec<Authored> {
    let mut renamed = BTreeMap::new();
    let waiting = (1..).zip(tablet.replica.outbox());
    let anew = waiting.map(|(seq, authored)| {
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(identity)), seq };
        renamed.insert(authored.change.dot, dot);
        rewritten(authored, dot, &renamed)
    });
    anew.collect()
}

/// Under its first number, under a second and under a third, in every order, in one push or several,
/// and taken back under any of them.
pub async fn a_change_that_goes_by_several_numbers_enters_its_log_once(engine: &dyn Engine) {
    let store = house(engine).await;
    for (number, order) in
        [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].into_iter().enumerate()
    {
        let before = figures(&*store, TODAY).await.visits;
        let mut tablet = Tablet::at(HATTEN, 1 + number as u128);
        let counted = tablet.write([tap(forenoon()), tap(forenoon())])[1];
        tablet.write([Body::Undo(Undo::of(counted, &count(forenoon(), 1)))]);
        let own: Vec<Authored> = tablet.replica.outbox().cloned().collect();
        let all = [own, anew(&tablet, 0xa0 + number as u128), anew(&tablet, 0xb0 + number as u128)];
        for (step, which) in order.into_iter().enumerate() {
            let mut push = push(&tablet.caller, all[which].clone());
            push.owner = Owner::Device(Uuid::from_u128(0x55 + which as u128));
            for _ in 0..2 {
                let pushed = store.push(push.clone()).await.unwrap();
                assert_eq!((pushed.last_seq, pushed.refusals.len(), pushed.forked_at), (3, 0, None));
            }
            assert_eq!(figures(&*store, TODAY).await.visits - before, 1, "{order:?} {step}");
            // Another change under a number that is used up is a twin's.
            let mut twin = push.clone();
            twin.changes[0].change.at += 1;
            assert_eq!(store.push(twin).await.unwrap().forked_at, Some(1));
        }
        let seen = all.concat().iter().map(|authored| authored.change.dot.replica).collect::<BTreeSet<_>>();
        let entries = all_entries(&*store).await.into_iter().filter(|it| seen.contains(&it.replica));
        assert_eq!(entries.count(), 3, "{order:?}");
    }
    // All three at the same moment.
    let mut tablet = Tablet::at(HATTEN, 0x70);
    let before = figures(&*store, TODAY).await.visits;
    tablet.write([tap(forenoon())]);
    let own: Vec<Authored> = tablet.replica.outbox().cloned().collect();
    let pushes = [own, anew(&tablet, 0x71), anew(&tablet, 0x72)].map(|changes| {
        let owner = Owner::Device(changes[0].change.dot.replica.0);
        let (store, push) = (store.clone(), Push { owner, ..push(&tablet.caller, changes) });
        tokio::spawn(async move { store.push(push).await.unwrap() })
    });
    for pushed in pushes {
        assert_eq!(pushed.await.unwrap().last_seq, 1);
    }
    assert_eq!(figures(&*store, TODAY).await.visits - before, 1);
}

async fn all_entries(store: &dyn Store) -> Vec<Dot> {
    all(store, HATTEN.log()).await.iter().map(|entry| entry.change().dot).collect()
}

pub async fn a_file_brings_nothing_for_other_organisations_and_nothing_that_no_tablet_wrote(
    engine: &dyn Engine,
) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    taps(&mut tablet, 1);
    let saved = file(&tablet);
    let other = OrganisationId(Uuid::from_u128(0x90));
    store.add_organisation(other, &Name::parse("Alby kommun").unwrap()).await.unwrap();
    let stranger = Helper { organisation: other, ..greta() };
    let refused = rescue::take_in(&*store, stranger, read(&saved)).await;
    assert!(matches!(refused, Err(RescueError::Elsewhere)));
    assert!(store.refused_counts(other).await.unwrap().is_empty(), "nothing is stored");

    store.add_place(other, samvaro_core::id::PlaceId(Uuid::from_u128(0x91)), &slug("granen")).await.unwrap();
    let change = tablet.next(&tap(forenoon()));
    let mut imported = push(&tablet.caller, vec![change]);
    imported.changes[0].change.dot = Dot { replica: ReplicaId(Uuid::from_u128(0x44)), seq: 1 };
    imported.replica = imported.changes[0].change.dot.replica;
    imported.owner = Owner::Server;
    store.push(imported.clone()).await.unwrap();
    let of_server = saved.replace(&tablet.replica.id().to_string(), &imported.replica.to_string());
    let refused = rescue::take_in(&*store, greta(), read(&of_server)).await;
    assert!(matches!(refused, Err(RescueError::NoTablet)));
    imported.owner = Owner::Account(GRETA.0);
    let forced = store.judge(Asking::Rescue, imported).await;
    assert!(matches!(forced, Err(StoreError::ForeignReplica)));
}

pub async fn a_long_file_goes_in_by_parts(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    let all = Pack::MAX_ROWS + 5;
    taps(&mut tablet, all);
    assert_eq!(taken(&import(&*store, &file(&tablet)).await).1, all as u64);
    assert_eq!(figures(&*store, TODAY).await.visits, all as i64);
}
