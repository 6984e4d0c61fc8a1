//! Notes as rows: what it says, who wrote it when, and what can be done with it.

use leptos::prelude::*;
use samvaro_core::digest::Digest;
use samvaro_core::fold::LogState;
use samvaro_core::handover::{NoteKind, SaidNote};
use samvaro_core::id::NoteId;

use crate::browser::tablet::people;
use crate::browser::{clock, tablet};
use crate::icon::{Icon, IconName};

/// A note or a question, with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its id.
    pub id: NoteId,
    /// Whether it waits for an answer, or did.
    pub question: bool,
    /// Whether nobody has to look at it any more.
    pub done: bool,
    /// What it says.
    pub text: String,
    /// Who wrote it, and when.
    pub by: String,
    /// What was answered, each with who and when.
    pub answers: Vec<(String, String)>,
    /// The seals of all that is written in it.
    pub seals: Vec<Digest>,
}

impl Thread {
    /// What tells it from the others.
    pub fn key(&self) -> String {
        self.id.to_string()
    }
}

/// Everything that is left for the next shift, the newest first.
pub fn threads() -> Vec<Thread> {
    // Once a minute, so that what has been kept long enough goes by itself.
    clock::minute();
    let since = people::keeping().notes_since(clock::now_ms());
    tablet::view(|state| gather(state, &state.notes(since))).unwrap_or_default()
}

fn gather(state: &LogState, notes: &[SaidNote]) -> Vec<Thread> {
    let answered = |said: &SaidNote| match said.note.kind {
        NoteKind::Answer(id) => notes.iter().any(|other| other.id == id).then_some(id),
        _ => None,
    };
    let thread = |said: &SaidNote| {
        let mut thread = Thread {
            id: said.id,
            question: said.note.kind == NoteKind::Question,
            done: said.note.done.standing.value,
            text: said.text.clone(),
            by: by(state, said),
            answers: Vec::new(),
            seals: vec![said.note.text],
        };
        for answer in notes.iter().rev().filter(|note| answered(note) == Some(said.id)) {
            thread.answers.push((answer.text.clone(), by(state, answer)));
            thread.seals.push(answer.note.text);
        }
        thread
    };
    notes.iter().filter(|said| answered(said).is_none()).map(thread).collect()
}

/// "K, i dag 10.19"
fn by(state: &LogState, said: &SaidNote) -> String {
    let written = clock::wall(said.note.said.clamped_at);
    let day = say!(day_relative_to)(clock::today(), written.date());
    let when = format!("{day} {}", say!(time)(written.time()));
    match state.attributed(said.note.said.dot).and_then(|id| state.staff_name(id)) {
        Some(name) => format!("{name}, {when}"),
        None => say!(capitalised)(&when),
    }
}

/// On the day's screen: to read, and to say that it is read.
pub fn short_row(thread: Thread) -> impl IntoView {
    let action = if thread.question { None } else { Some(read_button(&thread)) };
    view! { <li class="duty">{words(&thread)} {action}</li> }
}

/// With everything that can be done with it. `sure` holds the one that is about to be
/// erased, `reply` the question that is answered.
pub fn row(thread: Thread, sure: RwSignal<Option<NoteId>>, reply: RwSignal<Option<NoteId>>) -> impl IntoView {
    let (id, text) = (thread.id, thread.text.clone());
    let words = words(&thread);
    let (seals, done, question) = (thread.seals.clone(), thread.done, thread.question);
    let asked = move || sure.get() == Some(id);
    let actions = move || {
        (!asked()).then(|| {
            let (words, act): (&str, Act) = match (done, question) {
                (true, _) => (say!(staff::handover::REOPEN), Box::new(move || people::settle(id, false))),
                (false, true) => (say!(staff::handover::REPLY), Box::new(move || reply.set(Some(id)))),
                (false, false) => (say!(staff::handover::READ), Box::new(move || people::settle(id, true))),
            };
            view! {
                {button(words, &text, act)}
                <button
                    class="button tall square"
                    type="button"
                    aria-label=say!(staff::handover::about)(say!(staff::handover::ERASE), &text)
                    on:click=move |_| sure.set(Some(id))
                >
                    <Icon name=IconName::Trash />
                </button>
            }
        })
    };
    // Apart from the actions: the bin must not become the answer under the finger.
    let answers = move || asked().then(|| erase_buttons(seals.clone(), sure));
    view! { <li class="duty">{words} {actions} {answers}</li> }
}

fn words(thread: &Thread) -> impl IntoView + use<> {
    let question = thread.question.then(|| {
        view! {
            <span class="chip">
                <Icon name=IconName::Info />
                {say!(staff::handover::QUESTION)}
            </span>
        }
    });
    let answers = thread.answers.iter().map(|(answer, by)| {
        view! {
            <p class="note-answer">
                <b>{say!(staff::handover::ANSWER)}": "</b>
                {answer.clone()}
                <span class="soft">" "{by.clone()}</span>
            </p>
        }
    });
    view! {
        <div class="duty-text">
            {question}
            <p class="note-text">{thread.text.clone()}</p>
            {answers.collect_view()}
            <p class="soft">{thread.by.clone()}</p>
        </div>
    }
}

/// What a button does.
type Act = Box<dyn Fn() + Send>;

fn button(words: &'static str, about: &str, act: Act) -> impl IntoView + use<> {
    view! {
        <button class="button tall" type="button" aria-label=say!(staff::handover::about)(words, about) on:click=move |_| act()>
            {words}
        </button>
    }
}

fn read_button(thread: &Thread) -> impl IntoView + use<> {
    let id = thread.id;
    button(say!(staff::handover::READ), &thread.text, Box::new(move || people::settle(id, true)))
}

fn erase_buttons(seals: Vec<Digest>, sure: RwSignal<Option<NoteId>>) -> impl IntoView {
    view! {
        <button class="button tall" type="button" on:click=move |_| sure.set(None)>
            {say!(staff::handover::KEEP)}
        </button>
        <button class="button tall stop" type="button" on:click=move |_| people::erase(seals.clone())>
            <Icon name=IconName::Trash />
            {say!(staff::handover::ERASE_NOW)}
        </button>
    }
}
