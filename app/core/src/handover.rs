//! What one shift leaves for the next: notes, open questions, and who is responsible for what.
//!
//! What is written and who is meant are personal fields beside the changes; what is folded here are
//! the seals that lead to them. A note whose text is erased is gone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::fold::LogState;
use crate::id::{Millis, NoteId, Position, StaffId};
use crate::register::{Edit, Register, Written};
use crate::task::Task;

/// The longest note, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Something to know.
    Note,
    /// Something that waits for an answer.
    Question,
    /// The answer to a question.
    Answer(NoteId),
}

/// Somebody leaves a line for the next shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePut {
    /// Its id.
    pub id: NoteId,
    /// What it is.
    pub kind: NoteKind,
}

/// A note was read or a question answered; or they are open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settle {
    /// The note.
    pub id: NoteId,
    /// Whether nobody has to look at it any more.
    pub done: bool,
    /// The log position that the reader saw.
    #[serde(rename = "b")]
    pub base: Position,
}

/// Who is responsible for something on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsible {
    /// For what.
    #[serde(rename = "o")]
    pub task: Task,
    /// The log position that the editor saw.
    #[serde(rename = "b")]
    pub base: Position,
}

/// A note as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Who wrote it, and when.
    pub said: Edit,
    /// The seal over what it says.
    pub text: Digest,
    /// Whether nobody has to look at it any more.
    pub done: Register<bool>,
}

/// What a place's shifts leave for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// By their ids.
    pub notes: BTreeMap<NoteId, Note>,
    /// The seals over who is responsible; none for nobody.
    pub tasks: BTreeMap<Task, Register<Option<Digest>>>,
}

impl Handover {
    /// Folds in a note. One that comes twice is the same note.
    pub(crate) fn note(&mut self, put: &NotePut, said: Edit, text: Option<Digest>) {
        let Some(text) = text else { return };
        let done = Register::new(Written { value: false, edit: said });
        self.notes.entry(put.id).or_insert(Note { kind: put.kind, said, text, done });
    }

    /// Folds in that a note was read.
    pub(crate) fn settle(&mut self, settle: &Settle, edit: Edit) {
        if let Some(note) = self.notes.get_mut(&settle.id) {
            note.done.write(Written { value: settle.done, edit });
        }
    }

    /// Folds in who is responsible.
    pub(crate) fn choose(&mut self, put: &Responsible, edit: Edit, who: Option<Digest>) {
        let written = Written { value: who, edit };
        match self.tasks.get_mut(&put.task) {
            Some(register) => register.write(written),
            None => drop(self.tasks.insert(put.task, Register::new(written))),
        }
    }

    /// Lets go of the seals of what was erased, and of what then says nothing any more.
    pub(crate) fn forget(&mut self, sealed: &[Digest]) {
        self.notes.retain(|_, note| !sealed.contains(&note.text));
        let is_erased = |who: Option<Digest>| who.is_some_and(|who| sealed.contains(&who));
        self.tasks.retain(|_, register| {
            register.lost.retain(|lost| !is_erased(lost.value));
            let standing = &mut register.standing.value;
            *standing = standing.filter(|who| !sealed.contains(who));
            standing.is_some() || register.is_contested()
        });
    }
}

/// A note with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidNote {
    /// Its id.
    pub id: NoteId,
    /// The note.
    pub note: Note,
    /// What it says.
    pub text: String,
}

impl LogState {
    /// The notes written since a moment whose text is not erased, the newest first.
    pub fn notes(&self, since: Millis) -> Vec<SaidNote> {
        let living = self.handover.notes.iter().filter(|(_, note)| note.said.clamped_at > since);
        let mut notes: Vec<SaidNote> = living
            .filter_map(|(&id, note)| {
                let text = self.personal.get(&note.text)?.text.clone()?;
                Some(SaidNote { id, note: note.clone(), text })
            })
            .collect();
        notes.sort_by_key(|said| std::cmp::Reverse((said.note.said.clamped_at, said.id)));
        notes
    }

    /// Who is responsible for something, and whom others chose without having seen that.
    pub fn responsible(&self, task: Task) -> (Option<StaffId>, Vec<StaffId>) {
        let Some(register) = self.handover.tasks.get(&task) else { return (None, Vec::new()) };
        let who = |seal: Option<Digest>| self.personal.get(&seal?)?.staff;
        let lost = register.lost.iter().filter_map(|lost| who(lost.value)).collect();
        (who(register.standing.value), lost)
    }
}
