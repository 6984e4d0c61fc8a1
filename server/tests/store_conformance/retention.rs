//! What names the staff is kept no longer than was said.

use samvaro_core::change::{Authored, Body};
use samvaro_core::field::{Fields as Things, OrganisationField};
use samvaro_core::handover::{NoteKind, NotePut, Settle};
use samvaro_core::id::{Millis, NoteId, ReplicaId, StaffId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::snapshot::SNAPSHOT_FROM_ENTRIES;
use samvaro_core::staff::{Shift, StaffPut};
use server::exchange::{Recording, record};
use server::retention::erase_due;
use server::store::{Owner, Store};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, NOW, ORGANISATION, TODAY, forenoon, house, put, tap};
use crate::tablet::{Tablet, all, pushed};

const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
const KARIN: StaffId = StaffId(Uuid::from_u128(7));
const NOTE: NoteId = NoteId(Uuid::from_u128(8));

fn sealed(mut authored: Authored, fields: Fields) -> Authored {
    let personal = Personal { salt: [authored.change.dot.seq as u8; 16], fields };
    authored.change.at = NOW;
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    authored
}

fn text(text: &str) -> Fields {
    Fields { text: Some(text.to_owned()), ..Fields::default() }
}

/// Karin joins, is at the tablet, counts and leaves a line.
fn working_day(tablet: &mut Tablet) -> Vec<Authored> {
    let joins = Body::Staff(StaffPut { id: KARIN, hidden: false, base: 0 });
    let note = Body::Note(NotePut { id: NOTE, kind: NoteKind::Question });
    vec![
        sealed(tablet.next(&joins), text("Karin")),
        sealed(tablet.next(&Body::Shift(Shift {})), Fields { staff: Some(KARIN), ..Fields::default() }),
        tablet.next(&tap(forenoon())),
        sealed(tablet.next(&note), text("Vem har nyckeln?")),
    ]
}

/// How many changes still say something of a person.
async fn living(store: &dyn Store) -> usize {
    let entries = all(store, ELEFANTEN.log()).await;
    entries.iter().filter(|entry| entry.authored.personal.is_some()).count()
}

pub async fn notes_go_after_fourteen_days_links_after_ninety_and_names_with_their_bearer(
    engine: &dyn Engine,
) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes = working_day(&mut tablet);
    pushed(&*store, &tablet, changes).await;
    for (days, gone, left) in [(13, 0, 3), (14, 1, 2), (15, 0, 2), (89, 0, 2), (90, 1, 1), (900, 0, 1)] {
        let now = NOW + days * DAY_MS;
        assert_eq!(erase_due(&*store, now, TODAY).await.unwrap(), gone, "after {days} days");
        assert_eq!(living(&*store).await, left, "after {days} days");
    }
    let leaves = tablet.next(&Body::Staff(StaffPut { id: KARIN, hidden: true, base: 4 }));
    pushed(&*store, &tablet, vec![leaves]).await;
    assert_eq!(erase_due(&*store, NOW, TODAY).await.unwrap(), 1);
    assert_eq!(living(&*store).await, 0);
    assert_eq!(store.erasures().await.unwrap().len(), 3);

    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    let state = reader.replica.confirmed(tablet.log).unwrap();
    assert!(state.personal.is_empty() && state.handover.notes.is_empty());
    assert_eq!(state.tally(forenoon()).total, 1, "what was counted stays");
}

pub async fn what_is_kept_how_long_follows_the_organisation(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let changes = working_day(&mut tablet);
    pushed(&*store, &tablet, changes).await;
    let days = vec![OrganisationField::HandoverDays(2), OrganisationField::StaffLinkDays(3)];
    let replica = ReplicaId(Uuid::from_u128(0x77));
    let recording =
        Recording { organisation: ORGANISATION, replica, owner: Owner::Server, now: NOW, today: TODAY };
    record(&*store, &recording, [(ORGANISATION.log(), put(Things::Organisation(days)))]).await.unwrap();
    for (days, gone) in [(1, 0), (2, 1), (3, 1), (4, 0)] {
        assert_eq!(erase_due(&*store, NOW + days * DAY_MS, TODAY).await.unwrap(), gone, "after {days} days");
    }
}

pub async fn what_is_due_is_found_behind_a_snapshot_too(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let mut changes = working_day(&mut tablet);
    changes.extend((0..SNAPSHOT_FROM_ENTRIES).map(|_| tablet.next(&tap(forenoon()))));
    let settle = Body::Settle(Settle { id: NOTE, done: true, base: 4 });
    changes.push(tablet.next(&settle));
    pushed(&*store, &tablet, changes).await;
    let mut reader = Tablet::at(ELEFANTEN, 2);
    reader.sync(&*store).await;
    let state = reader.replica.confirmed(tablet.log).unwrap();
    assert!(store.snapshot(tablet.log).await.unwrap().unwrap().house);
    assert_eq!(state.notes(0)[0].text, "Vem har nyckeln?");
    assert!(state.notes(0)[0].note.done.standing.value);
    assert_eq!(erase_due(&*store, NOW + 14 * DAY_MS, TODAY).await.unwrap(), 1);
    reader.sync(&*store).await;
    assert!(reader.replica.confirmed(tablet.log).unwrap().notes(0).is_empty());
}
