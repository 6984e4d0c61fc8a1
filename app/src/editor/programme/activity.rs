//! One activity: what waits for a person, when it happens, what is said of it.

use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::id::{ActivityId, SlotId};
use samvaro_core::occurrence::Occurrence;
use samvaro_core::programme::Programme;
use samvaro_core::programme::edit;
use samvaro_core::programme::edit::activity_fact::{ActivityFact, Facts, facts};
use samvaro_core::programme::slot_line::SlotLine;

use super::control;
use super::editor::{Editor, Work, ahead, notice};
use super::page::Page;
use super::review_view::review_view;
use crate::browser::clock;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// How many dates are shown.
const NEXT_MAX: usize = 6;

/// Everything that the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    name: String,
    published: bool,
    slots: Vec<(SlotId, SlotLine)>,
    facts: Facts,
    next: Vec<Occurrence>,
}

/// The screen.
pub fn activity(editor: Editor, id: ActivityId) -> AnyView {
    let shown = Derived::new(move || editor.read(|programme| shown(programme, id)).flatten());
    let there = Derived::new(move || shown.read().is_some());
    let name =
        Derived::new(move || shown.read().as_ref().as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let part = move |view: fn(Editor, ActivityId, Shown) -> AnyView| {
        move || shown.get().map(|shown| view(editor, id, shown))
    };
    view! {
        <Title text=move || format!("{} – Samvaro", name.get()) />
        {control::back(editor, Page::List, say!(editor::programme::TO_LIST))}
        {move || (!there.get()).then(|| gone(editor))}
        {move || there.get().then(|| view! { <h1>{name.get()}</h1> })}
        {notice_line}
        {review_view(editor, id)}
        {part(state)}
        {part(when)}
        {part(next)}
        {part(said)}
        {part(remove)}
    }
    .into_any()
}

fn shown(programme: &Programme, id: ActivityId) -> Option<Shown> {
    let view = programme.activity(id)?;
    if view.is_deleted() {
        return None;
    }
    let mut next = programme.upcoming(id, ahead(clock::today()));
    next.truncate(NEXT_MAX);
    Some(Shown {
        name: view.name().to_string(),
        published: view.published(),
        slots: programme.slots_of(id).collect(),
        facts: programme.activities.get(&id).map(facts).unwrap_or_default(),
        next,
    })
}

/// What was saved last.
pub fn notice_line() -> AnyView {
    let line = move || {
        notice().map(|words| {
            view! {
                <span class="chip">
                    <Icon name=IconName::Check />
                    {words}
                </span>
            }
        })
    };
    view! { <p role="status">{line}</p> }.into_any()
}

/// An activity or a slot that is not there.
pub fn gone(editor: Editor) -> AnyView {
    view! {
        <h1>{say!(editor::programme::GONE)}</h1>
        <p class="lead">{say!(editor::programme::GONE_HELP)}</p>
        <a class="button main wide" href=editor.path(Page::List)>
            {say!(editor::programme::TO_LIST)}
        </a>
    }
    .into_any()
}

/// Whether the public sees it, and the one next step where it does not.
fn state(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let drafts: Vec<SlotId> =
        shown.slots.iter().filter(|(_, line)| !line.published).map(|(slot, _)| *slot).collect();
    if shown.published && drafts.is_empty() {
        return view! {
            <p>
                <span class="chip">
                    <Icon name=IconName::CircleCheck />
                    {say!(editor::programme::IS_PUBLISHED)}
                </span>
            </p>
        }
        .into_any();
    }
    let work = Work::new(String::new());
    let publish = move |_| {
        let bodies = edit::publish(id, drafts.iter().copied(), editor.seen());
        editor.save_and_go(bodies, work, Page::Activity(id));
    };
    let help = if shown.published {
        say!(editor::programme::NEW_DRAFTS)
    } else {
        say!(editor::programme::DRAFT_HELP)
    };
    view! {
        <section class="banner calm">
            <Icon name=IconName::Pencil />
            <div>
                <b>{say!(editor::programme::DRAFT)}</b>
                <br />
                {help}
            </div>
            <button class="button main" type="button" prop:disabled=work.saving on:click=publish>
                {say!(editor::programme::PUBLISH)}
            </button>
        </section>
        {problem(work)}
    }
    .into_any()
}

fn problem(work: Work) -> AnyView {
    (move || work.problem.get().map(|sentence| view! { <p class="field-error" role="alert">{sentence}</p> }))
        .into_any()
}

fn section(heading: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="stack close">
            <header class="leaf">
                <h2>{heading}</h2>
            </header>
            {content}
        </section>
    }
    .into_any()
}

fn when(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let row = |(slot, line): (SlotId, SlotLine)| {
        let span = say!(editor::programme::slot::span)(&line.schedule, clock::today());
        let place = line.room.as_ref().map(ToString::to_string);
        view! {
            <li>
                <a href=editor.path(Page::Slot(id, slot))>
                    <b>{say!(editor::programme::slot::line)(&line)}</b>
                    {span.map(|words| view! { <span>{words}</span> })}
                    {place.map(|words| view! { <span>{words}</span> })}
                    {(!line.published).then(|| view! { <span>{say!(editor::programme::DRAFT)}</span> })}
                </a>
            </li>
        }
    };
    let none =
        shown.slots.is_empty().then(|| view! { <p class="shut">{say!(editor::programme::NO_SLOTS)}</p> });
    let content = view! {
        {none}
        <ul class="whole-rows">{shown.slots.into_iter().map(row).collect_view()}</ul>
        <a class="button" href=editor.path(Page::NewSlot(id))>
            <Icon name=IconName::Plus />
            {say!(editor::programme::NEW_SLOT)}
        </a>
    };
    section(say!(editor::programme::WHEN), content.into_any())
}

fn next(editor: Editor, _: ActivityId, shown: Shown) -> AnyView {
    let row = |occurrence: Occurrence| {
        let rests = say!(editor::programme::slot::rests)(&occurrence);
        view! {
            <li>
                <a href=editor.path(Page::Occurrence(occurrence.key))>
                    <b>{say!(capitalised)(&say!(editor::programme::slot::when)(&occurrence))}</b>
                    {rests.map(|words| view! { <span>{words}</span> })}
                </a>
            </li>
        }
    };
    let none =
        shown.next.is_empty().then(|| view! { <p class="shut">{say!(editor::programme::NO_DATES)}</p> });
    let content = view! {
        {none}
        <ul class="whole-rows">{shown.next.into_iter().map(row).collect_view()}</ul>
    };
    section(say!(editor::programme::NEXT), content.into_any())
}

fn said(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let row = |(fact, text): (ActivityFact, String)| {
        view! {
            <div>
                <dt>{say!(editor::programme::facts::label)(fact)}</dt>
                <dd>{say!(editor::programme::facts::said)(fact, &text)}</dd>
            </div>
        }
    };
    let mut facts = shown.facts;
    facts.remove(&ActivityFact::Name);
    let none = facts.is_empty().then(|| view! { <p class="shut">{say!(editor::programme::NO_FACTS)}</p> });
    let list = (!facts.is_empty())
        .then(|| view! { <dl class="said">{facts.into_iter().map(row).collect_view()}</dl> });
    let content = view! {
        {none}
        {list}
        <a class="button" href=editor.path(Page::Facts(id))>
            <Icon name=IconName::Pencil />
            {say!(editor::programme::CHANGE_FACTS)}
        </a>
    };
    section(say!(editor::programme::FACTS), content.into_any())
}

fn remove(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let work = Work::new(String::new());
    let hide = shown.published.then(|| {
        let hide = move |_| {
            let bodies = edit::unpublish(id, editor.seen()).into_iter().collect();
            editor.save_and_go(bodies, work, Page::Activity(id));
        };
        view! {
            <button class="button" type="button" prop:disabled=work.saving on:click=hide>
                <Icon name=IconName::EyeOff />
                {say!(editor::programme::UNPUBLISH)}
            </button>
        }
    });
    let bodies = move || edit::delete_activity(id, editor.seen()).into_iter().collect::<Vec<_>>();
    let content = view! {
        {hide}
        {problem(work)}
        {delete_part(editor, id, say!(editor::programme::DELETE), shown.name, bodies, Page::List)}
    };
    section(say!(editor::programme::REMOVE), content.into_any())
}

/// A button that takes something away, with the question that says what it means.
pub fn delete_part(
    editor: Editor,
    activity: ActivityId,
    button: &'static str,
    name: String,
    bodies: impl Fn() -> Vec<Body> + Copy + Send + Sync + 'static,
    next: Page,
) -> AnyView {
    let work = Work::new(String::new());
    let dialog = NodeRef::<Dialog>::new();
    let means = RwSignal::new(String::new());
    let ask = move |_| {
        let counted = untrack(|| editor.effect(&bodies(), activity)).outside.len();
        means.set(say!(editor::programme::delete_means)(counted));
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let delete = move |_| editor.save_and_go(bodies(), work, next);
    view! {
        <button class="button stop" type="button" prop:disabled=work.saving on:click=ask>
            <Icon name=IconName::Trash />
            {button}
        </button>
        {problem(work)}
        <dialog class="dialog" aria-labelledby="ta-bort" node_ref=dialog>
            <form method="dialog" class="stack">
                <h2 id="ta-bort">{say!(editor::programme::delete_question)(&name)}</h2>
                <p>{means}</p>
                <div class="dialog-answers">
                    <button class="button" type="submit">
                        {say!(editor::programme::KEEP)}
                    </button>
                    <button class="button stop" type="submit" on:click=delete>
                        <Icon name=IconName::Trash />
                        {button}
                    </button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}
