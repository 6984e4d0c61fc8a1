//! Who is at this tablet, and what its staff leave for each other.
//!
//! Everything works without a network: a switch of person, a note and an erasure are changes like a
//! tap. What names anybody is erased from this tablet at once, and everywhere by the log.

use leptos::prelude::untrack;
use samvaro_core::change::{Body, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::fold::LogState;
use samvaro_core::handover::{NoteKind, NotePut, Responsible, Settle};
use samvaro_core::id::{Dot, NoteId, Seq, StaffId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::retention::Keeping;
use samvaro_core::staff::{Shift, StaffPut};
use samvaro_core::task::Task;
use uuid::Uuid;

use super::own_writes::write_own;
use super::{author, author_sealed, base, organisation, replica_id, view, when_stored};

/// A member of the staff with what they are called.
pub type Named = (StaffId, String);

/// Everybody who works here, in the order in which they joined.
pub fn members() -> Vec<Named> {
    let named = |state: &LogState| state.staff_members().map(|(id, name)| (id, name.to_owned())).collect();
    view(named).unwrap_or_default()
}

/// Who is at this tablet, if somebody said so and still works here.
pub fn here() -> Option<Named> {
    view(|state| {
        let dot = Dot { replica: replica_id()?, seq: Seq::MAX };
        named(state, state.attributed(dot)?)
    })?
}

/// Who was at this tablet before whoever is there now: one tap brings them back.
pub fn before() -> Option<Named> {
    let here = here().map(|(id, _)| id);
    view(|state| {
        let shifts = state.staff.shifts.get(&replica_id()?)?.values().rev();
        let people = shifts.filter_map(|begun| state.personal.get(&begun.link?)?.staff);
        people.filter(|id| Some(*id) != here).find_map(|id| named(state, id))
    })?
}

/// How long notes and links to people are kept.
pub fn keeping() -> Keeping {
    organisation(|programme| Keeping::of(&programme.shared()))
}

fn named(state: &LogState, id: StaffId) -> Option<Named> {
    state.staff_members().find(|(member, _)| *member == id).map(|(id, name)| (id, name.to_owned()))
}

/// What whoever wrote a change is called; nothing while names are hidden.
pub fn staff_of(dot: Dot) -> Option<String> {
    if crate::browser::curtain::names_hidden() {
        return None;
    }
    view(|state| Some(state.staff_name(state.attributed(dot)?)?.to_owned()))?
}

/// From now on what is written here is this person's, or nobody's.
pub fn choose(who: Option<StaffId>) {
    let id = untrack(here).map(|(id, _)| id);
    match who {
        Some(_) if who == id => {}
        Some(_) => author_personal(Body::Shift(Shift {}), Fields { staff: who, ..Fields::default() }),
        None => author(Body::Shift(Shift {})),
    }
}

/// Somebody joins the staff, and is at this tablet from now on.
pub fn join(name: &str) {
    let id = StaffId(Uuid::now_v7());
    let joined = Body::Staff(StaffPut { id, hidden: false, base: base() });
    author_personal(joined, text(name));
    choose(Some(id));
}

/// Somebody leaves the staff: their name goes, everywhere.
pub fn leave(id: StaffId) {
    let names = untrack(|| view(|state| Some(state.staff.members.get(&id)?.names.clone()))).flatten();
    author(Body::Staff(StaffPut { id, hidden: true, base: base() }));
    erase(names.unwrap_or_default());
}

/// Leaves a line for the next shift.
pub fn note(kind: NoteKind, words: &str) {
    let id = NoteId(Uuid::now_v7());
    author_personal(Body::Note(NotePut { id, kind }), text(words));
    if let NoteKind::Answer(question) = kind {
        settle(question, true);
    }
}

/// A note was read, or is open again.
pub fn settle(id: NoteId, done: bool) {
    author(Body::Settle(Settle { id, done, base: base() }));
}

/// Says who is responsible for something, or that nobody is.
pub fn entrust(task: Task, who: Option<StaffId>) {
    let body = Body::Responsible(Responsible { task, base: base() });
    match who {
        Some(_) => author_personal(body, Fields { staff: who, ..Fields::default() }),
        None => author(body),
    }
}

/// Erases personal fields: here at once, everywhere else by the log.
pub fn erase(sealed: Vec<Digest>) {
    Erase::of(&sealed).for_each(author);
    // Not before it is stored: what is erased without that would be offered again.
    when_stored(Box::new(move || write_own(move |replica| replica.erase_local(&sealed))));
}

fn author_personal(body: Body, fields: Fields) {
    let personal = Personal { salt: *Uuid::new_v4().as_bytes(), fields };
    author_sealed(body, personal.seal(), personal);
}

fn text(words: &str) -> Fields {
    Fields { text: Some(words.to_owned()), ..Fields::default() }
}
