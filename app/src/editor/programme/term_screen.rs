//! Copying a term: which period to which, and what of it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::field::Period;
use samvaro_core::id::SlotId;
use samvaro_core::iso::{self, Written};
use samvaro_core::programme::Programme;
use samvaro_core::programme::edit::term::{Parity, Proposal, TermCopy, copies};
use samvaro_core::schedule::calendar_day::plus_days;
use serde::{Deserialize, Serialize};

use super::control::{self, Control, Input, choice};
use super::editor::{Editor, Work};
use super::page::Page;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, kept_form};

/// About how long a term is, in days (18 weeks).
const TERM_DAYS: i64 = 126;

/// The answers as they are typed, and what is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TermDraft {
    from: [String; 2],
    to: [String; 2],
    parity: Parity,
    left_out: BTreeSet<SlotId>,
}

#[derive(Clone, Copy)]
struct Screen {
    editor: Editor,
    draft: RwSignal<TermDraft>,
    proposals: Derived<Vec<(String, Proposal)>>,
    problem: RwSignal<Option<&'static str>>,
    work: Work,
}

/// The screen.
pub fn term_screen(editor: Editor) -> AnyView {
    let path = editor.path(Page::Copy);
    let recalled: Option<TermDraft> = kept_form::read(&path);
    let was = recalled.is_some();
    let draft = RwSignal::new(recalled.unwrap_or_else(|| fresh(clock::today())));
    let proposals =
        Derived::new(move || copy(&draft.read()).map(|copy| proposals(editor, copy)).unwrap_or_default());
    let screen = Screen { editor, draft, proposals, problem: RwSignal::new(None), work: Work::new(path) };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        screen.send();
    };
    let errors = Signal::derive(move || {
        screen.problem.get().map(|words| ("fran", words.to_owned())).into_iter().collect()
    });
    let chosen = Derived::new(move || screen.chosen().len());
    let button = move || {
        if screen.work.saving.get() {
            say!(editor::programme::SAVING).to_owned()
        } else {
            say!(editor::programme::term::make)(chosen.get())
        }
    };
    view! {
        <Title text=format!("{} – Samvaro", say!(editor::programme::term::HEADING)) />
        {control::back(editor, Page::List, say!(editor::programme::BACK))}
        <h1>{say!(editor::programme::term::HEADING)}</h1>
        <p class="lead">{say!(editor::programme::term::LEAD)}</p>
        {control::recalled(was)}
        {control::errors(errors)}
        <form class="stack loose" on:submit=submit novalidate>
            {screen.period(say!(editor::programme::term::FROM), ["fran", "fran-till"], |draft| &mut draft.from)}
            {screen.period(say!(editor::programme::term::TO), ["till", "till-till"], |draft| &mut draft.to)}
            {screen.parity()}
            {screen.list()}
            {move || screen.work.problem.get().map(|words| view! { <p class="field-error" role="alert">{words}</p> })}
            <button class="button main wide" type="submit" prop:disabled=screen.work.saving>
                {button}
            </button>
        </form>
    }
    .into_any()
}

/// The last eighteen weeks, and as many from the next Monday on.
fn fresh(today: Date) -> TermDraft {
    let text = |date: Option<Date>| Written(date.unwrap_or(today)).to_string();
    let monday = samvaro_core::schedule::IsoWeek::of(today).next().monday();
    TermDraft {
        from: [text(plus_days(monday, -TERM_DAYS)), text(plus_days(monday, -1))],
        to: [text(Some(monday)), text(plus_days(monday, TERM_DAYS - 1))],
        parity: Parity::Kept,
        left_out: BTreeSet::new(),
    }
}

fn copy(draft: &TermDraft) -> Option<TermCopy> {
    let period = |[from, until]: &[String; 2]| {
        let (from, until) = (iso::date(from)?, iso::date(until)?);
        (from <= until).then_some(Period { from, until })
    };
    Some(TermCopy { from: period(&draft.from)?, to: period(&draft.to)?, parity: draft.parity })
}

fn proposals(editor: Editor, copy: TermCopy) -> Vec<(String, Proposal)> {
    let named = |programme: &Programme| {
        let name =
            |proposal: &Proposal| programme.activity(proposal.line.activity).map(|it| it.name().to_string());
        let found = copy.proposals(programme).into_iter();
        found.map(|proposal| (name(&proposal).unwrap_or_default(), proposal)).collect()
    };
    editor.read(named).unwrap_or_default()
}

impl Screen {
    fn change(self, change: impl FnOnce(&mut TermDraft)) {
        self.draft.update(change);
        self.work.draft.with_value(|path| kept_form::keep(path, &*self.draft.read_untracked()));
    }

    /// What is to be copied.
    fn chosen(self) -> Vec<Proposal> {
        let draft = self.draft.read();
        let proposals = self.proposals.read();
        let wanted = proposals.iter().filter(|(_, it)| !it.stands && !draft.left_out.contains(&it.source));
        wanted.map(|(_, proposal)| proposal.clone()).collect()
    }

    fn send(self) {
        let whole = copy(&self.draft.read_untracked()).is_some();
        let chosen = untrack(|| self.chosen());
        let problem = match (whole, chosen.is_empty()) {
            (false, _) => Some(say!(editor::programme::term::NO_PERIOD)),
            (true, true) => Some(say!(editor::programme::term::CHOOSE)),
            _ => None,
        };
        self.problem.set(problem);
        if problem.is_none() {
            let base = self.editor.seen();
            let bodies = self.editor.read(|programme| copies(programme, &chosen, base)).unwrap_or_default();
            self.editor.save_and_go(bodies, self.work, Page::List);
        }
    }

    fn period(
        self,
        legend: &'static str,
        ids: [&'static str; 2],
        place: fn(&mut TermDraft) -> &mut [String; 2],
    ) -> AnyView {
        let field = |end: usize, label| {
            control::control(Control {
                id: ids[end],
                label,
                help: None,
                input: Input::Date,
                value: Signal::derive(move || place(&mut self.draft.get())[end].clone()),
                set: Callback::new(move |typed| self.change(|draft| place(draft)[end] = typed)),
                error: Signal::derive(|| None),
            })
        };
        view! {
            <fieldset class="stack close">
                <legend class="legend-head">{legend}</legend>
                <div class="field-pair">{field(0, say!(editor::programme::term::FIRST))} {field(1, say!(editor::programme::term::LAST))}</div>
            </fieldset>
        }
        .into_any()
    }

    fn parity(self) -> AnyView {
        let row = |(parity, label): (Parity, &'static str)| {
            let chosen = Signal::derive(move || self.draft.read().parity == parity);
            let choose = Callback::new(move |_| self.change(|draft| draft.parity = parity));
            choice(Some("jamna"), label.to_owned(), None, chosen, choose)
        };
        view! {
            <fieldset class="choices row">
                <legend>{say!(editor::programme::term::PARITY)}</legend>
                {[(Parity::Kept, say!(editor::programme::term::KEPT)), (Parity::Swapped, say!(editor::programme::term::SWAPPED))].map(row)}
            </fieldset>
        }
        .into_any()
    }

    fn list(self) -> AnyView {
        let none = move || {
            self.proposals
                .read()
                .is_empty()
                .then(|| view! { <p class="shut">{say!(editor::programme::term::NOTHING)}</p> })
        };
        view! {
            <fieldset class="choices">
                <legend class="legend-head">{say!(editor::programme::term::WHAT)}</legend>
                {none}
                {move || self.proposals.get().into_iter().map(|(name, it)| self.row(name, it)).collect_view()}
            </fieldset>
        }
        .into_any()
    }

    fn row(self, name: String, proposal: Proposal) -> AnyView {
        let source = proposal.source;
        let first = proposal.dates.first().map(|date| say!(short_date)(*date)).unwrap_or_default();
        let dates = say!(editor::programme::term::dates)(proposal.dates.len(), &first);
        let help = [say!(editor::programme::slot::line)(&proposal.line), "\n".to_owned(), dates].concat();
        if proposal.stands {
            return view! { <p>{name} <span class="soft">{[". ", say!(editor::programme::term::STANDS), "."].concat()}</span></p> }
                .into_any();
        }
        let chosen = Signal::derive(move || !self.draft.read().left_out.contains(&source));
        let choose = Callback::new(move |yes: bool| {
            self.change(|draft| {
                if yes {
                    draft.left_out.remove(&source)
                } else {
                    draft.left_out.insert(source)
                };
            });
        });
        choice(None, name, Some(help), chosen, choose)
    }
}
