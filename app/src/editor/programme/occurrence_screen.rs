//! One date of an activity at another time or in another room: this one, this and following, or all.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::id::{Position, SlotId};
use samvaro_core::iso::{self, Written};
use samvaro_core::programme::Programme;
use samvaro_core::programme::day_edit::Whereabouts;
use samvaro_core::programme::edit;
use samvaro_core::programme::edit::activity_fact::written;
use samvaro_core::programme::edit::scope::{OccurrenceEdit, Scope};
use samvaro_core::schedule::SlotTime;
use samvaro_core::target::OccurrenceKey;
use samvaro_core::text::Name;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::activity;
use super::control::{self, Control, Input};
use super::editor::{Editor, Work};
use super::page::Page;
use super::preview::{Question, scope_choice};
use super::slot_fields;
use super::slot_form::{SlotProblem, optional, typed_time};
use crate::browser::kept_form;
use crate::browser::title::Title;

/// The answers as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Answers {
    date: String,
    start: String,
    end: String,
    room: String,
}

/// The answers with what was seen when the form was opened: only what differs from that is an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OccurrenceDraft {
    base: Position,
    seen: Whereabouts,
    next: SlotId,
    typed: Answers,
}

#[derive(Clone, Copy)]
struct Screen {
    editor: Editor,
    key: OccurrenceKey,
    draft: RwSignal<OccurrenceDraft>,
    problems: RwSignal<Vec<SlotProblem>>,
    work: Work,
    question: Question,
}

/// The screen.
pub fn occurrence_screen(editor: Editor, key: OccurrenceKey) -> AnyView {
    let found = editor
        .read(|programme| {
            Some((programme.find(key)?, programme.names(key) || programme.slot(key.slot).is_some()))
        })
        .flatten();
    let Some((occurrence, true)) = found else { return activity::gone(editor) };
    let path = editor.path(Page::Occurrence(key));
    let recalled: Option<OccurrenceDraft> = kept_form::read(&path);
    let was = recalled.is_some();
    let seen = Whereabouts::of(&occurrence);
    let typed = answers(&seen);
    let fresh = OccurrenceDraft { base: editor.seen(), seen, next: SlotId(Uuid::now_v7()), typed };
    let screen = Screen {
        editor,
        key,
        draft: RwSignal::new(recalled.unwrap_or(fresh)),
        problems: RwSignal::new(Vec::new()),
        work: Work::new(path),
        question: Question::unasked(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        screen.send();
    };
    let errors = Signal::derive(move || {
        let problems = screen.problems.get();
        problems
            .into_iter()
            .map(|it| (slot_fields::id(it), say!(editor::programme::slot::mend)(it)))
            .collect()
    });
    let back = Page::Activity(key.activity);
    let lead = [occurrence.name.as_str(), ", ", &say!(editor::programme::slot::when)(&occurrence)].concat();
    view! {
        <Title text=format!("{} – Samvaro", say!(editor::programme::slot::ONE)) />
        {control::back(editor, back, say!(editor::programme::BACK))}
        <h1>{say!(editor::programme::slot::ONE)}</h1>
        <p class="lead">{lead}</p>
        {control::recalled(was)}
        {control::errors(errors)}
        <form class="stack loose" on:submit=submit novalidate>
            {screen.field("forsta", say!(editor::programme::slot::DATE), Input::Date, |it| &mut it.date)}
            <div class="field-pair">
                {screen.field("borjar", say!(editor::programme::slot::START), Input::Figures, |it| &mut it.start)}
                {screen.field("slutar", say!(editor::programme::slot::END), Input::Figures, |it| &mut it.end)}
            </div>
            {screen.field("rum", say!(editor::programme::slot::ROOM), Input::Line, |it| &mut it.room)}
            {control::finish(editor, screen.work, say!(editor::programme::SAVE), back)}
        </form>
        {screen.scopes()}
        {screen.take_out()}
    }
    .into_any()
}

fn answers(at: &Whereabouts) -> Answers {
    Answers {
        date: Written(at.date).to_string(),
        start: at.time.start.map(written).unwrap_or_default(),
        end: at.time.end.map(written).unwrap_or_default(),
        room: at.room.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

impl Screen {
    fn field(
        self,
        id: &'static str,
        label: &'static str,
        input: Input,
        place: fn(&mut Answers) -> &mut String,
    ) -> AnyView {
        let help = (input == Input::Figures).then_some(say!(editor::programme::slot::TIME_HELP));
        control::control(Control {
            id,
            label,
            help,
            input,
            value: Signal::derive(move || place(&mut self.draft.read().typed.clone()).clone()),
            set: Callback::new(move |typed| {
                self.draft.update(|draft| *place(&mut draft.typed) = typed);
                self.work.draft.with_value(|path| kept_form::keep(path, &*self.draft.read_untracked()));
            }),
            error: Signal::derive(move || {
                let problems = self.problems.read();
                let found = problems.iter().find(|problem| slot_fields::id(**problem) == id);
                found.map(|problem| say!(editor::programme::slot::mend)(*problem))
            }),
        })
    }

    fn wanted(self, seen: &Whereabouts) -> Result<Whereabouts, Vec<SlotProblem>> {
        let typed = self.draft.get_untracked().typed;
        let date = iso::date(&typed.date).ok_or(SlotProblem::NoDate);
        let start = typed_time(&typed.start).ok_or(SlotProblem::Start);
        let end = typed_time(&typed.end).ok_or(SlotProblem::End);
        let room = optional(&typed.room, |text| Name::parse(text).ok()).ok_or(SlotProblem::Room);
        let time = match (start, end) {
            (Ok(start), Ok(end)) => {
                let time = SlotTime { start, end, end_days_later: seen.time.end_days_later };
                time.check().map(|()| time).map_err(|_| SlotProblem::End)
            }
            (Err(problem), _) | (_, Err(problem)) => Err(problem),
        };
        match (date, time, room) {
            (Ok(date), Ok(time), Ok(room)) => Ok(Whereabouts { date, time, room }),
            (date, time, room) => Err([date.err(), time.err(), room.err()].into_iter().flatten().collect()),
        }
    }

    fn edit(self) -> Result<OccurrenceEdit, Vec<SlotProblem>> {
        let before = self.draft.get_untracked().seen;
        let wanted = self.wanted(&before)?;
        Ok(OccurrenceEdit { key: self.key, before, wanted })
    }

    fn bodies(self, scope: Scope) -> Option<Vec<Body>> {
        let edit = self.edit().ok()?;
        let draft = self.draft.get_untracked();
        let look = |programme: &Programme| edit.changes(programme, scope, draft.next, draft.base);
        self.editor.read(look).flatten()
    }

    fn send(self) {
        let problems = untrack(|| self.edit()).err().unwrap_or_default();
        let well = problems.is_empty();
        self.problems.set(problems);
        if well {
            self.question.ask();
        }
    }

    fn scopes(self) -> AnyView {
        let save = Callback::new(move |bodies| {
            self.editor.save_and_go(bodies, self.work, Page::Activity(self.key.activity));
        });
        let answer = move |scope, words: String| {
            let bodies = self.bodies(scope)?;
            Some(scope_choice(self.editor, words, bodies, self.key.activity, save))
        };
        let answers = move || {
            let following = answer(Scope::Following, say!(editor::programme::slot::FOLLOWING).to_owned());
            let cannot =
                following.is_none().then(|| view! { <p>{say!(editor::programme::slot::CANNOT_FOLLOW)}</p> });
            Some((
                answer(Scope::ThisOne, say!(editor::programme::slot::only)(self.key.date)),
                following,
                answer(Scope::All, say!(editor::programme::slot::ALL).to_owned()),
                cannot,
            ))
        };
        self.question.show(answers)
    }

    /// A date that nobody has counted can be taken out; one that people may know of is cancelled.
    fn take_out(self) -> AnyView {
        let counted = self.editor.counted().contains(&self.key);
        if counted {
            return view! { <p class="soft pad">{say!(editor::programme::COUNTED)}</p> }.into_any();
        }
        let bodies = move || edit::take_out(self.key, self.editor.seen()).into_iter().collect::<Vec<_>>();
        let activity = self.key.activity;
        view! {
            {activity::delete_part(
                self.editor,
                activity,
                say!(editor::programme::TAKE_OUT),
                say!(long_date)(self.key.date),
                bodies,
                Page::Activity(activity),
            )}
            <p class="soft">{say!(editor::programme::RATHER_CANCEL)}</p>
        }
        .into_any()
    }
}
