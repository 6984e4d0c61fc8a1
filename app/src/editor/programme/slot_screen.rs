//! When an activity happens: a new activity with its first slot, a new slot, a slot that changes.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::field::ActivityField;
use samvaro_core::id::{ActivityId, Position, SlotId};
use samvaro_core::programme::Programme;
use samvaro_core::programme::edit;
use samvaro_core::programme::edit::scope::Cut;
use samvaro_core::programme::slot_line::SlotLine;
use samvaro_core::text::Name;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::activity;
use super::control::{self, Control, Input};
use super::editor::{Editor, Work, ahead};
use super::page::Page;
use super::preview::{Question, preview, scope_choice};
use super::slot_fields::{self, Fields};
use super::slot_form::{SlotForm, SlotProblem};
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, kept_form};

/// What the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A new activity with its first slot.
    NewActivity,
    /// A new slot of an activity.
    NewSlot(ActivityId),
    /// A slot as it stands.
    Slot(ActivityId, SlotId),
}

/// The form, with the ids that it makes and what was seen when it was opened: sent twice, it makes
/// one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SlotDraft {
    base: Position,
    activity: ActivityId,
    slot: SlotId,
    /// The slot that begins where this one is cut.
    next: SlotId,
    name: String,
    seen: Option<SlotForm>,
    typed: SlotForm,
}

#[derive(Clone, Copy)]
struct Screen {
    editor: Editor,
    purpose: For,
    draft: RwSignal<SlotDraft>,
    problems: RwSignal<Vec<SlotProblem>>,
    nameless: RwSignal<bool>,
    work: Work,
    question: Question,
}

/// The screen.
pub fn slot_screen(editor: Editor, purpose: For) -> AnyView {
    let Some(fresh) = fresh(editor, purpose) else { return activity::gone(editor) };
    let path = editor.path(page(purpose));
    let recalled: Option<SlotDraft> = kept_form::read(&path);
    let was = recalled.is_some();
    let screen = Screen {
        editor,
        purpose,
        draft: RwSignal::new(recalled.unwrap_or(fresh)),
        problems: RwSignal::new(Vec::new()),
        nameless: RwSignal::new(false),
        work: Work::new(path),
        question: Question::unasked(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        screen.send();
    };
    let (heading, save, back) = match purpose {
        For::NewActivity => (say!(editor::programme::NEW), say!(editor::programme::SAVE_DRAFT), Page::List),
        For::NewSlot(activity) => {
            (say!(editor::programme::slot::NEW), say!(editor::programme::SAVE), Page::Activity(activity))
        }
        For::Slot(activity, _) => {
            (say!(editor::programme::slot::HEADING), say!(editor::programme::SAVE), Page::Activity(activity))
        }
    };
    let name = (purpose == For::NewActivity).then(|| screen.name_field());
    let subject = (purpose != For::NewActivity).then(|| screen.draft.read_untracked().name.clone());
    let effect = Derived::new(move || {
        let bodies = screen.bodies_for_all().unwrap_or_default();
        let activity = screen.draft.read().activity;
        editor.effect(&bodies, activity)
    });
    let errors = Signal::derive(move || screen.errors());
    view! {
        <Title text=format!("{heading} – Samvaro") />
        {control::back(editor, back, say!(editor::programme::BACK))}
        <h1>{heading}</h1>
        {subject.map(|name| view! { <p class="lead">{name}</p> })}
        {control::recalled(was)}
        {control::errors(errors)}
        <form class="stack loose" on:submit=submit novalidate>
            {name}
            {slot_fields::slot_fields(screen.fields())}
            {preview(editor, effect)}
            {control::finish(editor, screen.work, save, back)}
        </form>
        {screen.scopes()}
        {screen.delete()}
    }
    .into_any()
}

fn page(purpose: For) -> Page {
    match purpose {
        For::NewActivity => Page::New,
        For::NewSlot(activity) => Page::NewSlot(activity),
        For::Slot(activity, slot) => Page::Slot(activity, slot),
    }
}

fn fresh(editor: Editor, purpose: For) -> Option<SlotDraft> {
    let new = || SlotId(Uuid::now_v7());
    let name = |programme: &Programme, id| Some(programme.activity(id)?.name().to_string());
    let blank = SlotDraft {
        base: editor.seen(),
        activity: ActivityId(Uuid::now_v7()),
        slot: new(),
        next: new(),
        name: String::new(),
        seen: None,
        typed: SlotForm::new(clock::today()),
    };
    match purpose {
        For::NewActivity => editor.read(|_| blank),
        For::NewSlot(activity) => {
            let known = |programme: &Programme| {
                Some((name(programme, activity)?, programme.activity(activity)?.published()))
            };
            let (name, published) = editor.read(known).flatten()?;
            // What is new in a published activity waits until somebody publishes it.
            let typed = SlotForm { draft: published, ..blank.typed };
            Some(SlotDraft { activity, name, typed, ..blank })
        }
        For::Slot(activity, slot) => {
            let known = |programme: &Programme| Some((name(programme, activity)?, programme.slot(slot)?));
            let (name, line) = editor.read(known).flatten()?;
            let typed = SlotForm::of(&line);
            Some(SlotDraft { activity, slot, name, seen: Some(typed.clone()), typed, ..blank })
        }
    }
}

impl Screen {
    fn keep(self) {
        self.work.draft.with_value(|path| kept_form::keep(path, &*self.draft.read_untracked()));
    }

    fn fields(self) -> Fields {
        Fields {
            form: Signal::derive(move || self.draft.read().typed.clone()),
            change: Callback::new(move |change: slot_fields::Change| {
                self.draft.update(|draft| change(&mut draft.typed));
                self.keep();
            }),
            problems: self.problems.into(),
        }
    }

    fn name_field(self) -> AnyView {
        control::control(Control {
            id: "namn",
            label: say!(editor::programme::facts::label)(edit::activity_fact::ActivityFact::Name),
            help: None,
            input: Input::Line,
            value: Signal::derive(move || self.draft.read().name.clone()),
            set: Callback::new(move |name| {
                self.draft.update(|draft| draft.name = name);
                self.keep();
            }),
            error: Signal::derive(move || self.nameless.get().then(|| name_error(&self.draft.read().name))),
        })
    }

    fn errors(self) -> Vec<(&'static str, String)> {
        let name = self.nameless.get().then(|| ("namn", name_error(&self.draft.read_untracked().name)));
        let others = self
            .problems
            .get()
            .into_iter()
            .map(|it| (slot_fields::id(it), say!(editor::programme::slot::mend)(it)));
        name.into_iter().chain(others).collect()
    }

    /// The line that is wanted, if it can be read.
    fn wanted(self) -> Option<SlotLine> {
        let draft = self.draft.read();
        draft.typed.read(draft.activity).ok()
    }

    fn before(draft: &SlotDraft) -> Option<SlotLine> {
        draft.seen.as_ref()?.read(draft.activity).ok()
    }

    /// The changes that make the whole slot as it is wanted.
    fn bodies_for_all(self) -> Option<Vec<Body>> {
        let wanted = self.wanted()?;
        let draft = self.draft.read();
        let (slot, base) = (draft.slot, draft.base);
        Some(match self.purpose {
            For::NewActivity => {
                // The dates are shown before there is a name.
                let name = Name::parse(&draft.name)
                    .or_else(|_| Name::parse(say!(editor::programme::UNNAMED)))
                    .ok()?;
                edit::new_activity(draft.activity, vec![ActivityField::Name(name)], [(slot, wanted)], base)
            }
            For::NewSlot(_) => edit::new_slot(slot, &wanted, base).into_iter().collect(),
            For::Slot(..) => {
                let before = Self::before(&draft)?;
                edit::change_slot(slot, &before, &wanted, base).into_iter().collect()
            }
        })
    }

    /// The changes that leave what has been as it was; with the day on which they begin.
    fn bodies_from_now(self) -> Option<(jiff::civil::Date, Vec<Body>)> {
        let wanted = self.wanted()?;
        let draft = self.draft.read();
        let line = Self::before(&draft)?;
        let today = clock::today();
        line.schedule.before(today)?;
        let from = line.schedule.dates(ahead(today)).ok()?.first().copied().unwrap_or(today);
        let cut = Cut::at(draft.slot, from);
        let bodies = self
            .editor
            .read(|programme| cut.changes(programme, &wanted, draft.next, draft.base))
            .flatten()?;
        Some((from, bodies))
    }

    fn send(self) {
        let draft = self.draft.get_untracked();
        let problems = draft.typed.read(draft.activity).err().unwrap_or_default();
        let nameless = self.purpose == For::NewActivity && Name::parse(&draft.name).is_err();
        let well = problems.is_empty() && !nameless;
        self.nameless.set(nameless);
        self.problems.set(problems);
        if !well {
            return;
        }
        let asks = matches!(self.purpose, For::Slot(..))
            && untrack(|| self.differs_for_dates() && self.bodies_from_now().is_some());
        if asks {
            self.question.ask();
        } else {
            self.save(untrack(|| self.bodies_for_all()).unwrap_or_default());
        }
    }

    /// Whether the dates, times or the room change, and not only a note.
    fn differs_for_dates(self) -> bool {
        let draft = self.draft.read();
        let Some((before, wanted)) = Self::before(&draft).zip(self.wanted()) else { return false };
        (before.schedule, before.time, before.room) != (wanted.schedule, wanted.time, wanted.room)
    }

    fn save(self, bodies: Vec<Body>) {
        let next = Page::Activity(self.draft.read_untracked().activity);
        self.editor.save_and_go(bodies, self.work, next);
    }

    /// Which dates it is about, where some have been.
    fn scopes(self) -> AnyView {
        let answers = move || {
            let activity = self.draft.read_untracked().activity;
            let all = self.bodies_for_all()?;
            let now = self.bodies_from_now().map(|(from, bodies)| {
                scope_choice(
                    self.editor,
                    say!(editor::programme::slot::from_on)(from),
                    bodies,
                    activity,
                    Callback::new(move |bodies| self.save(bodies)),
                )
            });
            let all = scope_choice(
                self.editor,
                say!(editor::programme::slot::ALL).to_owned(),
                all,
                activity,
                Callback::new(move |bodies| self.save(bodies)),
            );
            Some((now, all))
        };
        self.question.show(answers)
    }

    /// Takes the slot away.
    fn delete(self) -> AnyView {
        let For::Slot(activity, slot) = self.purpose else { return ().into_any() };
        let bodies = move || edit::delete_slot(slot, self.editor.seen()).into_iter().collect::<Vec<_>>();
        let name = untrack(|| self.wanted().map(|line| say!(editor::programme::slot::line)(&line)))
            .unwrap_or_default();
        activity::delete_part(
            self.editor,
            activity,
            say!(editor::programme::DELETE_SLOT),
            name,
            bodies,
            Page::Activity(activity),
        )
    }
}

fn name_error(name: &str) -> String {
    use edit::activity_fact::{ActivityFact, AnswerError};
    let error = ActivityFact::Name.read(name).err().unwrap_or(AnswerError::Missing);
    say!(editor::programme::facts::mend)(error)
}
